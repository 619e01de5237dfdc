package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.core.internal.TestClock;
import dev.patchbay.host.auth.Tokens;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class RenewalTimesTest {
    private static HeldTokens lasting(Duration lifetime) {
        return HeldTokens.first(
                new Tokens(Secret.of("t"), null, null, lifetime, null, Map.of(), null), List.of(), null, null, 1_000);
    }

    @Test
    public void theMarginIsAFifthAtMostAQuarterOfAnHourAndAThirdOfWhatIsShort() {
        assertEquals(12 * 60_000, RenewalTimes.margin(3_600_000));
        assertEquals(15 * 60_000, RenewalTimes.margin(10 * 3_600_000));
        assertEquals(24_000, RenewalTimes.margin(120_000));
        assertEquals(39_999, RenewalTimes.margin(119_999));
        assertEquals(1_000, RenewalTimes.margin(3_000));
    }

    @Test
    public void aRenewalIsDueAtTheMarginOrUpToAQuarterOfItEarlier() {
        assertEquals(Long.valueOf(1_000 + 48 * 60_000), new RenewalTimes(() -> 0).dueAt(lasting(Duration.ofHours(1)), Lifetimes.unknown()));
        assertEquals(Long.valueOf(1_000 + 45 * 60_000), new RenewalTimes(() -> 1).dueAt(lasting(Duration.ofHours(1)), Lifetimes.unknown()));
        assertNull(new RenewalTimes(() -> 0).dueAt(lasting(null), Lifetimes.unknown()));
        Set<Long> spread = new HashSet<>();
        RenewalTimes times = new RenewalTimes(new Random(7)::nextDouble);
        for (int i = 0; i < 100; i++) {
            spread.add(times.dueAt(lasting(Duration.ofHours(1)), Lifetimes.unknown()));
        }
        assertTrue("different times: " + spread.size(), spread.size() > 90);
    }

    @Test
    public void aDeclaredMarginCountsUpToHalfOfTheLifetime() {
        RenewalTimes times = new RenewalTimes(() -> 0);
        Lifetimes hour = Lifetimes.unknown().marginSeconds(60);
        assertEquals(Long.valueOf(1_000 + 59 * 60_000), times.dueAt(lasting(Duration.ofHours(1)), hour));
        assertEquals(Long.valueOf(1_000 + 30_000), times.dueAt(lasting(Duration.ofMinutes(1)), hour));
    }

    @Test
    public void whatDiesOfIdlenessIsRenewedBefore() {
        RenewalTimes times = new RenewalTimes(() -> 0);
        Lifetimes daily = Lifetimes.unknown().idleSeconds(200_000).keepAliveSeconds(86_400);
        assertEquals(Long.valueOf(1_000 + 86_400_000), times.dueAt(lasting(null), daily));
        assertEquals("the token ends before", Long.valueOf(1_000 + 48 * 60_000), times.dueAt(lasting(Duration.ofHours(1)), daily));
        assertEquals("it lasts longer", Long.valueOf(1_000 + 86_400_000), times.dueAt(lasting(Duration.ofDays(60)), daily));
        assertEquals("nothing else is declared", Long.valueOf(1_000 + 100_000_000),
                times.dueAt(lasting(null), Lifetimes.unknown().idleSeconds(200_000)));
        assertEquals("spread", Long.valueOf(1_000 + 86_400_000 / 8 * 7), new RenewalTimes(() -> 1).dueAt(lasting(null), daily));
    }

    @Test
    public void delaysDoubleToALimitWithFullJitterAndKeepTheWish() {
        RenewalTimes most = new RenewalTimes(() -> 1);
        assertEquals(2_000, most.delay(1, null));
        assertEquals(4_000, most.delay(2, null));
        assertEquals(64_000, most.delay(6, null));
        assertEquals(300_000, most.delay(1_000_000, null));
        RenewalTimes least = new RenewalTimes(() -> 0);
        assertEquals(1_000, least.delay(9, null));
        assertEquals(60_000, least.delay(1, Duration.ofMinutes(1)));
        assertEquals(3_600_000, least.delay(1, Duration.ofDays(9)));
        assertEquals(1_000, least.delay(1, Duration.ofSeconds(-9)));
    }

    @Test
    public void theClockGoesWithTheMonotonicOneAndFollowsSmallCorrections() {
        TestClock wall = new TestClock();
        SteadyClock clock = new SteadyClock(wall, wall::nanos);
        long start = clock.millis();
        wall.advance(Duration.ofHours(2));
        assertEquals(start + 7_200_000, clock.millis());
        wall.set(Duration.ofHours(5));
        clock.settle();
        assertEquals(start + 7_200_000, clock.millis());
        wall.set(Duration.ofHours(-5));
        wall.set(Duration.ofMillis(-300));
        clock.settle();
        assertEquals(start + 7_199_700, clock.millis());
    }

    @Test
    public void aCircuitOpensAfterFiveFailuresAndLetsOneThroughToFindOut() {
        CircuitBreaker breaker = new CircuitBreaker(new RenewalTimes(() -> 1));
        for (int i = 0; i < CircuitBreaker.LIMIT; i++) {
            assertEquals(0, breaker.enter("a", 0));
            breaker.failed("a", 0, null);
        }
        assertEquals(32_000, breaker.enter("a", 0));
        assertEquals(0, breaker.enter("b", 0));
        assertEquals(0, breaker.enter("a", 32_000));
        assertEquals("one at a time", 33_000, breaker.enter("a", 32_000));
        breaker.failed("a", 32_000, null);
        assertEquals(96_000, breaker.enter("a", 33_000));
        assertEquals(0, breaker.enter("a", 96_000));
        breaker.succeeded("a");
        assertEquals(0, breaker.enter("a", 96_000));
        assertEquals(0, breaker.enter("a", 96_000));
    }

    @Test
    public void aWishToWaitCountsForTheWholeClient() {
        CircuitBreaker breaker = new CircuitBreaker(new RenewalTimes(() -> 0));
        breaker.failed("a", 0, Duration.ofSeconds(20));
        assertEquals(20_000, breaker.enter("a", 1));
        assertEquals(0, breaker.enter("a", 20_000));
        assertEquals(0, breaker.enter("a", 20_000));
    }
}
