package dev.patchbay.core.internal.definitions;

import java.util.regex.Pattern;

/**
 * Matches a whole value against an author's pattern within a budget of steps, so that a pattern with catastrophic
 * backtracking ends as a fault of the value and not as a host that hangs.
 */
final class PatternBudget {
    /** How a match ended. */
    enum Outcome {
        /** The whole value matches. */
        MATCHES,
        /** It does not. */
        DIFFERS,
        /** Nobody knows: the budget was used up. */
        TOO_COSTLY
    }

    private static final int BASE = 100_000;
    private static final int EACH = 100;

    private PatternBudget() {}

    static Outcome match(Pattern pattern, String value) {
        try {
            boolean matches = pattern.matcher(new Counted(value, new int[] {BASE + EACH * value.length()})).matches();
            return matches ? Outcome.MATCHES : Outcome.DIFFERS;
        } catch (BudgetUsedUp | StackOverflowError e) {
            /* the engine recurses once for each repetition of a group, so a long value can end the stack first */
            return Outcome.TOO_COSTLY;
        }
    }

    private static final class BudgetUsedUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetUsedUp() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often the engine looks at it. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new BudgetUsedUp();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
