package dev.patchbay.acceptance;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at a process's sockets again and again, fifty times a second, until it is closed. */
final class SocketWatch implements AutoCloseable {
    private final Set<ProcessSockets.Open> seen = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean isOver;

    SocketWatch(long pid) {
        ProcessSockets sockets = new ProcessSockets(pid);
        thread = new Thread(() -> {
            while (!isOver) {
                seen.addAll(sockets.now());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }, "socket-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** What was seen so far. */
    Set<ProcessSockets.Open> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
