package dev.patchbay.host.auth;

import dev.patchbay.api.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an app gave. Immutable; prints no secret.
 *
 * @param accessToken the access token (OAuth 1.0a: the token credential's identifier)
 * @param tokenSecret OAuth 1.0a: its shared secret; else null
 * @param refreshToken the refresh token, or null
 * @param lifetime how long the access token lasts, from the moment the request was sent; null where nobody knows, which is
 *     not for ever
 * @param scopes the granted scopes; null where the reply did not say, which means: those asked for
 * @param captured values for captured fields, by field
 * @param subject the account's id at the app where the reply told it, or null
 */
public record Tokens(
        Secret accessToken,
        @Nullable Secret tokenSecret,
        @Nullable Secret refreshToken,
        @Nullable Duration lifetime,
        @Nullable List<String> scopes,
        Map<String, String> captured,
        @Nullable String subject) {
    /** Copies the collections. */
    public Tokens {
        scopes = scopes == null ? null : List.copyOf(scopes);
        captured = Map.copyOf(captured);
    }

    @Override
    public String toString() {
        return "Tokens";
    }
}
