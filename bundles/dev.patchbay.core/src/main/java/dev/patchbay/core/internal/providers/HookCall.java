package dev.patchbay.core.internal.providers;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Grant;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call of something mixed in is about. Immutable; prints no secret.
 *
 * @param values of the connection and its OAuth client together
 * @param callback where the app sends the person back to; null for the host's usual address
 * @param atMost how long it may take; null for as long as a test
 */
public record HookCall(
        ConnectionMethod method,
        Values values,
        @Nullable Secret accessToken,
        Grant grant,
        @Nullable URI callback,
        @Nullable Duration atMost) {

    public HookCall(ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant) {
        this(method, values, accessToken, grant, null, null);
    }

    /** The same with an end. */
    public HookCall within(Duration time) {
        return new HookCall(method, values, accessToken, grant, callback, time);
    }

    /** The same for a person who comes back there. */
    public HookCall comingBackTo(URI uri) {
        return new HookCall(method, values, accessToken, grant, uri, atMost);
    }

    @Override
    public String toString() {
        return "HookCall " + method.id();
    }
}
