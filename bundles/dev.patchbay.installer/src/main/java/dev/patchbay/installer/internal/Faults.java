package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Every reason against a bundle, collected before anything is said. Used by one thread. */
final class Faults {
    /** Enough to act on; a hostile jar could give thousands. */
    private static final int LIMIT = 50;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String where, String code, String message) {
        FieldError error = new FieldError(Texts.printable(where), code, Texts.sentence(message));
        if (errors.size() < LIMIT && !errors.contains(error)) {
            errors.add(error);
        }
    }

    /** Adds what another collected, each place with this before it. */
    void addAll(String inside, Faults others) {
        others.errors.forEach(error -> add(inside + error.field(), error.code(), error.message()));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Ends the installation if there is any reason against it. */
    void refuseIfAny() {
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
    }

    static ProblemException refusal(List<FieldError> errors) {
        return new ProblemException(RefusalTypes.of(errors),
                "It was refused and nothing was changed. Each reason is listed; correct them and try again.", errors);
    }

    static ProblemException refusal(String where, String code, String message) {
        return refusal(List.of(new FieldError(where, code, message)));
    }
}
