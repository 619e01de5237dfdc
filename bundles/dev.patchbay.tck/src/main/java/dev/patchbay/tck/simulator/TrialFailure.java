package dev.patchbay.tck.simulator;

import java.io.Serial;
import java.util.List;

/** A trial that did not come to its end. The message says what did not work and what the app refused, and holds no secret. */
public final class TrialFailure extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    TrialFailure(String what, List<Refusal> refusals) {
        super(what + (refusals.isEmpty() ? "" : "; the app refused: " + refusals));
        this.refusals = List.copyOf(refusals);
    }

    /** What the app refused, first to last: refusals that belong to a trial, such as of a wrong key, among them. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
