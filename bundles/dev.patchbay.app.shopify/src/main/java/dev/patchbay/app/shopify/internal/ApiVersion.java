package dev.patchbay.app.shopify.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A version of the Admin API, named after the month of its release. There is a new one every quarter at 17:00 UTC of its first
 * day; each is supported for twelve months or longer. A request for one that is gone is answered by the oldest that is left.
 */
record ApiVersion(YearMonth release) {
    /** The names of versions. */
    static final String PATTERN = "20[0-9]{2}-(01|04|07|10)";

    /** The newest when this was written. */
    static final String DEFAULT = "2026-10";

    private static final LocalTime HOUR = LocalTime.of(17, 0);
    private static final int MONTHS_SUPPORTED = 12;
    private static final int MONTHS_BETWEEN = 3;

    /** The version of this name, which matches {@link #PATTERN}. */
    static ApiVersion of(String name) {
        return new ApiVersion(YearMonth.parse(name));
    }

    /** The newest that is released at this time. */
    static ApiVersion newestAt(Instant now) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        ApiVersion ofQuarter = new ApiVersion(month.minusMonths((month.getMonthValue() - 1) % MONTHS_BETWEEN));
        return ofQuarter.isReleasedAt(now) ? ofQuarter : new ApiVersion(ofQuarter.release.minusMonths(MONTHS_BETWEEN));
    }

    boolean isReleasedAt(Instant now) {
        return !now.isBefore(begins(release));
    }

    /** Whether Shopify promises to serve it at this time. */
    boolean isSupportedAt(Instant now) {
        return isReleasedAt(now) && now.isBefore(begins(release.plusMonths(MONTHS_SUPPORTED)));
    }

    /** The first day Shopify may stop serving it. */
    LocalDate endOfSupport() {
        return release.plusMonths(MONTHS_SUPPORTED).atDay(1);
    }

    private static Instant begins(YearMonth month) {
        return month.atDay(1).atTime(HOUR).toInstant(ZoneOffset.UTC);
    }

    /**
     * What a person should know about it, as the name of a step.
     *
     * @param answered the version Shopify answered with
     */
    String notice(String answered, Instant now) {
        String change = " Change it to " + newestAt(now) + ".";
        if (!answered.equals(toString())) {
            return "API version " + this + " is out of support: Shopify answers with " + answered + "." + change;
        }
        if (!isReleasedAt(now)) {
            return "API version " + this + " is a preview, which Shopify may change until its release." + change;
        }
        return isSupportedAt(now)
                ? "API version " + this + ", supported until " + endOfSupport() + " or longer"
                : "API version " + this + " is out of support since " + endOfSupport() + ": it may end any day." + change;
    }

    @Override
    public String toString() {
        return release.toString();
    }
}
