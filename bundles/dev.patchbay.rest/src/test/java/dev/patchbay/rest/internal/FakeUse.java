package dev.patchbay.rest.internal;

import dev.patchbay.api.Credential;
import dev.patchbay.api.Secret;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.TestReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tests and credentials. */
final class FakeUse implements ConnectionUse {
    private final FakeHost host;

    FakeUse(FakeHost host) {
        this.host = host;
    }

    @Override
    public TestReport test(Caller caller, ConnectionDraft draft, Consumer<TestReport.Step> onStep) {
        host.note("test draft " + draft);
        host.test.accept(onStep);
        return new TestReport(null, List.of(FakeHost.PASSED));
    }

    @Override
    public TestReport test(Caller caller, String id, Consumer<TestReport.Step> onStep) {
        host.note("test " + id);
        host.test.accept(onStep);
        return new TestReport(false, List.of(FakeHost.PASSED, FakeHost.FAILED));
    }

    @Override
    public Credential credential(Caller caller, String id) {
        FakeConnections.view(id);
        if (id.equals("con_broken")) {
            throw new IllegalStateException("cannot open " + FakeHost.SECRET);
        }
        return new Credential("ftp", "login", "stored-fields", Map.of("password", Secret.of(FakeHost.SECRET)),
                Secret.of("at-" + FakeHost.SECRET), FakeHost.THEN);
    }

    @Override
    public Map<String, String> sign(Caller caller, String id, RequestSigning.Request request) {
        host.note("sign " + id + " " + request.method() + " " + request.uri() + " " + new TreeMap<>(request.form()));
        return Map.of("Authorization", "OAuth oauth_signature=\"x\"");
    }

    @Override
    public ConnectionView refresh(Caller caller, String id) {
        host.note("refresh " + id);
        return FakeConnections.signedIn(id);
    }
}
