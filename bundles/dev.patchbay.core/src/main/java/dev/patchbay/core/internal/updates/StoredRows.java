package dev.patchbay.core.internal.updates;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections of a provider that are not deleted, some at a time. Thread-safe. */
final class StoredRows {
    static final int PAGE = 100;

    private final Database database;

    StoredRows(Database database) {
        this.database = database;
    }

    /** The next ones, the newest first; fewer than {@link #PAGE} at the end. */
    List<ConnectionRow> page(String provider, @Nullable Long afterCreatedAt, @Nullable String afterId) {
        ConnectionFilter filter =
                ConnectionFilter.newest(null, provider, null, List.of(), false, afterCreatedAt, afterId, PAGE);
        return database.read(r -> r.listConnections(filter));
    }

    /** All of them, without holding more than a page. */
    void each(String provider, Consumer<ConnectionRow> each) {
        List<ConnectionRow> page = page(provider, null, null);
        while (!page.isEmpty()) {
            page.forEach(each);
            ConnectionRow last = page.get(page.size() - 1);
            page = page.size() < PAGE ? List.of() : page(provider, last.createdAt(), last.id());
        }
    }
}
