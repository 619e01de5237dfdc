package dev.patchbay.rest.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key. It remembers the {@value #KEYS} keys used last; one that is forgotten starts again with a
 * full bucket. Thread-safe.
 */
final class RateLimiter {
    private static final int KEYS = 10_000;

    private final double capacity;
    private final double perNano;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    /** Lets {@code count} through in each {@code period}, in one burst or spread. */
    RateLimiter(int count, Duration period, LongSupplier nanoTime) {
        this.capacity = count;
        this.perNano = count / (double) period.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Takes a token; where there is none, says how long until there is one again. */
    synchronized Optional<Duration> take(String key) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = capacity;
            bucket.filledAt = now;
            buckets.put(key, bucket);
            forgetOldest();
        }
        bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.filledAt) * perNano);
        bucket.filledAt = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perNano)));
    }

    private void forgetOldest() {
        if (buckets.size() > KEYS) {
            var oldest = buckets.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
