package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Credential;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.Uses;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.store.ConnectionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Tests connections and gives their credentials. The audit entry is durable before a provider is called or a secret given.
 * Thread-safe.
 */
public final class ProviderUse implements ConnectionUse {
    private final UsableConnections usable;
    private final DraftCheck check;
    private final Uses uses;
    private final TestNotes notes;

    public ProviderUse(UsableConnections usable, DraftCheck check, Uses uses, TestNotes notes) {
        this.usable = usable;
        this.check = check;
        this.uses = uses;
        this.notes = notes;
    }

    @Override
    public TestReport test(Caller caller, ConnectionDraft draft, Consumer<TestReport.Step> onStep) {
        Permissions.requireAny(caller, Scope.WRITE, Scope.USE);
        Permissions.requireAccount(caller, draft.account());
        DraftCheck.Sound sound = check.forTest(draft);
        String problem = Availability.engineProblem(sound.method());
        if (problem != null) {
            throw Problems.unavailable(problem);
        }
        String provider = Objects.requireNonNull(draft.provider());
        String account = draft.account() == null ? caller.account() : draft.account();
        uses.note(caller, "connection.test-draft", provider, account, Map.of("method", sound.method().id()));
        Grant grant = sound.grant();
        return judged(sound.live().test(sound.method(), sound.values(), grant, onStep));
    }

    @Override
    public TestReport test(Caller caller, String id, Consumer<TestReport.Step> onStep) {
        Permissions.require(caller, Scope.USE);
        UsableConnections.Usable found = usable.find(caller, id);
        ConnectionRow row = found.row();
        uses.note(caller, "connection.test", id, row.account(), Map.of("provider", row.provider()));
        Values values = usable.openChecked(found);
        TestReport report = judged(found.live().test(found.method(), values, Grant.parse(row.grant()), onStep));
        notes.note(caller, row, report);
        return report;
    }

    @Override
    public Credential credential(Caller caller, String id) {
        Permissions.require(caller, Scope.CREDENTIAL_READ);
        UsableConnections.Usable found = usable.connected(caller, id);
        ConnectionRow row = found.row();
        uses.note(caller, "connection.credential", id, row.account(), Map.of("provider", row.provider()));
        Values values = usable.open(found.loaded());
        return new Credential(
                row.provider(), row.method(), found.method().auth().kind(), shown(found.method(), values), null, null);
    }

    private static TestReport judged(TestReport report) {
        return new TestReport(TestResult.passed(report), report.steps());
    }

    /** What belongs to the connection itself; what an OAuth client or a sign-in owns is never given out. */
    private static Map<String, Object> shown(ConnectionMethod method, Values values) {
        Map<String, Object> shown = new HashMap<>();
        values.asMap().forEach((name, value) -> {
            Field.Scope scope = method.field(name).<Field.Scope>map(Field::scope).orElse(Field.Scope.CONNECTION);
            if (scope == Field.Scope.CONNECTION) {
                shown.put(name, value);
            }
        });
        return shown;
    }
}
