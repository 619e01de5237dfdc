package dev.patchbay.core.internal.connect;

import java.time.Duration;

/**
 * What the operator decides about connect sessions. Immutable.
 *
 * @param lifetime how long a person has
 * @param returnTo where people may be sent afterwards
 */
public record ConnectSettings(Duration lifetime, ReturnTargets returnTo) {
    /** Half an hour, and nowhere. */
    public static final ConnectSettings STANDARD = new ConnectSettings(Duration.ofMinutes(30), ReturnTargets.of(""));
}
