package dev.patchbay.core.internal.providers;

import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.providers.CallLimits.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call on a thread of its own, while the caller waits here. It ends by itself, at its deadline, or when its lane is
 * closed; then its sockets are closed, which ends blocked reads where an interrupt does not. What the work threw is turned
 * into an exception of the host on the call's own thread. Thread-safe.
 */
final class ProviderCall<T> implements HostThreads.Work {
    /** Why a call was ended by the host. */
    enum Cut {
        /** Its time was over. */
        DEADLINE,
        /** It made no progress. */
        IDLE,
        /** Its provider leaves. */
        STOPPING,
        /** Its caller was interrupted. */
        CANCELLED,
        /** There was no thread for it. */
        NO_THREAD
    }

    /** A call that the host ended. */
    static final class CutException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Cut cut;

        CutException(Cut cut) {
            super(cut.name(), null, false, false);
            this.cut = cut;
        }

        Cut cut() {
            return cut;
        }
    }

    /** What a call has that must end with it. */
    interface Means {
        /** A call without sockets. */
        Means NONE = new Means() {
            @Override
            public long progress() {
                return 0;
            }

            @Override
            public boolean isInHost() {
                return false;
            }

            @Override
            public void cut(Cut why) {
                /* nothing to close */
            }
        };

        /** A number that grows while there is progress. */
        long progress();

        /** Whether the call is in code of the host at the moment, such as the stream of a slow client. */
        boolean isInHost();

        /** Notes why the call was ended, then closes its sockets. */
        void cut(Cut why);
    }

    /** What is called; gives and throws nothing of a provider's own. */
    interface Work<T> {
        T run();
    }

    /** How often progress is looked at within the idle limit. */
    private static final int LOOKS = 10;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Work<T> work;
    private final Means means;
    private final ProviderLane lane;
    private @Nullable Thread thread;
    private @Nullable T result;
    private @Nullable RuntimeException failure;
    private @Nullable Cut cut;
    private boolean ended;

    ProviderCall(ProviderLane lane, Means means, Work<T> work) {
        this.lane = lane;
        this.means = means;
        this.work = work;
    }

    @Override
    public void run() {
        Thread current = Thread.currentThread();
        boolean stillWanted;
        synchronized (this) {
            thread = current;
            stillWanted = cut == null;
        }
        T made = null;
        RuntimeException thrown = null;
        try {
            if (stillWanted) {
                current.setContextClassLoader(lane.loader());
                made = work.run();
            }
        } catch (RuntimeException e) {
            thrown = e;
        } catch (Throwable e) {
            /* the work maps whatever a provider throws; this is the host's own memory or stack giving out in doing so */
            thrown = new IllegalStateException("the call ended with " + e.getClass().getName());
        } finally {
            current.setContextClassLoader(null);
            lane.leave(this);
        }
        end(made, thrown);
    }

    @Override
    public void refused() {
        synchronized (this) {
            cut = Cut.NO_THREAD;
        }
        lane.leave(this);
        end(null, null);
    }

    private synchronized void end(@Nullable T made, @Nullable RuntimeException thrown) {
        result = made;
        failure = thrown;
        ended = true;
        thread = null;
        notifyAll();
    }

    /** Ends the call from outside, if it is not over yet. */
    void cut(Cut why) {
        Thread running;
        synchronized (this) {
            if (ended || cut != null) {
                return;
            }
            cut = why;
            running = thread;
            notifyAll();
        }
        means.cut(why);
        if (running != null) {
            running.interrupt();
        }
    }

    /**
     * Waits for the end.
     *
     * @throws CutException where the host ended it; its thread may still run then
     */
    T await(Deadline deadline, Duration grace) {
        if (!waitUntilEndOrCut(deadline)) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (cut == null) {
                if (failure != null) {
                    throw failure;
                }
                return result;
            }
        }
        if (!waitForReturn(grace)) {
            lane.abandon(this);
        }
        throw new CutException(whyCut());
    }

    private synchronized Cut whyCut() {
        return Objects.requireNonNull(cut);
    }

    /** False where the waiting thread was interrupted. */
    private boolean waitUntilEndOrCut(Deadline deadline) {
        long began = System.nanoTime();
        long moved = began;
        long seen = 0;
        try {
            while (true) {
                long transferred = means.progress();
                long now = System.nanoTime();
                moved = transferred == seen ? moved : now;
                seen = transferred;
                long total = deadline.total() == null ? Long.MAX_VALUE : deadline.total().toNanos() - (now - began);
                long idle = deadline.idle() == null ? Long.MAX_VALUE : deadline.idle().toNanos() - (now - moved);
                if (total <= 0 || idle <= 0) {
                    cut(total <= 0 ? Cut.DEADLINE : Cut.IDLE);
                }
                synchronized (this) {
                    if (ended || cut != null) {
                        return true;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(TICK, Math.min(total, idle / LOOKS)));
                }
            }
        } catch (InterruptedException e) {
            cut(Cut.CANCELLED);
            return false;
        }
    }

    /** Whether the thread came back within the time; an interrupt does not shorten it. */
    private synchronized boolean waitForReturn(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!ended) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(TICK, left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    /** Whether it runs on the calling thread. */
    synchronized boolean isOnThisThread() {
        return thread == Thread.currentThread();
    }

    /** Whether it is in code of the host at the moment. */
    boolean isInHost() {
        return means.isInHost();
    }

    /** The name of its thread, for people; empty where it has none. */
    synchronized String threadName() {
        return thread == null ? "" : thread.getName();
    }
}
