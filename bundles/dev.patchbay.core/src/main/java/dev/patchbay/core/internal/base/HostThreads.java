package dev.patchbay.core.internal.base;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which providers are called: a bounded number of them, each made for one call and gone with it, so that
 * thread locals, interrupts and context class loaders a provider leaves behind go as well.
 *
 * <p>All are made by one spawner thread that began in the host. A thread remembers for life the access-control context of
 * whoever made it: one made while a provider is on the stack would keep that provider's class loader reachable.
 */
public final class HostThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostThreads.class);

    /** Something to run, or to be told that it cannot be. */
    public interface Work extends Runnable {
        /** There was no thread for it. */
        void refused();
    }

    private final Semaphore free;
    /** Names of threads that did not come back, and whose they are. */
    private final Map<String, String> lost = new ConcurrentSkipListMap<>();
    private final int most;
    private final AtomicLong made = new AtomicLong();
    private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();
    private final Thread spawner;
    private volatile boolean closed;

    /**
     * @param most threads at once
     */
    public HostThreads(int most) {
        this.most = most;
        free = new Semaphore(most);
        spawner = thread("patchbay-spawner", this::spawn);
        spawner.start();
    }

    /** Runs the work on a thread of its own, soon; false where all threads are in use. */
    public boolean start(Work work) {
        if (closed || !free.tryAcquire()) {
            return false;
        }
        waiting.add(work);
        if (closed && waiting.remove(work)) {
            free.release();
            return false;
        }
        return true;
    }

    /** How many threads are in use. */
    public int inUse() {
        return most - free.availablePermits();
    }

    /** Notes that a thread does not come back from what it was given to. */
    public void lose(String thread, String to) {
        lost.put(thread, to);
    }

    /** Names of the threads that were lost and are not back, and what each was given to. */
    public Map<String, String> lost() {
        return Map.copyOf(lost);
    }

    /** Makes no more threads; those in use end with their calls. */
    @Override
    public void close() {
        closed = true;
        spawner.interrupt();
    }

    /** A daemon thread without context class loader that inherits no thread local. */
    public static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private void spawn() {
        try {
            while (true) {
                spawn(waiting.take());
            }
        } catch (InterruptedException end) {
            for (Work left = waiting.poll(); left != null; left = waiting.poll()) {
                refuse(left);
            }
        }
    }

    private void spawn(Work work) {
        try {
            thread("patchbay-call-" + made.incrementAndGet(), () -> run(work)).start();
        } catch (OutOfMemoryError noNativeThread) {
            LOG.warn("the system gives no more threads for calls to providers");
            refuse(work);
        }
    }

    private void run(Work work) {
        try {
            work.run();
        } finally {
            lost.remove(Thread.currentThread().getName());
            free.release();
        }
    }

    private void refuse(Work work) {
        free.release();
        work.refused();
    }
}
