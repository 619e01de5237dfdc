package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

/** How often links may be opened. */
public class TradeLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final TradeLimit limit = new TradeLimit(2, now::get);

    @Test
    public void oneTooManyWaitsForTheMinuteToEnd() {
        assertTrue(limit.take("192.0.2.1").isEmpty());
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        assertTrue(limit.take("192.0.2.1").isEmpty());
        assertEquals(Optional.of(Duration.ofSeconds(40)), limit.take("192.0.2.1"));
        assertTrue("another address", limit.take("192.0.2.2").isEmpty());
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        assertTrue(limit.take("192.0.2.1").isEmpty());
    }

    @Test
    public void addressesOfOneIpv6NetworkCountAsOne() {
        limit.take("2001:db8:1:2::1");
        limit.take("2001:db8:1:2:ffff::2");
        assertFalse(limit.take("2001:db8:1:2::3").isEmpty());
        assertTrue(limit.take("2001:db8:1:3::1").isEmpty());
        assertTrue("not an address", limit.take("a:b:c").isEmpty());
    }

    @Test
    public void memoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            limit.take("a" + i);
        }
        assertTrue(limit.take("b1").isEmpty());
        assertTrue(limit.take("b2").isEmpty());
        assertFalse("those that came too late share one count", limit.take("b3").isEmpty());
        assertTrue("the others have their own", limit.take("a1").isEmpty());
    }

    @Test
    public void problemPageSaysHowLongToWait() {
        Reply reply = PlainPages.problem(new Layout("/connect", Messages.in("en")), ProblemException.retryLater(
                dev.patchbay.host.problem.ProblemType.TOO_MANY_REQUESTS, "Too many.", Duration.ofMillis(1500)), null);
        assertEquals(429, reply.status());
        assertEquals(Optional.of("2"), reply.header("Retry-After"));
    }
}
