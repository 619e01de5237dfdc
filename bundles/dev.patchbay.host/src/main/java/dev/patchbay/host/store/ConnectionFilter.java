package dev.patchbay.host.store;

import dev.patchbay.host.connections.ConnectionOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which connections, in which order; null means any.
 *
 * @param words lower-case word prefixes, all of which must occur in label, account or provider
 * @param deleted deleted ones instead of the others
 * @param after where the page before ended; null for the first page
 * @param limit rows at the most
 */
public record ConnectionFilter(
        @Nullable String account,
        @Nullable String provider,
        @Nullable String status,
        List<String> words,
        boolean deleted,
        ConnectionOrder order,
        @Nullable Place after,
        int limit) {
    /**
     * The place of a connection in an order.
     *
     * @param number when it was created, updated or tested, -1 where it never was; 0 in the order of labels
     * @param text what its label is compared by in the order of labels; empty in the others
     */
    public record Place(long number, String text, String id) {
        /** Where a row is. */
        public static Place of(ConnectionOrder order, ConnectionRow row) {
            return switch (order) {
                case CREATED -> new Place(row.createdAt(), "", row.id());
                case UPDATED -> new Place(row.updatedAt(), "", row.id());
                case TESTED -> new Place(row.testedAt() == null ? -1 : row.testedAt(), "", row.id());
                case LABEL -> new Place(0, ConnectionOrder.labelKey(row.label()), row.id());
            };
        }
    }

    /** Copies the list. */
    public ConnectionFilter {
        words = List.copyOf(words);
    }

    /** Newest first, after the connection of this age and id. */
    public static ConnectionFilter newest(
            @Nullable String account,
            @Nullable String provider,
            @Nullable String status,
            List<String> words,
            boolean deleted,
            @Nullable Long afterCreatedAt,
            @Nullable String afterId,
            int limit) {
        Place after = afterCreatedAt == null || afterId == null ? null : new Place(afterCreatedAt, "", afterId);
        return new ConnectionFilter(account, provider, status, words, deleted, ConnectionOrder.CREATED, after, limit);
    }
}
