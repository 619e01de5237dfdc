package dev.patchbay.core.internal.people;

import java.time.Duration;

/**
 * What the operator decides about people's sessions. Immutable.
 *
 * @param idle how long nothing may happen in one
 * @param lifetime how long one lasts at most
 */
public record SessionLimits(Duration idle, Duration lifetime) {
    /** An hour, and half a day. */
    public static final SessionLimits STANDARD = new SessionLimits(Duration.ofHours(1), Duration.ofHours(12));

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** How old the note of what happened last may grow before it is written anew: a minute, less where idle is short itself. */
    long noteMillis() {
        return Math.min(NOTED_EVERY.toMillis(), idle.toMillis() / 2);
    }
}
