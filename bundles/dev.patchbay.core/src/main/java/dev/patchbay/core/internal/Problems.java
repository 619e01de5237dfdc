package dev.patchbay.core.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;

/** Problems that more than one part reports. */
final class Problems {
    private Problems() {}

    static ProblemException changed() {
        return new ProblemException(
                ProblemType.PRECONDITION_FAILED, "It was changed since it was read; read it again, then repeat the change.");
    }

    static ProblemException integrity() {
        return new ProblemException(
                ProblemType.INTEGRITY, "The stored record was changed outside of the host; it can only be deleted.");
    }

    static ProblemException unavailable(String sentence) {
        return new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, sentence);
    }

    static ProblemException malformed(String field, String sentence) {
        return new ProblemException(ProblemType.MALFORMED, sentence, List.of(new FieldError(field, field, sentence)));
    }
}
