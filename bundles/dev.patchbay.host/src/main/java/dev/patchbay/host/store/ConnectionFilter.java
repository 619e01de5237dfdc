package dev.patchbay.host.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which connections, newest first by {@code createdAt}, then {@code id}; null means any.
 *
 * @param words lower-case word prefixes, all of which must occur in label, account or provider
 * @param deleted deleted ones instead of the others
 * @param afterCreatedAt where the page before ended, with {@code afterId}; null for the first page
 * @param limit rows at the most
 */
public record ConnectionFilter(
        @Nullable String account,
        @Nullable String provider,
        @Nullable String status,
        List<String> words,
        boolean deleted,
        @Nullable Long afterCreatedAt,
        @Nullable String afterId,
        int limit) {
    /** Copies the list. */
    public ConnectionFilter {
        words = List.copyOf(words);
    }
}
