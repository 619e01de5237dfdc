package dev.patchbay.host.store;

import org.jspecify.annotations.Nullable;

/** The rows of people who sign in. Times are milliseconds since 1970; byte arrays are not copied. */
public interface AccessRows {
    /**
     * A person's session, or the link that will open one. {@code toString} shows the id.
     *
     * @param kind {@code operator} or {@code account}
     * @param linkHash SHA-256 of the link's token, kept after its use; null where an API key opened the session
     * @param keyHash SHA-256 of the session's key, or null while nobody opened it
     * @param apiKey the id of the API key that opened it, or null
     * @param account its only account, or null for all
     * @param label what a person reads
     * @param version grows by one with each change
     * @param linkUntil when the link ends
     * @param openedAt when somebody signed in, or null
     * @param seenAt when something happened in it, to the minute
     */
    record PersonSessionRow(
            String id,
            String kind,
            byte @Nullable [] linkHash,
            byte @Nullable [] keyHash,
            @Nullable String apiKey,
            @Nullable String account,
            String label,
            @Nullable String workflow,
            @Nullable String step,
            @Nullable String returnTo,
            long version,
            long createdAt,
            long linkUntil,
            @Nullable Long openedAt,
            long seenAt,
            byte[] mac) {
        @Override
        public String toString() {
            return id;
        }
    }
}
