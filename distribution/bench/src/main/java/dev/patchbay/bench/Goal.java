package dev.patchbay.bench;

import java.util.Locale;

/**
 * What a figure should reach.
 *
 * @param bound the limit
 * @param upper whether it is the most, not the least
 */
record Goal(double bound, boolean upper) {
    static Goal atMost(double bound) {
        return new Goal(bound, true);
    }

    static Goal atLeast(double bound) {
        return new Goal(bound, false);
    }

    boolean isReached(double value) {
        return upper ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return (upper ? "≤ " : "≥ ") + String.format(Locale.ROOT, bound % 1 == 0 ? "%.0f" : "%.1f", bound);
    }
}
