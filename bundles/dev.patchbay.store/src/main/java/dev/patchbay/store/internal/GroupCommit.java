package dev.patchbay.store.internal;

import dev.patchbay.host.store.Store.WriteWork;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writer thread. It takes every work that waits, runs each behind a savepoint of one transaction, commits once and only
 * then lets the callers go: a flush of the disk is shared by all who waited for it. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final int BATCH = 256;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SHRED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MILLIS = 30_000;

    private final WorkQueue queue = new WorkQueue(QUEUE);
    private final Supplier<Connection> source;
    private final Thread thread;
    // from here on: the writer thread's own
    private @Nullable SqlWriter writer;
    private boolean inWork;
    // at the start too: a killed process may have left shredded keys in the log
    private boolean logToEmpty = true;
    private long logDue = System.nanoTime();

    /**
     * Starts the thread.
     *
     * @param first the connection to begin with
     * @param source opens another where one broke
     */
    GroupCommit(Connection first, Supplier<Connection> source) {
        this.source = source;
        this.writer = new SqlWriter(new SqlSession(first));
        thread = new Thread(null, this::loop, "patchbay-store-writer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Runs a work and returns once it is durable. */
    <T> T write(WriteWork<T> work) {
        return submit(PendingWork.shared(work));
    }

    /** Runs something between two transactions; the session is closed before it and opened when next needed. */
    void pause(Runnable action) {
        submit(PendingWork.alone(action));
    }

    private <T> T submit(PendingWork<T> pending) {
        if (isWriterThread()) {
            throw new IllegalStateException("A write inside a write: use the writer that the work was given.");
        }
        queue.add(pending);
        return pending.await();
    }

    /** The writer of the work that the calling thread is in, or null where it is in none. */
    @Nullable SqlWriter current() {
        return isWriterThread() && inWork ? writer : null;
    }

    private boolean isWriterThread() {
        return Thread.currentThread() == thread;
    }

    /** Refuses new works, does those that wait, and stops the thread. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            StoreLog.LOG.warn("The writer of the store did not stop in time; what it was writing may still be written.");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        List<PendingWork<?>> taken = new ArrayList<>(BATCH);
        while (takeInto(taken)) {
            int done = 0;
            for (int i = 0; i < taken.size(); i++) {
                if (taken.get(i).isAlone()) {
                    commit(taken.subList(done, i));
                    runAlone(taken.get(i));
                    done = i + 1;
                }
            }
            commit(taken.subList(done, taken.size()));
            taken.clear();
            emptyLogIfDue();
        }
        dropSession();
    }

    private boolean takeInto(List<PendingWork<?>> taken) {
        try {
            long wait = logToEmpty ? Math.max(1, logDue - System.nanoTime()) : IDLE_NANOS;
            return queue.take(taken, BATCH, wait);
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt this thread; it ends when the queue is closed
            return true;
        }
    }

    private void commit(List<PendingWork<?>> works) {
        if (works.isEmpty()) {
            return;
        }
        try {
            SqlWriter current = session();
            current.session.enter();
            inWork = true;
            try {
                works.forEach(work -> runInSavepoint(work, current));
            } finally {
                inWork = false;
                current.session.leave();
            }
            current.session.commit();
            if (current.session.takeShredded()) {
                logToEmpty = true;
                logDue = System.nanoTime() + SHRED_NANOS;
            }
        } catch (Throwable e) {
            undo(works, e);
        } finally {
            works.forEach(PendingWork::settle);
        }
    }

    private static void runInSavepoint(PendingWork<?> work, SqlWriter writer) {
        writer.session.update("SAVEPOINT one_work");
        if (!work.run(writer)) {
            try {
                writer.session.update("ROLLBACK TO SAVEPOINT one_work");
            } catch (StoreException gone) {
                // on a full disk SQLite may end the whole transaction: then the works before this one are undone too
                throw work.failure() instanceof StoreException cause ? cause : gone;
            }
        }
        writer.session.update("RELEASE SAVEPOINT one_work");
    }

    /** The connection's state is unknown now, so it is closed, which undoes the transaction; the next work opens another. */
    private void undo(List<PendingWork<?>> works, Throwable cause) {
        dropSession();
        Reason reason = cause instanceof StoreException e && e.reason() == Reason.FULL ? Reason.FULL : Reason.UNAVAILABLE;
        String message = "The database could not write; nothing was changed. "
                + (cause instanceof StoreException ? cause.getMessage() : "");
        works.forEach(work -> work.undone(reason, message.strip(), cause));
        StoreLog.LOG.error("A transaction of {} writes failed and was undone", works.size(), cause);
    }

    private void runAlone(PendingWork<?> work) {
        dropSession();
        work.run(null);
        work.settle();
    }

    private void emptyLogIfDue() {
        if (!logToEmpty || logDue - System.nanoTime() > 0) {
            return;
        }
        try {
            logToEmpty = !Sqlite.emptyLog(session().session.connection());
        } catch (RuntimeException e) {
            StoreLog.LOG.warn("The write-ahead log could not be emptied of shredded keys yet", e);
            dropSession();
        }
        logDue = System.nanoTime() + SHRED_NANOS;
    }

    private SqlWriter session() {
        SqlWriter open = writer;
        if (open == null) {
            open = new SqlWriter(new SqlSession(source.get()));
            writer = open;
        }
        return open;
    }

    private void dropSession() {
        SqlWriter open = writer;
        writer = null;
        if (open != null) {
            open.session.close();
        }
    }
}
