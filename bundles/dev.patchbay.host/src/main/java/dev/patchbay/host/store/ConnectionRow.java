package dev.patchbay.host.store;

import org.jspecify.annotations.Nullable;

/**
 * A stored connection. Times are milliseconds since 1970. Immutable; {@code toString} shows the id.
 *
 * @param owner symbolic name of the bundle that owned the provider's id
 * @param schemaVersion of the sealed values
 * @param version grows by one with each change
 * @param grant hosts, endpoints and scopes as approved, JSON
 * @param kekId the KEK that wraps the data key
 * @param dataKey the wrapped data key, kept in a table of its own; empty once shredded
 * @param payload the sealed values
 * @param mac over all of the above that is not derived; what {@code tested*} say is left out
 * @param purgeAt when a deleted one is shredded
 */
public record ConnectionRow(
        String id,
        String account,
        String provider,
        String method,
        String label,
        String status,
        @Nullable String reason,
        String owner,
        int schemaVersion,
        long version,
        String grant,
        String kekId,
        byte[] dataKey,
        byte[] payload,
        byte[] mac,
        long createdAt,
        long updatedAt,
        @Nullable Long expiresAt,
        @Nullable Long deletedAt,
        @Nullable Long purgeAt,
        @Nullable Long testedAt,
        @Nullable String testResult) {
    @Override
    public String toString() {
        return id;
    }
}
