package dev.patchbay.host.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem on its way to the caller. Its detail is shown to people and never holds a secret. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;

    /** A problem with one sentence. */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null, null);
    }

    /** A problem with every bad field. */
    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, null, null);
    }

    /** A problem with all there is to say. */
    public ProblemException(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** A problem that passes by itself: sent with {@code Retry-After}. */
    public static ProblemException retryLater(ProblemType type, String detail, Duration after) {
        return new ProblemException(type, detail, List.of(), after, null);
    }

    /** What kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** One sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Every bad field; empty where none is. */
    public List<FieldError> errors() {
        return errors;
    }

    /** When to try again, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
