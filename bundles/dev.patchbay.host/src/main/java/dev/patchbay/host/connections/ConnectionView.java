package dev.patchbay.host.connections;

import dev.patchbay.host.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as anyone with {@code read} may see it. Immutable; a secret value is the map {@code {set: true}}.
 *
 * @param id 128 random bits, {@code con_} and 26 characters of base32
 * @param reason why the status is not {@code ready}, or null
 * @param values by field name: text, number, boolean, list, or the mask of a secret
 * @param schemaVersion of the stored values
 * @param version grows with each change; the HTTP entity tag
 * @param expiresAt when the access token ends, or null
 * @param deletedAt when it was deleted, or null; it can be restored until {@code purgeAt}
 * @param lastTest how the last test of the saved connection ended, or null
 * @param oauth what a sign-in came to, or null where there was none
 * @param uses how many steps it is bound to
 * @param warnings what looks wrong without being so; only in the answer to a create or an edit
 */
public record ConnectionView(
        String id,
        String account,
        String provider,
        String method,
        String label,
        Status status,
        @Nullable String reason,
        Map<String, Object> values,
        int schemaVersion,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant deletedAt,
        @Nullable Instant purgeAt,
        @Nullable LastTest lastTest,
        @Nullable OAuth oauth,
        long uses,
        List<FieldError> warnings) {
    /** A view without sign-in and without uses. */
    public ConnectionView(
            String id,
            String account,
            String provider,
            String method,
            String label,
            Status status,
            @Nullable String reason,
            Map<String, Object> values,
            int schemaVersion,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant deletedAt,
            @Nullable Instant purgeAt,
            @Nullable LastTest lastTest,
            List<FieldError> warnings) {
        this(id, account, provider, method, label, status, reason, values, schemaVersion, version, createdAt, updatedAt,
                expiresAt, deletedAt, purgeAt, lastTest, null, 0, warnings);
    }

    /**
     * What a sign-in came to.
     *
     * @param client the OAuth client's id, or null where the connection holds its client's credentials itself
     * @param requested the scopes asked for
     * @param granted the scopes given; null before the first sign-in
     * @param missing those of {@code requested} that were not given
     * @param appAccount what the account at the app is called, or its id; null where it is not known
     */
    public record OAuth(
            @Nullable String client,
            List<String> requested,
            @Nullable List<String> granted,
            List<String> missing,
            @Nullable String appAccount) {}


    /** How a test ended: {@code passed} null where there was nothing to test against. */
    public record LastTest(Instant at, @Nullable Boolean passed, @Nullable String reason) {}
}
