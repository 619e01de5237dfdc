package dev.patchbay.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. */
public final class TestClock extends Clock {
    private final AtomicLong now = new AtomicLong(Instant.parse("2030-01-01T12:00:00Z").toEpochMilli());

    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);

    /** Time passes. */
    public void advance(Duration by) {
        now.addAndGet(by.toMillis());
        nanos.addAndGet(by.toNanos());
    }

    /** Somebody sets the wall clock. */
    public void set(Duration by) {
        now.addAndGet(by.toMillis());
    }

    /** The monotonic clock. */
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long millis() {
        return now.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
