package dev.patchbay.host.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Immutable.
 *
 * @param items the rows
 * @param next the cursor of the next page, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }
}
