package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.Providers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens that are good now. Thread-safe. */
public interface AccessTokens {
    /** An access token, null where the provider renews something else, and when it ends where that is known. */
    record Issued(@Nullable Secret accessToken, @Nullable Instant expiresAt) {}

    /** What a call to a provider needs; without access token where the method has none. */
    record Opened(Values values, @Nullable Secret accessToken) {
        @Override
        public String toString() {
            return "Opened " + values;
        }
    }

    /** Values that are not stored. */
    record Trial(Providers.Live live, ConnectionMethod method, @Nullable String account, Values values, Grant grant) {
        @Override
        public String toString() {
            return "Trial " + method.id();
        }
    }

    /**
     * The access token of a connection that holds tokens: the one that is held while it is valid, else a renewed one. Callers of one connection wait for one renewal.
     *
     * @throws dev.patchbay.host.problem.ProblemException {@code RECONNECT_NEEDED}, {@code NOT_READY} with when to try again,
     *     {@code PROVIDER_UNAVAILABLE}
     */
    Issued issue(UsableConnections.Usable usable);

    /** Renews whatever the age; {@code CONFLICT} where the app gives nothing to renew with. */
    Issued renew(UsableConnections.Usable usable);

    /** The headers that sign a request; {@code CONFLICT} where neither provider nor kind signs any. */
    Map<String, String> sign(UsableConnections.Usable usable, RequestSigning.Request request);

    /** The values of the connection and its OAuth client together. */
    Values merged(UsableConnections.Usable usable, Values own);

    /**
     * What a call with values that are not stored needs; empty where somebody has to sign in first.
     *
     * @throws dev.patchbay.host.auth.TokenFailure where the app gives no token
     */
    Optional<Opened> open(Trial trial);

    /** What a call to a provider needs of a connection, from the values in clear. */
    default Opened open(UsableConnections.Usable usable, Values own) {
        return Availability.hasTokens(usable.live(), usable.method())
                ? new Opened(merged(usable, own), issue(usable).accessToken())
                : new Opened(own, null);
    }
}
