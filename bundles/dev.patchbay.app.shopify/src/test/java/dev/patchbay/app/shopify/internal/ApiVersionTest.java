package dev.patchbay.app.shopify.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class ApiVersionTest {
    private static final ApiVersion OCTOBER = ApiVersion.of("2025-10");

    @Test
    public void aVersionBeginsAtFiveInTheAfternoon() {
        assertFalse(OCTOBER.isReleasedAt(Instant.parse("2025-10-01T16:59:59Z")));
        assertTrue(OCTOBER.isReleasedAt(Instant.parse("2025-10-01T17:00:00Z")));
    }

    @Test
    public void itIsSupportedForTwelveMonths() {
        assertTrue(OCTOBER.isSupportedAt(Instant.parse("2026-10-01T16:59:59Z")));
        assertFalse(OCTOBER.isSupportedAt(Instant.parse("2026-10-01T17:00:00Z")));
        assertEquals("2026-10-01", OCTOBER.endOfSupport().toString());
    }

    @Test
    public void theNewestIsThatOfTheQuarter() {
        assertEquals("2026-10", ApiVersion.newestAt(Instant.parse("2026-11-22T12:00:00Z")).toString());
        assertEquals("2026-10", ApiVersion.newestAt(Instant.parse("2027-01-01T16:00:00Z")).toString());
        assertEquals("2027-01", ApiVersion.newestAt(Instant.parse("2027-01-01T17:00:00Z")).toString());
        assertEquals("2027-01", ApiVersion.newestAt(Instant.parse("2027-03-31T23:00:00Z")).toString());
    }

    @Test
    public void aPreviewIsToldApart() {
        assertEquals("API version 2027-01 is a preview, which Shopify may change until its release. Change it to 2026-10.",
                ApiVersion.of("2027-01").notice("2027-01", Instant.parse("2026-11-22T12:00:00Z")));
    }

    @Test
    public void theDefaultIsTheNameOfAQuarter() {
        assertTrue(ApiVersion.DEFAULT.matches(ApiVersion.PATTERN));
        List.of("2026-02", "2026-1", "unstable", "1999-01", "2026-10 ").forEach(bad -> assertFalse(bad, bad.matches(ApiVersion.PATTERN)));
    }
}
