package dev.patchbay.tck;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.host.connections.TestReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A test in progress without a host around it: {@link FakeContext}, and the host's own log of steps. Used by one thread. */
public final class FakeRun extends FakeContext implements TestRun {
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private @Nullable Throwable left;

    /** A test of this connection. */
    public FakeRun(ConnectionDefinition definition, SampleConnection connection) {
        super(definition, connection);
    }

    /** The finished test of a connection by its provider. */
    public static FakeRun of(ConnectionProvider provider, SampleConnection connection) {
        return new FakeRun(provider.definition(), connection).test(provider);
    }

    /** Runs the provider's test to its end and ends the call. What it throws is in the report, as in a host. Gives this run. */
    public FakeRun test(ConnectionProvider provider) {
        try {
            provider.test(this);
            call().steps().close(null);
        } catch (Throwable e) {
            left = e;
            thrown.add(e);
            call().fail(call().failure(e, Reason.UNEXPECTED));
        } finally {
            close();
        }
        return this;
    }

    /** The steps with their marks, such as {@code Log in PASSED}. */
    public List<String> steps() {
        return call().steps().report().steps().stream().map(step -> step.name() + " " + step.mark()).toList();
    }

    /** The names of the steps. */
    public List<String> stepNames() {
        return call().steps().report().steps().stream().map(TestReport.Step::name).toList();
    }

    /** Whether a step passed and none failed; empty where there was nothing to test against. */
    public Optional<Boolean> passed() {
        return Optional.ofNullable(call().steps().report().passed());
    }

    /** How the step that failed did so. */
    public Optional<Failure> findFailure() {
        return call().steps().report().steps().stream().map(TestReport.Step::failure).filter(Objects::nonNull).findFirst();
    }

    /**
     * How the step that failed did so.
     *
     * @throws AssertionError where none did
     */
    public Failure failure() {
        return findFailure().orElseThrow(() -> new AssertionError("no step failed: " + steps()));
    }

    /** What the provider threw: out of its steps, and last out of its test. */
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    /** What left the provider's test, if anything did. */
    public Optional<Throwable> left() {
        return Optional.ofNullable(left);
    }

    @Override
    public void step(String name, Reason reason, Action action) {
        call().step(name, reason, () -> {
            try {
                action.run();
            } catch (Throwable e) {
                thrown.add(e);
                throw e;
            }
        });
    }

    @Override
    public void probe() {
        call().probe();
    }
}
