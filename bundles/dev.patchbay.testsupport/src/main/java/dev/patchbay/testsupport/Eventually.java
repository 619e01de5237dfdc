package dev.patchbay.testsupport;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for facts. */
public final class Eventually {
    /** Long enough for any machine; a fact that holds is seen at once. */
    public static final Duration GENEROUS = Duration.ofSeconds(60);

    private Eventually() {}

    /** Waits until the fact holds. */
    public static void until(String fact, Callable<Boolean> holds) {
        until(fact, GENEROUS, holds);
    }

    /**
     * Waits until the fact holds.
     *
     * @throws AssertionError naming the fact, if it does not within the limit; with what the last look threw
     */
    public static void until(String fact, Duration limit, Callable<Boolean> holds) {
        long end = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                if (holds.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        } while (System.nanoTime() < end);
        throw new AssertionError("never came true within " + limit.toSeconds() + " s: " + fact, last);
    }
}
