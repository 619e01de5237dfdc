package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Failure;
import dev.patchbay.core.internal.base.TextMap;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.connections.TestReport.Step;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a test ended, as noted beside its connection.
 *
 * @param passed null where there was nothing to test against
 * @param reason of the first step that failed
 */
record TestResult(@Nullable Boolean passed, @Nullable String reason) {
    private static final String PASSED = "passed";
    private static final String REASON = "reason";

    static TestResult of(TestReport report) {
        String reason = firstFailure(report).map(f -> f.reason().name()).orElse(null);
        return new TestResult(passed(report), reason);
    }

    /** A report without a step that passed or failed is neither a pass nor a failure. */
    static @Nullable Boolean passed(TestReport report) {
        if (report.steps().stream().anyMatch(s -> s.mark() == Mark.FAILED)) {
            return false;
        }
        return report.steps().stream().anyMatch(s -> s.mark() == Mark.PASSED) ? true : null;
    }

    static Optional<Failure> firstFailure(TestReport report) {
        for (Step step : report.steps()) {
            if (step.mark() == Mark.FAILED && step.failure() != null) {
                return Optional.of(step.failure());
            }
        }
        return Optional.empty();
    }

    String write() {
        Map<String, String> texts = new TreeMap<>();
        if (passed != null) {
            texts.put(PASSED, passed.toString());
        }
        if (reason != null) {
            texts.put(REASON, reason);
        }
        return TextMap.write(texts);
    }

    static TestResult read(String text) {
        Map<String, String> texts = TextMap.read(text);
        String passed = texts.get(PASSED);
        return new TestResult(passed == null ? null : Boolean.valueOf(passed), texts.get(REASON));
    }
}
