package dev.patchbay.core.internal;

import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store that counts, and fails when told. */
public final class CountingStore implements Store {
    private final Store store;
    public final AtomicInteger reads = new AtomicInteger();
    public final AtomicInteger writes = new AtomicInteger();
    public volatile boolean broken;
    /** Runs before each write begins. */
    public volatile @Nullable Runnable beforeWrite;
    /** Runs after each write, when it is durable. */
    public volatile @Nullable Runnable afterWrite;

    CountingStore(Store store) {
        this.store = store;
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        reads.incrementAndGet();
        refuseWhenBroken();
        return store.read(work);
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        writes.incrementAndGet();
        Runnable first = beforeWrite;
        if (first != null) {
            first.run();
        }
        refuseWhenBroken();
        T result = store.write(work);
        Runnable last = afterWrite;
        if (last != null) {
            last.run();
        }
        return result;
    }

    private void refuseWhenBroken() {
        if (broken) {
            throw new StoreException(StoreException.Reason.UNAVAILABLE, "The database is closed.", null);
        }
    }

    @Override
    public void snapshot(Path file) throws IOException {
        store.snapshot(file);
    }

    @Override
    public String check(Path copy) {
        return store.check(copy);
    }

    @Override
    public void adopt(Path copy) throws IOException {
        store.adopt(copy);
    }

    @Override
    public StoreSize size() throws IOException {
        return store.size();
    }

    @Override
    public int schemaVersion() {
        return store.schemaVersion();
    }
}
