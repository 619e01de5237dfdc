package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.draft;
import static dev.patchbay.core.internal.HostFixture.edit;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.FakeProviders;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredConnectionsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        host.close();
    }

    @Test
    public void createdIsReadyMaskedAndAudited() {
        ConnectionView view = host.create("shop-1", "Orders");
        assertTrue(view.id(), Ids.isId(Ids.CONNECTION, view.id()));
        assertEquals(Status.READY, view.status());
        assertEquals(Map.of("set", true), view.values().get("password"));
        assertEquals("ada", view.values().get("username"));
        assertEquals(1, view.version());
        assertEquals(view, host.parts.connections.get(ADMIN, view.id()));
        assertTrue(host.actions().contains("connection.create"));
        assertEquals(CANARY, ((Secret) host.parts.use.credential(ADMIN, view.id()).values().get("password")).reveal());
    }

    @Test
    public void everyFaultIsReportedAtOnce() {
        ConnectionDraft bad = new ConnectionDraft("-x", "ftp", "nope", "a\nb", new RawValues(Map.of()));
        assertEquals(
                Set.of("account pattern", "label characters", "method unknown"),
                faults(problem(ProblemType.INVALID, () -> host.parts.connections.create(ADMIN, bad, null))));
        ConnectionDraft worse = new ConnectionDraft(null, "ftp", null, null, new RawValues(
                Map.of("host", "a b", "port", "21", "other", 1, "password", "***")));
        assertEquals(
                Set.of("account required", "label required", "values.host host", "values.other unknown-field",
                        "values.password mask", "values.port type", "values.username required"),
                faults(problem(ProblemType.INVALID, () -> host.parts.connections.create(ADMIN, worse, null))));
        assertEquals(
                Set.of("account required", "label required", "provider required"),
                faults(problem(ProblemType.INVALID, () -> host.parts.connections.create(
                        ADMIN, new ConnectionDraft(null, null, null, null, new RawValues(Map.of())), null))));
        ConnectionDraft unknown = new ConnectionDraft("a", "none", null, "x", new RawValues(Map.of("a", 1)));
        assertEquals(Set.of("provider unknown"),
                faults(problem(ProblemType.INVALID, () -> host.parts.connections.create(ADMIN, unknown, null))));
        assertEquals(worse.toString(), 7, host.parts.connections.faults(ADMIN, worse).size());
        assertTrue(host.actions().stream().noneMatch("connection.create"::equals));
    }

    @Test
    public void labelsThatDeceiveAreRefused() {
        for (String label : List.of("", "  ", "a\u0000", "a\u202Eb", "a\u2066b", "\uD800", "x".repeat(201), "a\u2028b")) {
            problem(ProblemType.INVALID, () -> host.create("shop", label));
        }
        assertEquals("caf\u00e9", host.create("shop", "cafe\u0301").label());
        assertEquals("x".repeat(200), host.create("shop", "x".repeat(200)).label());
    }

    @Test
    public void anotherAccountsConnectionIsAnsweredAsOneThatIsNotThere() {
        String id = host.create("shop-1", "Orders").id();
        Caller other = caller("shop-2");
        String absent = "con_" + "a".repeat(26);
        List<BiConsumer<Caller, String>> routes = List.of(
                (c, i) -> host.parts.connections.get(c, i),
                (c, i) -> host.parts.connections.edit(c, i, new ConnectionEdit("x", new RawValues(Map.of()), null)),
                (c, i) -> host.parts.connections.faults(c, i, edit(Map.of())),
                (c, i) -> host.parts.connections.delete(c, i, true, true, null),
                (c, i) -> host.parts.connections.restore(c, i),
                (c, i) -> host.parts.use.credential(c, i),
                (c, i) -> host.parts.use.test(c, i, step -> { }),
                (c, i) -> host.parts.files.list(c, i, "/"));
        for (BiConsumer<Caller, String> route : routes) {
            ProblemException theirs = problem(ProblemType.NOT_FOUND, () -> route.accept(other, id));
            for (String wrong : List.of(absent, "", "x", "con_../etc", "con_" + "A".repeat(26), id + "a", "\u0000")) {
                ProblemException none = problem(ProblemType.NOT_FOUND, () -> route.accept(other, wrong));
                assertEquals(none.detail(), theirs.detail());
                assertEquals(none.errors(), theirs.errors());
            }
        }
        assertEquals(1, host.parts.connections.get(caller("shop-1"), id).version());
    }

    @Test
    public void aBoundCallerCreatesForItsOwnAccountOnly() {
        Caller bound = caller("shop-1");
        problem(ProblemType.FORBIDDEN, () -> host.parts.connections.create(bound, draft("shop-2", "x"), null));
        problem(ProblemType.FORBIDDEN, () -> host.parts.use.test(bound, draft("shop-2", "x"), s -> { }));
        assertEquals("shop-1", host.parts.connections.create(bound, draft("shop-1", "x"), null).account());
    }

    @Test
    public void eachMethodNeedsItsScope() {
        String id = host.create("shop", "x").id();
        Caller none = caller(null, Scope.SESSIONS);
        for (Runnable each : List.<Runnable>of(
                () -> host.parts.connections.get(none, id),
                () -> host.parts.connections.create(none, draft("a", "b"), null),
                () -> host.parts.connections.edit(caller(null, Scope.READ), id, edit(Map.of())),
                () -> host.parts.connections.delete(caller(null, Scope.READ), id, true, true, null),
                () -> host.parts.connections.restore(caller(null, Scope.READ), id),
                () -> host.parts.connections.export(none, null, v -> { }),
                () -> host.parts.use.credential(caller(null, Scope.ADMIN, Scope.USE, Scope.READ), id),
                () -> host.parts.use.test(caller(null, Scope.WRITE), id, s -> { }),
                () -> host.parts.use.test(caller(null, Scope.READ), draft("a", "b"), s -> { }),
                () -> host.parts.files.list(caller(null, Scope.READ), id, "/"),
                () -> host.parts.apiKeys.list(none, 10, null),
                () -> host.parts.audit.verify(none))) {
            problem(ProblemType.FORBIDDEN, each);
        }
        assertEquals(1, host.row(id).version());
    }

    @Test
    public void anEditKeepsWhatIsAbsentAndRemovesWhatIsNull() {
        String id = host.create("shop", "x").id();
        host.parts.connections.edit(ADMIN, id, edit(Map.of("port", 2121, "password", CANARY)));
        ConnectionView two = host.parts.connections.edit(ADMIN, id, edit(Map.of("username", "grace")));
        assertEquals(2121, two.values().get("port"));
        assertEquals(3, two.version());
        ConnectionView three = host.parts.connections.edit(ADMIN, id, edit(Collections.singletonMap("port", null)));
        assertFalse(three.values().containsKey("port"));
        assertEquals(Set.of("values.username required"), faults(problem(ProblemType.INVALID,
                () -> host.parts.connections.edit(ADMIN, id, edit(Collections.singletonMap("username", null))))));
        assertEquals(Set.of("values.nope unknown-field"), faults(problem(ProblemType.INVALID,
                () -> host.parts.connections.edit(ADMIN, id, edit(Collections.singletonMap("nope", null))))));
        assertEquals(CANARY, password(id));
    }

    private String password(String id) {
        return ((Secret) host.parts.use.credential(ADMIN, id).values().get("password")).reveal();
    }

    @Test
    public void aStaleVersionChangesNothing() {
        String id = host.create("shop", "x").id();
        problem(ProblemType.PRECONDITION_FAILED, () -> host.parts.connections.edit(
                ADMIN, id, new ConnectionEdit("y", new RawValues(Map.of()), 2L)));
        problem(ProblemType.PRECONDITION_FAILED, () -> host.parts.connections.delete(ADMIN, id, true, false, 2L));
        ConnectionView next = host.parts.connections.edit(
                ADMIN, id, new ConnectionEdit("y", new RawValues(Map.of()), 1L));
        assertEquals(2, next.version());
        problem(ProblemType.PRECONDITION_FAILED, () -> host.parts.connections.edit(
                ADMIN, id, new ConnectionEdit("z", new RawValues(Map.of()), 1L)));
        assertEquals("y", host.parts.connections.get(ADMIN, id).label());
    }

    @Test
    public void aNewEndpointNeedsTheSecretsAgain() {
        String id = host.create("shop", "x").id();
        ProblemException e = problem(ProblemType.SECRETS_NEEDED,
                () -> host.parts.connections.edit(ADMIN, id, edit(Map.of("host", "evil.example.net"))));
        assertEquals(Set.of("values.password secret-needed"), faults(e));
        assertEquals("ftp.example.com", host.parts.connections.get(ADMIN, id).values().get("host"));
        assertEquals(1, host.row(id).version());
        host.parts.connections.edit(ADMIN, id, edit(Map.of("host", "new.example.net", "password", "another")));
        assertEquals(List.of("new.example.net"), Grant.parse(host.row(id).grant()).hosts());
        assertEquals("another", password(id));
    }

    @Test
    public void aWiderDefinitionWidensNoStoredGrant() {
        String id = host.create("shop", "x").id();
        String before = host.row(id).grant();
        host.providers.install(HostFixture.ftp().allowedHosts("{host}", "collector.example.net"));
        host.parts.connections.edit(ADMIN, id, edit(Map.of("username", "grace")));
        assertEquals(before, host.row(id).grant());
        host.parts.use.test(ADMIN, id, s -> { });
        assertEquals(List.of("ftp.example.com"),
                ((FakeProviders.FakeLive) host.providers.find("ftp").orElseThrow()).lastGrant.hosts());
        host.parts.connections.edit(ADMIN, id, edit(Map.of("password", "given again")));
        assertTrue(host.row(id).grant().contains("collector.example.net"));
    }

    @Test
    public void deletedIsOfNoUseAtOnceAndCanBeRestored() {
        String id = host.create("shop", "x").id();
        assertEquals(CANARY, password(id));
        host.parts.connections.delete(ADMIN, id, false, false, null);
        problem(ProblemType.NOT_FOUND, () -> password(id));
        problem(ProblemType.NOT_FOUND, () -> host.parts.connections.get(ADMIN, id));
        problem(ProblemType.NOT_FOUND, () -> host.parts.connections.delete(ADMIN, id, false, false, null));
        assertEquals(List.of(id), ids(true));
        assertEquals(List.of(), ids(false));
        ConnectionView back = host.parts.connections.restore(ADMIN, id);
        assertNull(back.deletedAt());
        assertEquals(CANARY, password(id));
        assertEquals(back, host.parts.connections.restore(ADMIN, id));
    }

    private List<String> ids(boolean deleted) {
        return host.parts.connections.list(ADMIN, new ConnectionQuery(
                null, null, null, null, deleted, 100, null)).items().stream().map(ConnectionView::id).toList();
    }

    @Test
    public void theGraceEndsInShreddingAndNotBefore() {
        String id = host.create("shop", "x").id();
        host.parts.connections.delete(ADMIN, id, false, false, null);
        host.clock.advance(Duration.ofMinutes(9));
        host.parts.removal.purge();
        assertEquals(id, host.row(id).id());
        host.clock.advance(Duration.ofMinutes(2));
        problem(ProblemType.NOT_FOUND, () -> host.parts.connections.restore(ADMIN, id));
        host.parts.removal.purge();
        assertTrue(host.store.read(r -> r.findConnection(id)).isEmpty());
        assertTrue(host.actions().contains("connection.shred"));
    }

    @Test
    public void deletedNowIsShreddedBeforeTheAnswer() {
        String id = host.create("shop", "x").id();
        host.parts.connections.delete(ADMIN, id, false, true, null);
        assertTrue(host.store.read(r -> r.findConnection(id)).isEmpty());
        String waiting = host.create("shop", "y").id();
        host.parts.connections.delete(ADMIN, waiting, false, false, null);
        host.parts.connections.delete(ADMIN, waiting, false, true, null);
        assertTrue(host.store.read(r -> r.findConnection(waiting)).isEmpty());
    }

    @Test
    public void withoutItsProviderAConnectionIsInertMaskedExportableAndDeletable() {
        String id = host.create("shop", "x").id();
        host.providers.remove("ftp");
        ConnectionView view = host.parts.connections.get(ADMIN, id);
        assertEquals(Status.UNAVAILABLE, view.status());
        assertEquals("Needs the provider ftp, which is not installed.", view.reason());
        assertEquals("ada", view.values().get("username"));
        assertEquals(Map.of("set", true), view.values().get("password"));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> password(id));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> host.parts.connections.edit(ADMIN, id, edit(Map.of("port", 1))));
        assertEquals(Set.of("provider unavailable"), faults(problem(ProblemType.INVALID, () -> host.create("shop", "y"))));
        assertEquals("renamed", host.parts.connections.edit(
                ADMIN, id, new ConnectionEdit("renamed", new RawValues(Map.of()), null)).label());
        List<ConnectionView> exported = new ArrayList<>();
        host.parts.connections.export(ADMIN, null, exported::add);
        assertEquals(1, exported.size());
        host.providers.forget("ftp");
        assertEquals(Map.of("set", true), host.parts.connections.get(ADMIN, id).values().get("username"));
        host.providers.install(HostFixture.ftp());
        assertEquals(CANARY, password(id));
        host.providers.remove("ftp");
        host.parts.connections.delete(ADMIN, id, false, false, null);
        assertEquals(List.of(id), ids(true));
    }

    @Test
    public void aProviderOfAnotherOwnerGetsNothing() {
        String id = host.create("shop", "x").id();
        host.providers.install(HostFixture.ftp()).owner = "dev.example.thief";
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> password(id));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> host.parts.use.test(ADMIN, id, s -> { }));
        assertEquals(Status.UNAVAILABLE, host.parts.connections.get(ADMIN, id).status());
    }

    @Test
    public void aMethodThatNeedsAnEngineIsPendingAndSaysSo() {
        host.providers.install(ConnectionDefinition.of("crm", "CRM").baseUrl("https://api.crm.example").methods(
                ConnectionMethod.of("code", "Sign in").auth(Auth.authorizationCode(
                        "https://crm.example/auth", "https://crm.example/token").scopes("read"))));
        host.parts.oauth.clients.create(ADMIN, new OAuthClients.Draft(
                "shop", "crm", null, "CRM", new RawValues(Map.of("clientId", "id", "clientSecret", CANARY))));
        ConnectionDraft draft = new ConnectionDraft("shop", "crm", null, "CRM", new RawValues(Map.of()));
        ConnectionView view = host.parts.connections.create(ADMIN, draft, null);
        assertEquals(Status.UNAVAILABLE, view.status());
        assertEquals("No engine for the authentication 'oauth2' is installed.", view.reason());
        assertEquals("pending", host.row(view.id()).status());
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> host.parts.use.credential(ADMIN, view.id()));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> host.parts.use.test(ADMIN, draft, s -> { }));
    }

    @Test
    public void exportLeavesOutOtherAccountsAndDeletedOnes() {
        host.create("shop-1", "a");
        host.create("shop-2", "b");
        host.parts.connections.delete(ADMIN, host.create("shop-1", "c").id(), false, false, null);
        assertEquals(List.of("a"), exported(caller("shop-1"), null));
        assertEquals(List.of(), exported(caller("shop-1"), "shop-2"));
        assertEquals(List.of("b"), exported(ADMIN, "shop-2"));
        assertEquals(List.of("a", "b"), exported(ADMIN, null).stream().sorted().toList());
    }

    private List<String> exported(Caller caller, String account) {
        List<String> labels = new ArrayList<>();
        host.parts.connections.export(caller, account, view -> labels.add(view.label()));
        return labels;
    }

    @Test
    public void withoutItsDatabaseTheHostIsNotReady() {
        String id = host.create("shop", "x").id();
        password(id);
        host.store.broken = true;
        problem(ProblemType.NOT_READY, () -> host.create("shop", "y"));
        problem(ProblemType.NOT_READY, () -> host.parts.connections.get(ADMIN, id));
        host.clock.advance(Duration.ofMinutes(1));
        problem(ProblemType.NOT_READY, () -> password(id));
        host.store.broken = false;
        assertNotEquals("", password(id));
    }
}
