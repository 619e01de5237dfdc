package dev.patchbay.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer needs to act. Never holds a refresh token, a client secret or a session. Immutable; {@code toString} masks
 * every secret.
 *
 * @param provider the provider's id
 * @param method the method's id
 * @param auth the kind of authentication, as in {@link dev.patchbay.api.provider.Auth#kind()}
 * @param values the values of the connection by field name: {@code String}, {@link Secret}, {@code Integer}, {@code Boolean}
 *     or {@code List<String>}
 * @param accessToken the fresh access token, where the method has one
 * @param expiresAt when the access token ends, where the app says so
 */
public record Credential(
        String provider,
        String method,
        String auth,
        Map<String, Object> values,
        @Nullable Secret accessToken,
        @Nullable Instant expiresAt) {

    /** Copies the map. */
    public Credential {
        values = Map.copyOf(values);
    }
}
