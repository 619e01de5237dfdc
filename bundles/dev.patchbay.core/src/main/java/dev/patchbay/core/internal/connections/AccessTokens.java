package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access tokens that are good now. Thread-safe. */
public interface AccessTokens {
    /** An access token, and when it ends where that is known. */
    record Issued(Secret accessToken, @Nullable Instant expiresAt) {}

    /**
     * The access token of a connection whose method has an engine: the one that is held while it is valid, else a renewed
     * one. Callers of one connection wait for one renewal.
     *
     * @throws dev.patchbay.host.problem.ProblemException {@code RECONNECT_NEEDED}, {@code NOT_READY} with when to try again,
     *     {@code PROVIDER_UNAVAILABLE}
     */
    Issued issue(UsableConnections.Usable usable);

    /** Renews whatever the age. */
    Issued renew(UsableConnections.Usable usable);

    /** The headers that sign a request; {@code CONFLICT} where the kind signs none. */
    Map<String, String> sign(UsableConnections.Usable usable, RequestSigning.Request request);

    /** The values of the connection and its OAuth client together. */
    Values merged(UsableConnections.Usable usable, Values own);
}
