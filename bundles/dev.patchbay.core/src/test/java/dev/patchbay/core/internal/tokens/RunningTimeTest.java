package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Which time counts until an exchange is given up. */
public class RunningTimeTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);
    private static final long STEP = LIMIT / 10;
    private static final long HALT = TimeUnit.HOURS.toNanos(1);

    private final RunningTime time = new RunningTime(LIMIT, 0);

    /** How many steps, the first at this time, until it is over. */
    private int stepsFrom(long now) {
        int steps = 1;
        for (long at = now; !time.isOver(at); at += STEP) {
            steps++;
        }
        return steps;
    }

    @Test
    public void itIsOverAtTheLimit() {
        assertEquals(10, stepsFrom(STEP));
        assertTrue(time.isOver(LIMIT + STEP));
    }

    @Test
    public void aHaltCountsAsOneStep() {
        assertFalse(time.isOver(STEP));
        assertEquals(9, stepsFrom(HALT));
    }

    @Test
    public void afterAHaltAtTheVeryEndThereIsOneMoreStep() {
        for (int i = 1; i < 10; i++) {
            assertFalse(time.isOver(i * STEP));
        }
        assertFalse(time.isOver(HALT));
        assertTrue(time.isOver(HALT + STEP));
    }

    @Test
    public void aBusyMachineIsNoHalt() {
        for (int i = 1; i < 10; i++) {
            assertFalse(time.isOver(i * STEP * 3 / 2));
        }
        assertTrue(time.isOver(15 * STEP));
    }
}
