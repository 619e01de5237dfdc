package dev.patchbay.catalogue.trial;

import dev.patchbay.tck.simulator.Refusal;
import java.io.Serial;
import java.util.List;

/** A trial that did not come to its end. The message says what did not work and what the app refused. */
final class Failed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Failed(String what, List<Refusal> refusals) {
        super(what + (refusals.isEmpty() ? "" : "; the app refused: " + refusals), null, false, false);
    }
}
