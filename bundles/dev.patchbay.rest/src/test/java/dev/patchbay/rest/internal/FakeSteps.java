package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.steps.Steps;
import java.util.List;
import java.util.function.Consumer;

/** Steps that are always the same: what was named is bound. */
final class FakeSteps implements Steps {
    private final FakeHost host;

    FakeSteps(FakeHost host) {
        this.host = host;
    }

    @Override
    public StepView get(Caller caller, StepKey key) {
        return new StepView(key, null, State.AUTHENTICATE, null, null, "Nobody said.", List.of(), null);
    }

    @Override
    public StepView put(Caller caller, StepKey key, Binding binding) {
        host.note("bind " + key + " " + binding);
        return new StepView(key, new Need("shopify", "acme.myshopify.com"), State.AUTHENTICATED, FakeConnections.view("con_1"),
                "It fails.", "It fails.", List.of(FakeConnections.view("con_1")), FakeHost.THEN);
    }

    @Override
    public void delete(Caller caller, StepKey key) {
        host.note("unbind " + key);
    }

    @Override
    public TestReport test(Caller caller, StepKey key, Consumer<TestReport.Step> onStep) {
        host.note("test " + key);
        host.test.accept(onStep);
        return new TestReport(null, List.of(FakeHost.PASSED));
    }

    @Override
    public List<Use> uses(Caller caller, String connection) {
        FakeConnections.view(connection);
        return List.of(new Use("orders", "send", FakeHost.THEN));
    }
}
