package dev.patchbay.core.internal.tokens;

import dev.patchbay.host.auth.Tokens;
import java.util.List;
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
 */
public record HeldTokens(
        Tokens tokens,
        List<String> requested,
        @Nullable String appAccount,
        @Nullable String appAccountLabel,
        long issuedAt,
        @Nullable Long expiresAt,
        long version) {
    /** Copies the list. */
    public HeldTokens {
        requested = List.copyOf(requested);
    }
}
