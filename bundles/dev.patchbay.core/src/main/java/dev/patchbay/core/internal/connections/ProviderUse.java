package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Credential;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.audit.Uses;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tests connections and gives their credentials. The audit entry is durable before a provider is called or a secret given.
 * Thread-safe.
 */
public final class ProviderUse implements ConnectionUse {
    private final UsableConnections usable;
    private final DraftCheck check;
    private final Uses uses;
    private final TestNotes notes;
    private final AccessTokens tokens;
    private final Availability availability;
    private final ConnectionLookup lookup;
    private final ConnectionViews views;

    public ProviderUse(
            UsableConnections usable,
            DraftCheck check,
            Uses uses,
            TestNotes notes,
            AccessTokens tokens,
            Availability availability,
            ConnectionLookup lookup,
            ConnectionViews views) {
        this.usable = usable;
        this.check = check;
        this.uses = uses;
        this.notes = notes;
        this.tokens = tokens;
        this.availability = availability;
        this.lookup = lookup;
        this.views = views;
    }

    @Override
    public TestReport test(Caller caller, ConnectionDraft draft, Consumer<TestReport.Step> onStep) {
        Permissions.requireAny(caller, Scope.WRITE, Scope.USE);
        Permissions.requireAccount(caller, draft.account());
        DraftCheck.Sound sound = check.forTest(draft);
        String problem = availability.signInProblem(sound.live(), sound.method());
        if (problem != null) {
            throw Problems.unavailable(problem);
        }
        String provider = Objects.requireNonNull(draft.provider());
        String account = draft.account() == null ? caller.account() : draft.account();
        uses.note(caller, "connection.test-draft", provider, account, Map.of("method", sound.method().id()));
        Grant grant = sound.grant();
        if (!needsToken(sound)) {
            return judged(sound.live().test(sound.method(), sound.values(), null, grant, onStep));
        }
        return trial(new AccessTokens.Trial(sound.live(), sound.method(), account, sound.values(), grant), onStep);
    }

    private static boolean needsToken(DraftCheck.Sound sound) {
        return SignIns.needPerson(sound.method()) || Availability.hasTokens(sound.live(), sound.method());
    }

    /** With a token made for this test; where somebody has to sign in first there is nothing to test against. */
    private TestReport trial(AccessTokens.Trial trial, Consumer<TestReport.Step> onStep) {
        Optional<AccessTokens.Opened> opened;
        try {
            opened = tokens.open(trial);
        } catch (TokenFailure e) {
            TestReport.Step step = new TestReport.Step("Get an access token", TestReport.Mark.FAILED, e.failure());
            onStep.accept(step);
            return new TestReport(false, List.of(step));
        }
        return opened
                .map(o -> judged(trial.live().test(trial.method(), o.values(), o.accessToken(), trial.grant(), onStep)))
                .orElseGet(() -> new TestReport(null, List.of()));
    }

    @Override
    public TestReport test(Caller caller, String id, Consumer<TestReport.Step> onStep) {
        Permissions.require(caller, Scope.USE);
        UsableConnections.Usable found = usable.find(caller, id);
        ConnectionRow row = found.row();
        uses.note(caller, "connection.test", id, row.account(), Map.of("provider", row.provider()));
        Values values = usable.openChecked(found);
        AccessTokens.Opened opened = tokens.open(found, values);
        TestReport report = judged(signing(found).test(
                found.method(), opened.values(), opened.accessToken(), Grant.parse(row.grant()), onStep));
        notes.note(caller, row, report);
        return report;
    }

    private Providers.Live signing(UsableConnections.Usable found) {
        return CallSigner.isNeeded(found.method())
                ? found.live().signing(request -> tokens.sign(found, request))
                : found.live();
    }

    @Override
    public Credential credential(Caller caller, String id) {
        Permissions.require(caller, Scope.CREDENTIAL_READ);
        UsableConnections.Usable found = usable.connected(caller, id);
        ConnectionRow row = found.row();
        uses.note(caller, "connection.credential", id, row.account(), Map.of("provider", row.provider()));
        Values values = usable.open(found.loaded());
        AccessTokens.Issued issued = Availability.hasTokens(found.live(), found.method()) ? tokens.issue(found) : null;
        return new Credential(
                row.provider(), row.method(), found.method().auth().kind(), shown(found.method(), values),
                issued == null ? null : issued.accessToken(), issued == null ? null : issued.expiresAt());
    }

    @Override
    public Map<String, String> sign(Caller caller, String id, RequestSigning.Request request) {
        UsableConnections.Usable found = connected(caller, id);
        if (!Availability.needsEngine(found.method()) && !found.live().hooks().has(Hook.SIGNING)) {
            throw new ProblemException(ProblemType.CONFLICT, "The app of this connection wants no signature.");
        }
        note(caller, found, "connection.sign");
        return tokens.sign(found, request);
    }

    @Override
    public ConnectionView refresh(Caller caller, String id) {
        UsableConnections.Usable found = connected(caller, id);
        if (!Availability.hasTokens(found.live(), found.method())) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "This connection has nothing to renew: what is stored is the credential.");
        }
        note(caller, found, "connection.refresh-asked");
        tokens.renew(found);
        return views.view(lookup.present(caller, id));
    }

    private UsableConnections.Usable connected(Caller caller, String id) {
        Permissions.require(caller, Scope.USE);
        return usable.connected(caller, id);
    }

    private void note(Caller caller, UsableConnections.Usable found, String action) {
        ConnectionRow row = found.row();
        uses.note(caller, action, row.id(), row.account(), Map.of("provider", row.provider()));
    }

    private static TestReport judged(TestReport report) {
        return new TestReport(TestResult.passed(report), report.steps());
    }

    /**
     * What belongs to the connection itself. What an OAuth client or a sign-in owns is never given out, nor is a secret that only
     * the sign-in needs: the credential is the access token then. What a provider's own sign-in told is the credential itself.
     */
    private static Map<String, Object> shown(ConnectionMethod method, Values values) {
        Map<String, Object> shown = new HashMap<>();
        boolean signsIn = Availability.needsEngine(method);
        Field.@Nullable Scope told = method.auth() instanceof Auth.Interactive ? Field.Scope.CAPTURED : null;
        values.asMap().forEach((name, value) -> {
            Field.Scope scope = method.field(name).<Field.Scope>map(Field::scope).orElse(Field.Scope.CONNECTION);
            boolean forSignIn = signsIn && value instanceof Secret && !isInjected(method, name);
            if ((scope == Field.Scope.CONNECTION || scope == told) && !forSignIn) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    private static boolean isInjected(ConnectionMethod method, String name) {
        return method.injection().parts().stream().anyMatch(part -> part.template().contains("{" + name + "}"));
    }
}
