package dev.patchbay.core.internal.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often providers are called.
 *
 * @param atOnce calls to one provider at once, transfers apart
 * @param definition longest time to get a provider and its definition
 * @param test longest time of a test, and of what is mixed in
 * @param idle longest time a transfer may make no progress
 * @param drain how long running calls may still go on when their provider leaves
 * @param grace how long an ended call may take to come back before its thread is given up
 * @param quarantineAt how many given-up threads make a provider unavailable
 */
public record CallLimits(
        int atOnce, Duration definition, Duration test, Duration idle, Duration drain, Duration grace, int quarantineAt) {
    /** What the host uses. */
    public static final CallLimits STANDARD = new CallLimits(
            10, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(2), 3);

    /** When one call ends: after a time, or after a time without progress. */
    record Deadline(@Nullable Duration total, @Nullable Duration idle) {
        boolean isOfTransfer() {
            return idle != null;
        }
    }

    /** Transfers through one provider at once: they take long and mostly wait for the network. */
    int transfersAtOnce() {
        return 4 * atOnce;
    }

    Deadline forDefinition() {
        return new Deadline(definition, null);
    }

    Deadline forTest() {
        return new Deadline(test, null);
    }

    /** No longer than a test. */
    Deadline forHook(@Nullable Duration atMost) {
        return new Deadline(atMost == null || atMost.compareTo(test) > 0 ? test : atMost, null);
    }

    Deadline forTransfer() {
        return new Deadline(null, idle);
    }
}
