package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;

import dev.patchbay.core.internal.definitions.PatternBudget.Outcome;
import java.util.regex.Pattern;
import org.junit.Test;

public class PatternBudgetTest {

    @Test
    public void theWholeValueMustMatch() {
        assertEquals(Outcome.MATCHES, PatternBudget.match(Pattern.compile("[a-z]+"), "abc"));
        assertEquals(Outcome.DIFFERS, PatternBudget.match(Pattern.compile("[a-z]+"), "abc1"));
        assertEquals(Outcome.DIFFERS, PatternBudget.match(Pattern.compile("[a-z]+"), "abc\n"));
    }

    @Test(timeout = 60_000)
    public void catastrophicBacktrackingEndsAsTooCostly() {
        for (String pattern : new String[] {"(a+)+b", "(a|aa)+b", "(a|a?)+b", "(.*a){20}b", "(\\w+\\s?)*!"}) {
            assertEquals(pattern, Outcome.TOO_COSTLY, PatternBudget.match(Pattern.compile(pattern), "a".repeat(5_000)));
        }
    }

    @Test
    public void aPatternThatEndsTheStackEndsAsTooCostly() {
        assertEquals(Outcome.TOO_COSTLY, PatternBudget.match(Pattern.compile("(?:x|.)*"), "a".repeat(65_536)));
    }

    @Test
    public void anHonestPatternOverALongValueIsWithinTheBudget() {
        assertEquals(Outcome.MATCHES, PatternBudget.match(Pattern.compile("[A-Za-z0-9+/=\\s-]+"), "Qz/ ".repeat(16_384)));
    }
}
