package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.Secret;
import dev.patchbay.host.auth.Tokens;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a connection and what is known of the sign-in they came from. Immutable; prints no secret.
 *
 * @param tokens what the app gave; {@code tokens.lifetime()} as it was then
 * @param requested the scopes asked for at the sign-in
 * @param appAccount the account's id at the app, or null
 * @param appAccountLabel what the app calls it, or null
 * @param issuedAt when the request was sent, milliseconds since 1970
 * @param expiresAt when the access token ends, or null where nobody knows
 * @param version of the stored set, from 1; 0 before it is stored
 * @param rotates whether the app gives another refresh token at a renewal; null where it was not seen yet
 */
public record HeldTokens(
        Tokens tokens,
        List<String> requested,
        @Nullable String appAccount,
        @Nullable String appAccountLabel,
        long issuedAt,
        @Nullable Long expiresAt,
        long version,
        @Nullable Boolean rotates) {
    /** Stands for none, where a provider renews something else. */
    static final Secret NO_ACCESS_TOKEN = Secret.of("");

    /** Copies the list. */
    public HeldTokens {
        requested = List.copyOf(requested);
    }

    /** Tokens of an app that was not seen to renew any yet. */
    public HeldTokens(
            Tokens tokens,
            List<String> requested,
            @Nullable String appAccount,
            @Nullable String appAccountLabel,
            long issuedAt,
            @Nullable Long expiresAt,
            long version) {
        this(tokens, requested, appAccount, appAccountLabel, issuedAt, expiresAt, version, null);
    }

    /**
     * What a sign-in gave.
     *
     * @param sentAt when the request for the tokens was sent, milliseconds since 1970
     */
    public static HeldTokens first(
            Tokens tokens,
            List<String> requested,
            @Nullable String appAccount,
            @Nullable String appAccountLabel,
            long sentAt) {
        return new HeldTokens(tokens, requested, appAccount, appAccountLabel, sentAt, end(tokens, sentAt), 0);
    }

    /** The access token; null where a provider renews something else. */
    @Nullable Secret accessToken() {
        return accessToken(tokens);
    }

    /** The same of tokens that are not held yet. */
    public static @Nullable Secret accessToken(Tokens tokens) {
        return tokens.accessToken().equals(NO_ACCESS_TOKEN) ? null : tokens.accessToken();
    }

    /** What a renewal of these gave: what the reply leaves out is kept. */
    HeldTokens renewed(Tokens next, long sentAt) {
        Secret refresh = next.refreshToken() == null ? tokens.refreshToken() : next.refreshToken();
        Tokens whole = new Tokens(
                next.accessToken(),
                next.tokenSecret() == null ? tokens.tokenSecret() : next.tokenSecret(),
                refresh,
                next.lifetime(),
                next.scopes() == null ? tokens.scopes() : next.scopes(),
                next.captured(),
                next.subject() == null ? tokens.subject() : next.subject());
        return new HeldTokens(
                whole, requested, appAccount, appAccountLabel, sentAt, end(next, sentAt), version, seen(refresh));
    }

    /** Once an app was seen to rotate it does; some change the token only now and then. */
    private @Nullable Boolean seen(@Nullable Secret next) {
        if (next == null || tokens.refreshToken() == null) {
            return rotates;
        }
        return Boolean.TRUE.equals(rotates) || !Objects.equals(next, tokens.refreshToken());
    }

    /** Whether sending the refresh token twice does no harm, as far as this app was seen. */
    boolean mayRepeat() {
        return tokens.refreshToken() == null || Boolean.FALSE.equals(rotates);
    }

    /** The same as stored under a version. */
    HeldTokens at(long stored) {
        return new HeldTokens(tokens, requested, appAccount, appAccountLabel, issuedAt, expiresAt, stored, rotates);
    }

    private static @Nullable Long end(Tokens tokens, long sentAt) {
        return tokens.lifetime() == null ? null : Long.valueOf(sentAt + tokens.lifetime().toMillis());
    }
}
