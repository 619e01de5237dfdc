package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.Lifetimes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** When to renew, and when to try again. All times are milliseconds. Thread-safe. */
public final class RenewalTimes {
    private static final long SHORT = Duration.ofMinutes(2).toMillis();
    private static final long MOST_MARGIN = Duration.ofMinutes(15).toMillis();
    private static final long MOST_SLACK = Duration.ofSeconds(5).toMillis();
    private static final long FIRST_DELAY = Duration.ofSeconds(2).toMillis();
    private static final long LEAST_DELAY = Duration.ofSeconds(1).toMillis();
    private static final long MOST_DELAY = Duration.ofMinutes(5).toMillis();
    private static final long MOST_WISH = Duration.ofHours(1).toMillis();
    private static final int MOST_DOUBLINGS = 10;

    private final DoubleSupplier random;

    /**
     * @param random numbers from 0 to 1
     */
    public RenewalTimes(DoubleSupplier random) {
        this.random = random;
    }

    /** How long before the end a token is renewed. */
    static long margin(long lifetime) {
        return lifetime < SHORT ? lifetime / 3 : Math.min(MOST_MARGIN, lifetime / 5);
    }

    /** How long before its end a token is not handed out any more unless renewing fails: it has a way to go. */
    static long slack(long lifetime) {
        return Math.min(MOST_SLACK, lifetime / 10);
    }

    /**
     * When to renew tokens: before they end, and before what renews them dies of idleness; null where nobody knows either. Up to
     * a quarter of the margin earlier than it, by chance.
     */
    @Nullable Long dueAt(HeldTokens held, Lifetimes facts) {
        Long end = endsAt(held, facts);
        Long idle = keepAliveAt(held, facts);
        return end == null ? idle : idle == null ? end : Long.valueOf(Math.min(end, idle));
    }

    private @Nullable Long endsAt(HeldTokens held, Lifetimes facts) {
        if (held.expiresAt() == null) {
            return null;
        }
        long lifetime = held.expiresAt() - held.issuedAt();
        long declared = TimeUnit.SECONDS.toMillis(facts.marginSeconds());
        long margin = declared == 0 ? margin(lifetime) : Math.min(declared, lifetime / 2);
        return held.expiresAt() - margin - (long) (margin / 4.0 * random.getAsDouble());
    }

    /** As often as is declared; where only the idle time is, after half of it. */
    private @Nullable Long keepAliveAt(HeldTokens held, Lifetimes facts) {
        long every = TimeUnit.SECONDS.toMillis(facts.keepAliveSeconds() > 0 ? facts.keepAliveSeconds() : facts.idleSeconds() / 2);
        return every == 0 ? null : held.issuedAt() + every - (long) (every / 8.0 * random.getAsDouble());
    }

    /**
     * How long to wait after some failures in a row: full jitter below a limit that doubles.
     *
     * @param wish what the app asked for, or null
     */
    long delay(int failures, @Nullable Duration wish) {
        long limit = Math.min(MOST_DELAY, FIRST_DELAY << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        long delay = LEAST_DELAY + (long) ((limit - LEAST_DELAY) * random.getAsDouble());
        long wished = wish == null ? 0 : Math.min(MOST_WISH, Math.max(0, wish.toMillis()));
        return wished == 0 ? delay : Math.max(delay, wished + (long) (LEAST_DELAY * random.getAsDouble()));
    }
}
