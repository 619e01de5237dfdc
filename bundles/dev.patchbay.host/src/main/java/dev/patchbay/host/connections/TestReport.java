package dev.patchbay.host.connections;

import dev.patchbay.api.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a test went. Immutable.
 *
 * @param passed null where there was nothing to test against
 */
public record TestReport(@Nullable Boolean passed, List<Step> steps) {
    /** How a step ended. */
    public enum Mark {
        /** It did what it should. */
        PASSED,
        /** It did not. */
        FAILED,
        /** It was not tried, since one before it failed. */
        SKIPPED
    }

    /** One step; the failure only where it failed. */
    public record Step(String name, Mark mark, @Nullable Failure failure) {}

    /** Copies the list. */
    public TestReport {
        steps = List.copyOf(steps);
    }
}
