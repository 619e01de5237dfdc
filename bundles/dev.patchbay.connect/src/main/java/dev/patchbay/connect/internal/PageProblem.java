package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.ProblemType;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A problem that these pages find by themselves, with a message of the catalogue; one of the host brings its own sentence. */
final class PageProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient String key;
    private final transient String[] values;
    private final transient @Nullable Duration retryAfter;

    /** As {@link Messages#get} takes key and values. */
    PageProblem(ProblemType type, String key, String... values) {
        this(type, null, key, values);
    }

    private PageProblem(ProblemType type, @Nullable Duration retryAfter, String key, String... values) {
        super(key);
        this.type = type;
        this.key = key;
        this.values = values.clone();
        this.retryAfter = retryAfter;
    }

    /** One that passes by itself: sent with {@code Retry-After}. */
    static PageProblem retryLater(ProblemType type, Duration after, String key) {
        return new PageProblem(type, after, key);
    }

    ProblemType type() {
        return type;
    }

    String detail(Messages messages) {
        return messages.get(key, values);
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
