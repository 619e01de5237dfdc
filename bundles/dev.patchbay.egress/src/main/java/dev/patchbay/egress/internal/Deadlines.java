package dev.patchbay.egress.internal;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Closes sockets whose time is up: the only way to end a blocked write, and a read fed drop by drop. The time that the process
 * stood still does not count. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
    static final String THREAD = "patchbay-egress-deadlines";

    private final ScheduledThreadPoolExecutor timer;

    /** Starts its one thread at once, while no provider is on the stack whose class loader it could keep alive. */
    Deadlines() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, THREAD, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartAllCoreThreads();
    }

    /** A deadline at which the socket is closed, unless the deadline is closed first. */
    Deadline in(Duration time, Closeable socket) {
        return new Deadline(time, socket);
    }

    /** Ends the thread. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One running deadline. */
    final class Deadline implements AutoCloseable {
        private final Future<?> task;
        private volatile boolean passed;

        private Deadline(Duration time, Closeable socket) {
            task = RunningTime.limit(timer, time.toNanos(), () -> {
                passed = true;
                OpenSockets.closeQuietly(socket);
            });
        }

        /** Whether it has closed the socket. */
        boolean hasPassed() {
            return passed;
        }

        @Override
        public void close() {
            task.cancel(false);
        }
    }
}
