package dev.patchbay.host.connections;

import org.jspecify.annotations.Nullable;

/**
 * Which connections; null means any.
 *
 * @param words word prefixes of label, account and provider, all of which must occur
 * @param deleted whether to list deleted ones that can still be restored instead of the others
 * @param limit rows a page, 1 to 500
 */
public record ConnectionQuery(
        @Nullable String account,
        @Nullable String provider,
        @Nullable Status status,
        @Nullable String words,
        boolean deleted,
        int limit,
        @Nullable String cursor) {}
