package dev.patchbay.store.internal;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionFilter.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of connections in SQL, over {@code connection c}.
 *
 * @param column what it is made from, in its own right a column of the index that holds all orders
 * @param key what is compared; never null, so that every database has it in the same place
 * @param ascending whether the least comes first; the id goes the same way
 */
record OrderSql(String column, String key, boolean ascending) {
    static OrderSql of(ConnectionOrder order) {
        return switch (order) {
            case CREATED -> new OrderSql("c.created_at", "c.created_at", false);
            case UPDATED -> new OrderSql("c.updated_at", "c.updated_at", false);
            case TESTED -> new OrderSql("c.tested_at", "COALESCE(c.tested_at, -1)", false);
            case LABEL -> new OrderSql("c.label_order", "c.label_order", true);
        };
    }

    /** The clause that puts rows in this order. */
    String orderBy() {
        String way = ascending ? "" : " DESC";
        return " ORDER BY " + key + way + ", c.id" + way;
    }

    /** The condition that a row comes after a place, whose values are {@link #values}. */
    String after() {
        return "(" + key + ", c.id) " + (ascending ? '>' : '<') + " (?, ?)";
    }

    /** A place as values of a statement. */
    List<@Nullable Object> values(Place place) {
        return List.of(ascending ? place.text() : (Object) place.number(), place.id());
    }
}
