package dev.patchbay.core.internal.calls;

import dev.patchbay.api.Failure;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.connections.TestReport.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of one test. The provider's thread begins and ends them; the caller's thread closes the log, after which nothing
 * more is noted. Thread-safe.
 */
public final class StepLog {
    private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);
    private static final int MOST_STEPS = 50;
    private static final int LONGEST_NAME = 200;

    private final Redactor redactor;
    private final Consumer<Step> listener;
    /* one at a time to the listener, without holding up whoever closes the log while the listener is slow */
    private final ReentrantLock delivery = new ReentrantLock();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable String running;
    private boolean failed;
    private boolean closed;

    StepLog(Redactor redactor, Consumer<Step> listener) {
        this.redactor = redactor;
        this.listener = listener;
    }

    /**
     * Begins a step.
     *
     * @return whether it is to be run; otherwise it was noted as skipped
     * @throws IllegalStateException after the call, within another step and after fifty steps
     * @throws IllegalArgumentException for a name that is blank or was used before
     */
    boolean begin(String name) {
        String clean = redactor.message(name);
        String shown = clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the test is over");
            }
            if (running != null) {
                throw new IllegalStateException("a step within a step");
            }
            if (names.size() >= MOST_STEPS) {
                throw new IllegalStateException("a test has at most " + MOST_STEPS + " steps");
            }
            if (shown.isBlank() || !names.add(shown)) {
                throw new IllegalArgumentException("the name of a step is blank or was used before");
            }
            if (!failed) {
                running = shown;
                return true;
            }
            steps.add(new Step(shown, Mark.SKIPPED, null));
        }
        deliver(new Step(shown, Mark.SKIPPED, null));
        return false;
    }

    /** Ends the running step; with a failure it failed. */
    void end(@Nullable Failure failure) {
        Step step;
        synchronized (this) {
            if (closed || running == null) {
                return;
            }
            step = new Step(running, failure == null ? Mark.PASSED : Mark.FAILED, failure);
            running = null;
            failed |= failure != null;
            steps.add(step);
        }
        deliver(step);
    }

    /**
     * Closes the log; a failure is that of the running step or, where nothing failed yet, of a last one.
     *
     * @return the step this adds, still to be delivered
     */
    public synchronized Optional<Step> close(@Nullable Failure failure) {
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        if (failure == null || failed) {
            return Optional.empty();
        }
        Step last = new Step(running == null ? lastName() : running, Mark.FAILED, failure);
        steps.add(last);
        return Optional.of(last);
    }

    /** The report: passed where a step passed and none failed, null where none was tried. */
    public synchronized TestReport report() {
        boolean anyFailed = steps.stream().anyMatch(step -> step.mark() == Mark.FAILED);
        boolean anyPassed = steps.stream().anyMatch(step -> step.mark() == Mark.PASSED);
        return new TestReport(anyFailed || anyPassed ? Boolean.valueOf(!anyFailed) : null, steps);
    }

    private String lastName() {
        String name = "Finish the test";
        return names.contains(name) ? name + " (2)" : name;
    }

    /** Hands a step to the listener, unless that one is busy for over a second. */
    void deliver(Step step) {
        boolean mine = false;
        try {
            mine = delivery.tryLock(1, TimeUnit.SECONDS);
            if (mine) {
                listener.accept(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            /* whoever listened has gone; the report is made all the same */
            LOG.debug("nobody hears the steps of a test any more: {}", e.getClass().getName());
        } finally {
            if (mine) {
                delivery.unlock();
            }
        }
    }
}
