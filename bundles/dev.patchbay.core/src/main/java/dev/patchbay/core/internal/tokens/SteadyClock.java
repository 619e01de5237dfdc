package dev.patchbay.core.internal.tokens;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Milliseconds since 1970 as the wall clock had them at the start, counted on by the monotonic clock: somebody who sets the
 * wall clock makes no token older. Small differences, such as a time server corrects, are followed; after a restart the wall
 * clock counts. Thread-safe.
 */
public final class SteadyClock {
    private static final long DRIFT = 500;

    private record Anchor(long wall, long nanos) {}

    private final Clock wall;
    private final LongSupplier nanoTime;
    private volatile Anchor anchor;

    /**
     * @param nanoTime as {@link System#nanoTime()}
     */
    public SteadyClock(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.anchor = new Anchor(wall.millis(), nanoTime.getAsLong());
    }

    /** The time now. */
    public long millis() {
        Anchor from = anchor;
        return from.wall() + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - from.nanos());
    }

    /** Follows the wall clock where it is only a little off; to be called now and then. */
    void settle() {
        long now = wall.millis();
        if (Math.abs(now - millis()) <= DRIFT) {
            anchor = new Anchor(now, nanoTime.getAsLong());
        }
    }
}
