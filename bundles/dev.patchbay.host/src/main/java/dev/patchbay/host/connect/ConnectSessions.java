package dev.patchbay.host.connect;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Idempotency;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Makes connect sessions: one-time links that let a person connect one app for one account. Thread-safe. */
@ProviderType
public interface ConnectSessions {
    /**
     * What a session is for; each part may be missing or wrong, and every fault is reported at once.
     *
     * @param account whose connection it becomes
     * @param provider the app; null lets the person choose
     * @param connection the connection to be connected again, whose id stays; null for a new one
     * @param workflow with {@code step}, the step to bind; null for none
     * @param step with {@code workflow}
     * @param returnTo where the person goes afterwards, on the allow-list {@code connect.return-to}; null for nowhere
     */
    record Request(
            @Nullable String account,
            @Nullable String provider,
            @Nullable String connection,
            @Nullable String workflow,
            @Nullable String step,
            @Nullable String returnTo) {}

    /** A link for a person; the token in it is shown this once. */
    record Link(String id, URI url, Instant expiresAt) {}

    /** Makes a session. Needs the scope {@code sessions}. A repeated call with an idempotency key gives the same session a new link. */
    Link create(Caller caller, Request request, @Nullable Idempotency idempotency);

    /** A session that connects this connection again, as {@code POST …/reconnect} makes it. */
    Link reconnect(Caller caller, String connection);
}
