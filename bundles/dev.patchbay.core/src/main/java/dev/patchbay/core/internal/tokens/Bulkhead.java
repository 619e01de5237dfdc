package dev.patchbay.core.internal.tokens;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs a few works of each provider at once, the rest after them: one that hangs leaves threads to the others. Thread-safe. */
final class Bulkhead {
    static final int AT_ONCE = 4;

    private static final class Bay {
        int running;
        final Queue<Runnable> waiting = new ArrayDeque<>();
    }

    private final Executor threads;
    private final Map<String, Bay> bays = new HashMap<>();

    Bulkhead(Executor threads) {
        this.threads = threads;
    }

    /**
     * Runs the work when its provider has room; it must not throw.
     *
     * @throws RejectedExecutionException at the host's end
     */
    void run(String provider, Runnable work) {
        synchronized (bays) {
            Bay bay = bays.computeIfAbsent(provider, p -> new Bay());
            if (bay.running == AT_ONCE) {
                bay.waiting.add(work);
                return;
            }
            bay.running++;
        }
        start(provider, work);
    }

    private void start(String provider, Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    next(provider);
                }
            });
        } catch (RejectedExecutionException e) {
            synchronized (bays) {
                bays.remove(provider);
            }
            throw e;
        }
    }

    private void next(String provider) {
        Runnable next;
        synchronized (bays) {
            Bay bay = bays.get(provider);
            next = bay == null ? null : bay.waiting.poll();
            if (next == null && bay != null && --bay.running == 0) {
                bays.remove(provider);
            }
        }
        if (next != null) {
            start(provider, next);
        }
    }
}
