package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.RowCache;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Finds connections and decides who sees them; keeps sealed rows at hand for use, and forgets a row with every write to it.
 * Thread-safe.
 */
public final class ConnectionLookup {
    private static final int OVERHEAD = 1_024;

    private final Database database;
    private final Sealing sealing;
    private final RowCache<Loaded> cache;
    private final List<Consumer<String>> onWrite = new CopyOnWriteArrayList<>();

    public ConnectionLookup(Database database, Sealing sealing, long cacheBytes) {
        this.database = database;
        this.sealing = sealing;
        this.cache = new RowCache<>(cacheBytes, ConnectionLookup::weight);
    }

    /** A connection to be used, from the cache where it is there; no statement on a hit. */
    public Loaded forUse(Caller caller, String id) {
        Optional<Loaded> found = Ids.isId(Ids.CONNECTION, id)
                ? Optional.ofNullable(cache.get(id, this::load))
                : Optional.empty();
        return Permissions.resolve(caller, found.filter(l -> l.row().deletedAt() == null), l -> l.row().account());
    }

    /** A connection as it is stored now, if it is not deleted. */
    ConnectionRow present(Caller caller, String id) {
        ConnectionRow row = stored(caller, id);
        if (row.deletedAt() != null) {
            throw Permissions.notFound();
        }
        return row;
    }

    /** A connection as it is stored now, deleted or not. */
    ConnectionRow stored(Caller caller, String id) {
        return Permissions.resolve(caller, find(id), ConnectionRow::account);
    }

    /** The same for the host itself. */
    public Optional<ConnectionRow> find(String id) {
        return Ids.isId(Ids.CONNECTION, id) ? database.read(r -> r.findConnection(id)) : Optional.empty();
    }

    /** Writes to one connection; whatever comes of it, the next use reads it anew. */
    public <T> T write(String id, Store.WriteWork<T> work) {
        try {
            return database.write(work);
        } finally {
            forget(id);
        }
    }

    /** The same for several. */
    public <T> T write(Collection<String> ids, Store.WriteWork<T> work) {
        try {
            return database.write(work);
        } finally {
            ids.forEach(this::forget);
        }
    }

    /** Hears the id of each connection after a write to it, whatever came of it. */
    public void onWrite(Consumer<String> listener) {
        onWrite.add(listener);
    }

    private void forget(String id) {
        cache.invalidate(id);
        onWrite.forEach(listener -> listener.accept(id));
    }

    private Optional<Loaded> load(String id) {
        return database.read(r -> r.findConnection(id)).map(sealing::load);
    }

    private static int weight(Loaded loaded) {
        ConnectionRow row = loaded.row();
        return OVERHEAD + row.payload().length + 2 * row.grant().length() + row.dataKey().length;
    }
}
