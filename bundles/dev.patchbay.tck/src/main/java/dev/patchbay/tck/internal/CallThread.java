package dev.patchbay.tck.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider's call on a thread of its own, as a host runs it: with the provider's class loader as the context class loader. A
 * thread group tells which threads the provider started. For one call.
 */
public final class CallThread<T> {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ThreadGroup group = new ThreadGroup("patchbay-tck-call");
    private final ClassLoader loader;
    private final Thread thread;
    private volatile @Nullable T result;
    private volatile @Nullable Throwable thrown;
    private volatile @Nullable ClassLoader loaderAtEnd;

    private CallThread(ClassLoader loader, Callable<T> work) {
        this.loader = loader;
        thread = new Thread(group, () -> run(work), "patchbay-tck-call");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
    }

    /** Starts the work of the provider whose class this is. */
    public static <T> CallThread<T> start(Class<?> provider, Callable<T> work) {
        CallThread<T> call = new CallThread<>(provider.getClassLoader(), work);
        call.thread.start();
        return call;
    }

    private void run(Callable<T> work) {
        try {
            result = work.call();
        } catch (Throwable e) {
            thrown = e;
        } finally {
            loaderAtEnd = Thread.currentThread().getContextClassLoader();
        }
    }

    /** Whether it ended within the time. */
    public boolean endsWithin(Duration time) {
        try {
            thread.join(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Interrupts the work. */
    public void interrupt() {
        thread.interrupt();
    }

    /** What it gave; null where it threw. */
    public @Nullable T result() {
        return result;
    }

    /** What it threw; null where it gave something. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** Whether the thread was given back with the context class loader it came with. */
    public boolean keptTheLoader() {
        return loaderAtEnd == loader;
    }

    /** Where the call is now, for the message about one that does not end. */
    public String where() {
        StackTraceElement[] frames = thread.getStackTrace();
        return frames.length == 0 ? "nowhere" : frames[0].toString();
    }

    /** The threads it started that still live, after they had some time to end. */
    public List<Thread> leftThreads() {
        long until = System.nanoTime() + GRACE.toNanos();
        List<Thread> left = living();
        for (Thread each : left) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(each, Math.max(1, until - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return living();
    }

    private List<Thread> living() {
        Thread[] all = new Thread[group.activeCount() + 16];
        int count = group.enumerate(all);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (all[i] != thread) {
                others.add(all[i]);
            }
        }
        return others;
    }
}
