package dev.patchbay.core.internal.tokens;

import org.jspecify.annotations.Nullable;

/**
 * How a connection stands: its tokens, and how renewing them goes. Immutable; prints no secret. Times are milliseconds.
 *
 * @param held null where there are none
 * @param dueAt when the next renewal is due, or null for none by itself
 * @param failure why the last one failed, for people, or null
 * @param readAt when it was read
 */
record Standing(
        @Nullable HeldTokens held, RenewalState state, @Nullable Long dueAt, @Nullable String failure, long readAt) {
    private static final int WEIGHT = 1_024;
    private static final long FRESH = 1_000;

    /** Whether the access token lasts still. */
    boolean isValid(long now) {
        return held != null && (held.expiresAt() == null || now < held.expiresAt());
    }

    /** Whether it lasts long enough to be handed out as it is. */
    boolean isGood(long now) {
        return held != null
                && (held.expiresAt() == null
                        || now < held.expiresAt() - RenewalTimes.slack(held.expiresAt() - held.issuedAt()));
    }

    /** Whether it is time to renew. */
    boolean isDue(long now) {
        return dueAt != null && dueAt <= now;
    }

    /** Whether renewing failed, and the next try is not due yet. */
    boolean isWaiting(long now) {
        return (state == RenewalState.BACKOFF || state == RenewalState.MISCONFIGURED) && dueAt != null && now < dueAt;
    }

    /** Whether somebody else may have changed it by now: a renewal is due, or failed. */
    boolean isToBeReadAgain(long now) {
        return (state != RenewalState.ACTIVE || isDue(now)) && now > readAt + FRESH;
    }

    /** The version of the stored tokens; 0 where there are none. */
    long version() {
        return held == null ? 0 : held.version();
    }

    /** About how many bytes it takes in memory. */
    int weight() {
        if (held == null) {
            return WEIGHT;
        }
        int refresh = held.tokens().refreshToken() == null ? 0 : held.tokens().refreshToken().reveal().length();
        return WEIGHT + 2 * (held.tokens().accessToken().reveal().length() + refresh);
    }
}
