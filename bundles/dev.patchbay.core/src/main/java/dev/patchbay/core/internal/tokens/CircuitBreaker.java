package dev.patchbay.core.internal.tokens;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spares an authorization server that does not answer: after some failures in a row of one client there, everybody waits, then
 * one request finds out whether it is back. Thread-safe.
 */
final class CircuitBreaker {
    static final int LIMIT = 5;
    private static final long SOON = Duration.ofSeconds(1).toMillis();

    private static final class Circuit {
        int failures;
        long openUntil;
        boolean trial;
    }

    private final Map<String, Circuit> circuits = new HashMap<>();
    private final RenewalTimes times;

    CircuitBreaker(RenewalTimes times) {
        this.times = times;
    }

    /**
     * Asks to send. Whoever may must say how it went: {@link #succeeded}, {@link #failed} or {@link #left}.
     *
     * @return 0, or when to ask again
     */
    synchronized long enter(String key, long now) {
        Circuit circuit = circuits.get(key);
        if (circuit == null) {
            return 0;
        }
        if (now < circuit.openUntil) {
            return circuit.openUntil;
        }
        if (circuit.failures < LIMIT) {
            return 0;
        }
        if (circuit.trial) {
            return now + SOON;
        }
        circuit.trial = true;
        return 0;
    }

    /** The server answered. */
    synchronized void succeeded(String key) {
        circuits.remove(key);
    }

    /**
     * It did not, or said that it could not.
     *
     * @param wish when it wants to be asked again, which counts for all at once, or null
     */
    synchronized void failed(String key, long now, @Nullable Duration wish) {
        Circuit circuit = circuits.computeIfAbsent(key, k -> new Circuit());
        circuit.trial = false;
        circuit.failures++;
        if (wish != null) {
            circuit.openUntil = now + times.delay(1, wish);
        } else if (circuit.failures >= LIMIT) {
            circuit.openUntil = now + times.delay(circuit.failures, null);
        }
    }

    /** Nothing was sent in the end. */
    synchronized void left(String key) {
        Circuit circuit = circuits.get(key);
        if (circuit != null) {
            circuit.trial = false;
        }
    }
}
