package dev.patchbay.core.internal.base;

import dev.patchbay.api.Failure;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;

/** Problems that more than one part reports. */
public final class Problems {
    private Problems() {}

    public static ProblemException changed() {
        return new ProblemException(
                ProblemType.PRECONDITION_FAILED, "It was changed since it was read; read it again, then repeat the change.");
    }

    public static ProblemException integrity() {
        return new ProblemException(
                ProblemType.INTEGRITY, "The stored record was changed outside of the host; it can only be deleted.");
    }

    public static ProblemException unavailable(String sentence) {
        return new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, sentence);
    }

    /** The app said no, or did not answer. */
    public static ProblemException appFailed(Failure failure) {
        FieldError error = new FieldError("connection", failure.reason().name(), failure.message());
        return new ProblemException(ProblemType.APP_FAILED, failure.message(), List.of(error));
    }

    public static ProblemException malformed(String field, String sentence) {
        return new ProblemException(ProblemType.MALFORMED, sentence, List.of(new FieldError(field, field, sentence)));
    }

    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(ProblemType.INVALID, "Some fields are not valid.", errors);
    }
}
