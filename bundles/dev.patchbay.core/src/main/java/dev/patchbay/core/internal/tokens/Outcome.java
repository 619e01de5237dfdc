package dev.patchbay.core.internal.tokens;

import org.jspecify.annotations.Nullable;

/** What came of trying to renew. */
sealed interface Outcome {
    /** There are tokens, renewed by this or by somebody else. */
    record Done(Standing standing) implements Outcome {}

    /** Somebody else is at it. */
    record Busy() implements Outcome {}

    /** Not now. */
    record Later(long at, @Nullable String why) implements Outcome {}

    /** A person has to sign in. */
    record Dead(String why) implements Outcome {}

    /** The app gives nothing to renew with. */
    record Nothing() implements Outcome {}
}
