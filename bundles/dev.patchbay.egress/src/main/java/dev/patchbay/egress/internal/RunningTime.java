package dev.patchbay.egress.internal;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A time limit in which the time does not count that the process stood still: what it waited for may have arrived meanwhile,
 * and nobody can ask a second time for what an app gives once. Counted in ten steps; one that comes late
 * tells of a halt, and after it there is at least one more. For one thread.
 */
final class RunningTime {
    private static final int STEPS = 10;

    private final long step;
    private int used;
    private long last;

    /**
     * Begins.
     *
     * @param nanos the limit
     * @param now as {@link System#nanoTime()}
     */
    RunningTime(long nanos, long now) {
        step = Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos / STEPS);
        last = now;
    }

    /** Runs something again and again from when the limit is reached until it is cancelled. */
    static ScheduledFuture<?> limit(ScheduledExecutorService timer, long nanos, Runnable atEnd) {
        RunningTime time = new RunningTime(nanos, System.nanoTime());
        Runnable tick = () -> {
            if (time.isOver(System.nanoTime())) {
                atEnd.run();
            }
        };
        return timer.scheduleWithFixedDelay(tick, time.step, time.step, TimeUnit.NANOSECONDS);
    }

    /** Whether the limit is reached; to be asked once a step. */
    boolean isOver(long now) {
        boolean late = now - last > 2 * step;
        last = now;
        used++;
        return used >= STEPS && !late;
    }
}
