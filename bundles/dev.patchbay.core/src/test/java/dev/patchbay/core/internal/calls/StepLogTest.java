package dev.patchbay.core.internal.calls;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.connections.TestReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class StepLogTest {
    private static final Failure WRONG = new Failure(Reason.CREDENTIALS_REJECTED, "wrong");
    private final List<Step> heard = new ArrayList<>();
    private final StepLog log = new StepLog(Redactor.of(Values.of(Map.of("p", Secret.of("canary-77"))), null), heard::add);

    @Test
    public void noStepIsNoVerdict() {
        assertNull(log.report().passed());
    }

    @Test
    public void afterAFailureStepsAreSkippedAndEachIsHeardWhenItEnds() {
        assertTrue(log.begin("One"));
        assertEquals(List.of(), heard);
        log.end(null);
        assertEquals(1, heard.size());
        log.begin("Two");
        log.end(WRONG);
        assertFalse(log.begin("Three"));

        assertEquals(List.of(Mark.PASSED, Mark.FAILED, Mark.SKIPPED), heard.stream().map(Step::mark).toList());
        assertEquals(heard, log.report().steps());
        assertEquals(Boolean.FALSE, log.report().passed());
    }

    @Test
    public void aPassedStepIsAPass() {
        log.begin("One");
        log.end(null);
        assertEquals(Boolean.TRUE, log.report().passed());
    }

    @Test
    public void namesAreDistinctNotBlankShortAndWithoutSecrets() {
        log.begin("Log in with canary-77" + "x".repeat(500));
        log.end(null);
        assertTrue(heard.get(0).name().startsWith("Log in with ***x"));
        assertEquals(200, heard.get(0).name().length());
        assertThrows(IllegalArgumentException.class, () -> log.begin(" \n"));
        log.begin("Two");
        log.end(null);
        assertThrows(IllegalArgumentException.class, () -> log.begin("Two"));
    }

    @Test
    public void stepsDoNotNestAndAreAtMostFifty() {
        log.begin("Outer");
        assertThrows(IllegalStateException.class, () -> log.begin("Inner"));
        log.end(null);
        for (int i = 2; i <= 50; i++) {
            log.begin("Step " + i);
            log.end(null);
        }
        assertThrows(IllegalStateException.class, () -> log.begin("Step 51"));
    }

    @Test
    public void closingFailsTheRunningStepAndNothingIsNotedAfterwards() {
        log.begin("Log in");
        log.close(WRONG);
        log.end(null);
        assertThrows(IllegalStateException.class, () -> log.begin("Later"));
        assertEquals(List.of(new Step("Log in", Mark.FAILED, WRONG)), log.report().steps());
    }

    @Test
    public void aFaultOutsideOfAnyStepIsAStepOfItsOwnUnlessOneFailedAlready() {
        log.begin("Finish the test");
        log.end(null);
        log.close(WRONG);
        assertEquals(new Step("Finish the test (2)", Mark.FAILED, WRONG), log.report().steps().get(1));

        StepLog failed = new StepLog(Redactor.of(Values.empty(), null), step -> { });
        failed.begin("One");
        failed.end(WRONG);
        failed.close(new Failure(Reason.UNEXPECTED, "more"));
        assertEquals(1, failed.report().steps().size());
    }

    @Test
    public void aListenerThatFailsChangesNothing() {
        StepLog deaf = new StepLog(Redactor.of(Values.empty(), null), step -> {
            throw new IllegalStateException("gone");
        });
        deaf.begin("One");
        deaf.end(null);
        assertEquals(Boolean.TRUE, deaf.report().passed());
    }
}
