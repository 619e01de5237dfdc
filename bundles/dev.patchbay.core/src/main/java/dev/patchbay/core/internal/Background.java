package dev.patchbay.core.internal;

import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.people.StoredPersonSessions;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the host does by itself, on one daemon thread, until it is closed. Thread-safe. */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int COUNT_SECONDS = 3;
    private static final int PURGE_SECONDS = 20;
    private static final int RENEW_SECONDS = 5;
    private static final int FORGET_SECONDS = 3_600;
    private static final int KEY_SECONDS = 3_600;
    private static final int FOLLOW_SECONDS = 60;
    private static final int END_SECONDS = 5;
    /** Changes of providers within this time are followed at once. */
    private static final int TOGETHER_MILLIS = 50;

    private static final String ROTATING = "rotating keys";
    private static final String FOLLOWING = "following updates of providers";

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> HostThreads.thread("patchbay-background", work));
    private final HostParts parts;
    private final StoredPersonSessions people;
    private final AtomicBoolean following = new AtomicBoolean();
    /** Whether a key was made that the pass that may be going on does not know. */
    private final AtomicBoolean newKey = new AtomicBoolean();

    Background(HostParts parts, StoredPersonSessions people) {
        this.parts = parts;
        this.people = people;
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    void start() {
        every(COUNT_SECONDS, "counting uses", parts.uses::flush);
        every(PURGE_SECONDS, "shredding", parts.removal::purge);
        every(RENEW_SECONDS, "renewing tokens", parts.tokens.tokens::sweep);
        every(FORGET_SECONDS, "forgetting answered creates", parts::forgetAnswers);
        every(FORGET_SECONDS, "forgetting ended connect sessions", parts::forgetSessions);
        every(FORGET_SECONDS, "forgetting ended sessions of people", people::purge);
        every(KEY_SECONDS, ROTATING, this::rotateKeys);
        every(FORGET_SECONDS, "forgetting former values", parts.following::forgetFormer);
        every(FOLLOW_SECONDS, FOLLOWING, this::followUpdates);
        soon(ROTATING, this::rotateKeys);
    }

    /** Looks after the connections of providers that came or have something to be done; soon, and once for many calls. */
    void followUpdates() {
        if (following.compareAndSet(false, true)) {
            /* at a start many come one after the other, and each look goes over all that are here */
            after(TOGETHER_MILLIS, FOLLOWING, this::follow);
        }
    }

    private void follow() {
        following.set(false);
        if (parts.following.sweep.step() && following.compareAndSet(false, true)) {
            soon(FOLLOWING, this::follow);
        }
    }

    /** Wraps what former keys wrap with the one that is active now; soon, and after what is being done already. */
    void followKeys() {
        newKey.set(true);
        soon(ROTATING, this::rotateKeys);
    }

    private void rotateKeys() {
        if (parts.rotation.begin()) {
            newKey.set(false);
            soon(ROTATING, this::rewrapKeys);
        }
    }

    /** Some rows at a time, so that the other work keeps its time. */
    private void rewrapKeys() {
        if (parts.rotation.step()) {
            soon(ROTATING, this::rewrapKeys);
        } else if (newKey.getAndSet(false)) {
            soon(ROTATING, this::rotateKeys);
        }
    }

    /** Does it once, soon; never after {@link #close}. */
    void soon(String what, Runnable work) {
        after(0, what, work);
    }

    private void after(int millis, String what, Runnable work) {
        if (!thread.isShutdown()) {
            thread.schedule(() -> run(what, work), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void every(int seconds, String what, Runnable work) {
        thread.scheduleWithFixedDelay(() -> run(what, work), seconds, seconds, TimeUnit.SECONDS);
    }

    /** A failure is of this time only: the next one tries again. */
    private static void run(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed and is tried again: {}", what, e.getClass().getName());
            LOG.debug("{} failed", what, e);
        }
    }

    /** Ends, and counts what is not counted yet. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run("counting uses", parts.uses::flush);
    }
}
