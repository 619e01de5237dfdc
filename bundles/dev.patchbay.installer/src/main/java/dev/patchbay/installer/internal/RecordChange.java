package dev.patchbay.installer.internal;

import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records that are written together or not at all, and remembered once they are durable. Used by one thread. */
final class RecordChange {
    private final Store store;
    private final List<Consumer<StoreWriter>> writes = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    RecordChange(Store store) {
        this.store = store;
    }

    /**
     * Adds a part.
     *
     * @param afterwards what follows when all of it is durable
     */
    void add(Consumer<StoreWriter> write, Runnable afterwards) {
        writes.add(write);
        this.afterwards.add(afterwards);
    }

    void commit() {
        store.write(writer -> {
            writes.forEach(write -> write.accept(writer));
            return writer;
        });
        afterwards.forEach(Runnable::run);
    }
}
