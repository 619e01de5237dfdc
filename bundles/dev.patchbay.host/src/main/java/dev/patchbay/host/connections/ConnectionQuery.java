package dev.patchbay.host.connections;

import org.jspecify.annotations.Nullable;

/**
 * Which connections, in which order; null means any.
 *
 * @param words word prefixes of label, account and provider, all of which must occur
 * @param deleted whether to list deleted ones that can still be restored instead of the others
 * @param limit rows a page, 1 to 500
 * @param cursor where the page starts: that of a page in the same order
 */
public record ConnectionQuery(
        @Nullable String account,
        @Nullable String provider,
        @Nullable Status status,
        @Nullable String words,
        boolean deleted,
        ConnectionOrder order,
        int limit,
        @Nullable String cursor) {
    /** Newest first. */
    public ConnectionQuery(
            @Nullable String account,
            @Nullable String provider,
            @Nullable Status status,
            @Nullable String words,
            boolean deleted,
            int limit,
            @Nullable String cursor) {
        this(account, provider, status, words, deleted, ConnectionOrder.CREATED, limit, cursor);
    }
}
