package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How often a caller may test: each test is a request to somebody's app. Thread-safe. */
final class TestRate {
    private static final int TESTS_A_MINUTE = 60;

    private final RateLimiter limiter;

    TestRate(LongSupplier nanoTime) {
        limiter = new RateLimiter(TESTS_A_MINUTE, Duration.ofMinutes(1), nanoTime);
    }

    /** Counts a test; refuses one too many. */
    void take(Caller caller) {
        Optional<Duration> wait = limiter.take(caller.id());
        if (wait.isPresent()) {
            throw ProblemException.retryLater(
                    ProblemType.TOO_MANY_REQUESTS, "A caller may test " + TESTS_A_MINUTE + " times a minute.", wait.get());
        }
    }
}
