package dev.patchbay.store.internal;

import dev.patchbay.host.store.Store.ReadWork;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that read, opened when needed, at most so many. Each work has one for itself and sees one state of the
 * database; a read inside a read uses the same connection and sees the same state. Thread-safe.
 */
final class ReaderPool implements AutoCloseable {
    private static final long WAIT_SECONDS = 30;

    private final Supplier<Connection> source;
    private final int size;
    private final Semaphore permits;
    private final Deque<SqlReader> idle = new ArrayDeque<>();
    private final ThreadLocal<@Nullable SqlReader> current = new ThreadLocal<>();
    private volatile boolean closed;

    ReaderPool(Supplier<Connection> source, int size) {
        this.source = source;
        this.size = size;
        permits = new Semaphore(size);
    }

    /** Runs a work on one consistent view. */
    <T> T read(ReadWork<T> work) {
        SqlReader outer = current.get();
        if (outer != null) {
            return work.run(outer);
        }
        acquire(1);
        try {
            return readWith(take(), work);
        } finally {
            permits.release();
        }
    }

    private <T> T readWith(SqlReader reader, ReadWork<T> work) {
        boolean sound = true;
        reader.session.enter();
        current.set(reader);
        try {
            return work.run(reader);
        } catch (StoreException e) {
            sound = e.reason() != Reason.UNAVAILABLE;
            throw e;
        } finally {
            current.remove();
            reader.session.leave();
            giveBack(reader, sound);
        }
    }

    /** Waits until nobody reads, closes every connection and keeps readers out while the action runs. */
    void pause(Runnable action) {
        acquire(size);
        try {
            closeIdle();
            action.run();
        } finally {
            permits.release(size);
        }
    }

    /** Refuses new reads and closes the connections, those in use when they come back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void acquire(int count) {
        try {
            if (!permits.tryAcquire(count) && !permits.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException(Reason.UNAVAILABLE, "Every reader of the database is busy.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Reason.UNAVAILABLE, "Interrupted before reading.", e);
        }
    }

    private SqlReader take() {
        if (closed) {
            throw SqlSession.closed();
        }
        SqlReader reader;
        synchronized (idle) {
            reader = idle.pollFirst();
        }
        return reader != null ? reader : new SqlReader(new SqlSession(source.get()));
    }

    private void giveBack(SqlReader reader, boolean sound) {
        if (!sound || !endView(reader)) {
            reader.session.close();
            return;
        }
        synchronized (idle) {
            idle.addFirst(reader);
        }
        if (closed) {
            closeIdle();
        }
    }

    private static boolean endView(SqlReader reader) {
        try {
            reader.session.commit();
            return true;
        } catch (StoreException e) {
            StoreLog.LOG.debug("a reader is given up", e);
            return false;
        }
    }

    private void closeIdle() {
        synchronized (idle) {
            idle.forEach(reader -> reader.session.close());
            idle.clear();
        }
    }
}
