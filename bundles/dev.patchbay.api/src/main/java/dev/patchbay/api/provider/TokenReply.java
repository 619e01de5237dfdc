package dev.patchbay.api.provider;

/**
 * Where an app puts what RFC 6749 section 5 names, for apps that put it elsewhere. Paths are member names with dots between,
 * array indexes are numbers: {@code authed_user.access_token}. Immutable; each method gives a changed copy.
 *
 * @param accessToken path of the access token
 * @param refreshToken path of the refresh token
 * @param expiry path of the end of the access token
 * @param form what stands there
 * @param scope path of the granted scopes
 * @param success path of a value that must be {@code successValue} in a success; empty for none
 * @param successValue that value as text
 * @param error path of the error code
 * @param errorDescription path of its description
 * @param defaultLifetimeSeconds how long an access token lasts where the reply does not say; 0 where nobody knows
 */
public record TokenReply(
        String accessToken,
        String refreshToken,
        String expiry,
        Expiry form,
        String scope,
        String success,
        String successValue,
        String error,
        String errorDescription,
        int defaultLifetimeSeconds) {
    /** The form of the end of an access token. */
    public enum Expiry {
        /** Seconds from now, RFC 6749 section 5.1. */
        SECONDS,
        /** Milliseconds from now. */
        MILLISECONDS,
        /** A time as in RFC 3339. */
        TIMESTAMP,
        /** Seconds since 1970. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970. */
        EPOCH_MILLISECONDS,
        /** The {@code exp} claim of the access token, which is a JWT. */
        JWT_EXP
    }

    /** The names of RFC 6749. */
    public static final TokenReply STANDARD = new TokenReply("access_token", "refresh_token", "expires_in", Expiry.SECONDS,
            "scope", "", "", "error", "error_description", 0);

    /** With the access token at another path. */
    public TokenReply accessToken(String path) {
        return new TokenReply(path, refreshToken, expiry, form, scope, success, successValue, error, errorDescription, defaultLifetimeSeconds);
    }

    /** With the refresh token at another path. */
    public TokenReply refreshToken(String path) {
        return new TokenReply(accessToken, path, expiry, form, scope, success, successValue, error, errorDescription, defaultLifetimeSeconds);
    }

    /** With the end of the access token at another path or in another form. */
    public TokenReply expiry(String path, Expiry as) {
        return new TokenReply(accessToken, refreshToken, path, as, scope, success, successValue, error, errorDescription, defaultLifetimeSeconds);
    }

    /** With the scopes at another path. */
    public TokenReply scope(String path) {
        return new TokenReply(accessToken, refreshToken, expiry, form, path, success, successValue, error, errorDescription, defaultLifetimeSeconds);
    }

    /** Where a 200 may be an error: a success has this value at this path, such as Slack's {@code ok} = {@code true}. */
    public TokenReply success(String path, String value) {
        return new TokenReply(accessToken, refreshToken, expiry, form, scope, path, value, error, errorDescription, defaultLifetimeSeconds);
    }

    /** With the error at other paths. */
    public TokenReply error(String code, String description) {
        return new TokenReply(accessToken, refreshToken, expiry, form, scope, success, successValue, code, description, defaultLifetimeSeconds);
    }

    /** For apps that do not say how long a token lasts. */
    public TokenReply defaultLifetime(int seconds) {
        return new TokenReply(accessToken, refreshToken, expiry, form, scope, success, successValue, error, errorDescription, seconds);
    }
}
