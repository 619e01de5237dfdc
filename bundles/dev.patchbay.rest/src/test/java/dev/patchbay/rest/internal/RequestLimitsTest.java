package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

/** Token buckets, and whom they are counted for. */
public class RequestLimitsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimiter limiter = new RateLimiter(3, Duration.ofSeconds(30), now::get);

    @Test
    public void aBucketIsEmptiedAndFillsAgain() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), limiter.take("a"));
        }
        assertEquals(Optional.of(Duration.ofSeconds(10)), limiter.take("a"));
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertEquals(Optional.of(Duration.ofSeconds(6)), limiter.take("a"));
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals(Optional.empty(), limiter.take("a"));
        assertEquals(Optional.of(Duration.ofSeconds(10)), limiter.take("a"));
    }

    @Test
    public void aBucketNeverHoldsMoreThanABurst() {
        limiter.take("a");
        now.addAndGet(Duration.ofDays(9).toNanos());
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), limiter.take("a"));
        }
        assertEquals(Optional.of(Duration.ofSeconds(10)), limiter.take("a"));
    }

    @Test
    public void oneCallerDoesNotUseUpAnothersBucket() {
        for (int i = 0; i < 4; i++) {
            limiter.take("a");
        }
        assertEquals(Optional.empty(), limiter.take("b"));
    }

    @Test
    public void theBucketUsedLongestAgoIsForgotten() {
        for (int i = 0; i < 3; i++) {
            limiter.take("a");
        }
        for (int i = 0; i < 10_000; i++) {
            limiter.take("other" + i);
        }
        assertEquals(Optional.empty(), limiter.take("a"));
    }

    private static String client(String trusted, String peer, String... forwarded) {
        RestSettings settings = new RestSettings("", "", true, List.of(trusted.split(",")), 0);
        return ClientAddress.of(settings).resolve(peer, Collections.enumeration(List.of(forwarded)));
    }

    @Test
    public void theAddressNearestToTheTrustedProxiesIsTheClient() {
        assertEquals("203.0.113.9", client("10.0.0.0/8", "10.1.2.3", "6.6.6.6, 203.0.113.9"));
        assertEquals("203.0.113.9", client("10.0.0.0/8", "10.1.2.3", "6.6.6.6", "203.0.113.9, 10.9.9.9"));
        assertEquals("2001:db8::7", client("fd00::/8", "fd00::1", "2001:db8::7"));
        assertEquals("10.1.2.3", client("10.0.0.0/8", "10.1.2.3"));
    }

    @Test
    public void whatOthersSayIsIgnored() {
        assertEquals("203.0.113.1", client("10.0.0.0/8", "203.0.113.1", "1.2.3.4"));
        assertEquals("11.0.0.1", client("10.0.0.0/8", "11.0.0.1", "1.2.3.4"));
        assertEquals("10.1.2.3", client("10.0.0.0/8", "10.1.2.3", "1.2.3.4, localhost"));
        assertEquals("10.1.2.3", client("10.0.0.0/8", "10.1.2.3", "1.2.3.4, "));
    }

    @Test
    public void whatIsNoAddressIsNotTrusted() {
        for (String bad : List.of("localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "")) {
            assertThrows(bad, IllegalArgumentException.class, () -> client(bad, "10.0.0.1"));
        }
    }

    @Test
    public void addressesOfOneNetworkAreCountedTogether() {
        assertEquals("20010db800010002/64", ClientAddress.network("2001:db8:1:2::9"));
        assertEquals(ClientAddress.network("2001:db8:1:2::9"), ClientAddress.network("2001:db8:1:2:ffff::1"));
        assertEquals("203.0.113.9", ClientAddress.network("203.0.113.9"));
    }
}
