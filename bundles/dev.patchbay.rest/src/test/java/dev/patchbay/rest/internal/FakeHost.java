package dev.patchbay.rest.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.state.HostState;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Steps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.osgi.framework.ServiceRegistration;

/** The host by hand: notes every call that would change something, and answers always the same. */
final class FakeHost {
    static final String KEY = "pbk_right";
    static final String SECRET = "canary-7f3a";
    static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    static final TestReport.Step PASSED = new TestReport.Step("Log in", TestReport.Mark.PASSED, null);
    static final TestReport.Step FAILED = new TestReport.Step(
            "List", TestReport.Mark.FAILED, new Failure(Failure.Reason.PERMISSION_MISSING, "No \"list\" here."));

    final Queue<String> calls = new ConcurrentLinkedQueue<>();
    final Queue<String> addresses = new ConcurrentLinkedQueue<>();
    volatile HostState.Phase phase = HostState.Phase.READY;
    volatile String publicUrl = "http://connect.example.com:7070";
    volatile List<FieldError> faults = List.of();
    volatile Consumer<Consumer<TestReport.Step>> test = onStep -> onStep.accept(PASSED);
    final FakeFiles files = new FakeFiles(this);

    void note(String call) {
        calls.add(call);
    }

    /** Everything, registered in a framework. */
    List<ServiceRegistration<?>> registerIn(FelixHost felix) {
        return List.of(
                felix.register(HostState.class, new State()),
                felix.register(ApiKeys.class, new Keys()),
                felix.register(AuditLog.class, new Audit()),
                felix.register(ConnectionDirectory.class, new FakeConnections(this)),
                felix.register(ConnectionUse.class, new FakeUse(this)),
                felix.register(ConnectionFiles.class, files),
                felix.register(ProviderCatalog.class, new FakeCatalog(this)),
                felix.register(ProviderUpdates.class, new FakeUpdates(this)),
                felix.register(ProviderHealth.class, new FakeUpdates(this)),
                felix.register(ConnectSessions.class, new FakeSignIns(this)),
                felix.register(Sessions.class, new FakeSessions(this)),
                felix.register(OAuthClients.class, new FakeSignIns(this)),
                felix.register(CallbackDoctor.class, new FakeSignIns(this)),
                felix.register(Steps.class, new FakeSteps(this)),
                felix.register(Accounts.class, new FakeAccounts(this)),
                felix.register(Maintenance.class, new FakeOperations(this)),
                felix.register(HostHealth.class, new FakeOperations(this)),
                felix.register(FeatureInstaller.class, new FakeFeatures(this)),
                felix.register(Installer.class, new FakeInstaller(this)));
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such thing.");
    }

    private final class State implements HostState {
        @Override
        public Phase phase() {
            return phase;
        }

        @Override
        public String detail() {
            return "The passphrase is wrong.";
        }
    }

    private final class Keys implements ApiKeys {
        private final ApiKey key = new ApiKey(
                "key_1", "tests", Set.of(Scope.READ, Scope.CREDENTIAL_READ), "acme", THEN, THEN, null);

        @Override
        public Caller authenticate(String presented, String address) {
            addresses.add(address);
            if (!presented.startsWith(KEY)) {
                throw new ProblemException(ProblemType.UNAUTHENTICATED, "The key is unknown.");
            }
            return new Caller(Caller.Kind.API_KEY, presented, "tests", Set.of(Scope.READ), null, address);
        }

        @Override
        public Page<ApiKey> list(Caller caller, int limit, String cursor) {
            return new Page<>(List.of(key), null);
        }

        @Override
        public NewApiKey create(Caller caller, ApiKeyRequest request) {
            note("create key " + request);
            return new NewApiKey(key, Secret.of("pbk_new"));
        }

        @Override
        public void revoke(Caller caller, String id) {
            note("revoke " + id);
        }
    }

    private final class Audit implements AuditLog {
        @Override
        public Page<Entry> list(Caller caller, Query query) {
            return new Page<>(List.of(new Entry(
                    7, THEN, "key_1", "tests", "127.0.0.1", "connection.create", "con_1", "acme", Map.of("provider", "ftp"), 2)), "c");
        }

        @Override
        public Verification verify(Caller caller) {
            return new Verification(7, -1, "Every entry is right.");
        }
    }
}
