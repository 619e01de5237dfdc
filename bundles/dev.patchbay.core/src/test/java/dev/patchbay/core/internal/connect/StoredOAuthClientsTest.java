package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.OAuthApps.begun;
import static dev.patchbay.core.internal.OAuthApps.client;
import static dev.patchbay.core.internal.OAuthApps.connection;
import static dev.patchbay.core.internal.OAuthApps.edit;
import static dev.patchbay.core.internal.OAuthApps.make;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.OAuthApps;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.OAuthClients.Draft;
import dev.patchbay.host.connect.OAuthClients.Edit;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.OAuthRows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredOAuthClientsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private StoredOAuthClients clients;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        host.providers.install(OAuthApps.crm());
        host.providers.install(OAuthApps.cloud());
        host.providers.install(OAuthApps.hosted());
        clients = host.parts.oauth.clients;
    }

    @After
    public void close() {
        host.close();
    }

    private Secret secret(String id) {
        return (Secret) host.parts.oauth.source.find(id).orElseThrow().values().asMap().get("clientSecret");
    }

    @Test
    public void createdIsCompleteMaskedAndAudited() {
        OAuthClientView view = make(host, "shop-1", "crm", "code");
        assertTrue(view.id(), Ids.isId("cli_", view.id()));
        assertEquals(URI.create("https://patchbay.example/prefix/oauth/callback/" + view.id()), view.redirectUri());
        assertEquals(Map.of("clientId", "our-id", "clientSecret", Map.of("set", true)), view.values());
        assertTrue(view.complete());
        assertEquals(view, clients.get(ADMIN, view.id()));
        assertEquals("oauth-client.create", host.actions().get(0));
        assertEquals(CANARY, secret(view.id()).reveal());
    }

    @Test
    public void begunWithoutValuesItShowsItsRedirectUriAndIsOnlyEdited() {
        OAuthClientView begun = clients.create(ADMIN, begun("shop-1", "crm"));
        assertEquals("code", begun.method());
        assertFalse(begun.complete());
        assertTrue(begun.redirectUri().getPath().endsWith(begun.id()));
        assertFalse(host.parts.oauth.source.find(begun.id()).orElseThrow().complete());
        assertEquals(List.of(), host.parts.oauth.source.usable("shop-1", "crm", "code"));
        assertEquals(Set.of("values.clientSecret required"), faults(problem(ProblemType.INVALID,
                () -> clients.edit(ADMIN, begun.id(), edit(Map.of("clientId", "our-id"))))));
        OAuthClientView done = clients.edit(ADMIN, begun.id(), new Edit(null, OAuthApps.secrets(), 1L));
        assertTrue(done.complete());
        assertEquals(begun.redirectUri(), done.redirectUri());
        assertEquals(CANARY, secret(begun.id()).reveal());
    }

    @Test
    public void everyFaultIsReportedAtOnceAndNothingIsStored() {
        Map<String, Object> bad = new HashMap<>();
        bad.put("clientSecret", "***");
        bad.put("shop", "acme");
        bad.put("nope", 1);
        assertEquals(
                Set.of("account pattern", "label characters", "values.clientId required", "values.clientSecret mask",
                        "values.shop scope", "values.nope unknown-field"),
                faults(problem(ProblemType.INVALID,
                        () -> clients.create(ADMIN, new Draft("-x", "crm", "code", "a\nb", new RawValues(bad))))));
        assertEquals(Set.of("label required", "provider required"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, new Draft(null, null, null, null, new RawValues(Map.of()))))));
        assertEquals(Set.of("method unknown"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, client("shop-1", "crm", "nope")))));
        assertEquals(Set.of("method no-client"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, client("shop-1", "crm", "key")))));
        assertEquals(Set.of("provider no-client"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, begun("shop-1", "ftp")))));
        assertEquals(Set.of("provider unknown"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, begun("shop-1", "none")))));
        host.providers.remove("crm");
        assertEquals(Set.of("provider unavailable", "values.clientId required"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, new Draft(
                        "shop-1", "crm", null, "x", new RawValues(Map.of("clientSecret", "x")))))));
        assertEquals(List.of(), clients.list(ADMIN, null, null, 10, null).items());
        assertFalse(host.actions().contains("oauth-client.create"));
    }

    @Test
    public void anEditKeepsWhatIsAbsentAndRefusesAMask() {
        String id = make(host, "shop-1", "crm", "code").id();
        OAuthClientView edited = clients.edit(ADMIN, id, edit(Map.of("clientId", "other")));
        assertEquals("other", edited.values().get("clientId"));
        assertEquals(2, edited.version());
        assertEquals(CANARY, secret(id).reveal());
        assertEquals("renamed", clients.edit(ADMIN, id, new Edit("renamed", new RawValues(Map.of()), null)).label());
        assertEquals(CANARY, secret(id).reveal());
        for (Object mask : List.of("***", "\u2022\u2022\u2022\u2022", Map.of("set", true))) {
            assertEquals(Set.of("values.clientSecret mask"), faults(problem(ProblemType.INVALID,
                    () -> clients.edit(ADMIN, id, edit(Map.of("clientSecret", mask))))));
        }
        assertEquals(Set.of("label required", "values.nope unknown-field", "values.shop scope", "values.clientSecret required"),
                faults(problem(ProblemType.INVALID, () -> {
                    Map<String, Object> sent = new HashMap<>(Map.of("shop", "acme"));
                    sent.put("nope", null);
                    sent.put("clientSecret", null);
                    clients.edit(ADMIN, id, new Edit(" ", new RawValues(sent), null));
                })));
        assertEquals(3, clients.get(ADMIN, id).version());
        assertEquals("oauth-client.edit", host.actions().get(0));
    }

    @Test
    public void aNewEndpointNeedsTheSecretsAgain() {
        Map<String, Object> values = Map.of("clientId", "our-id", "clientSecret", CANARY, "tenant", "good");
        String id = clients.create(ADMIN, new Draft(null, "cloud", null, "Cloud", new RawValues(values))).id();
        ProblemException e = problem(ProblemType.SECRETS_NEEDED, () -> clients.edit(ADMIN, id, edit(Map.of("tenant", "evil"))));
        assertEquals(Set.of("values.clientSecret secret-needed"), faults(e));
        assertEquals("good", clients.get(ADMIN, id).values().get("tenant"));
        assertEquals(1, clients.get(ADMIN, id).version());
        OAuthClientView moved = clients.edit(ADMIN, id, edit(Map.of("tenant", "other", "clientSecret", "another")));
        assertEquals("other", moved.values().get("tenant"));
        assertEquals("another", secret(id).reveal());
    }

    @Test
    public void aStaleVersionChangesNothing() {
        String id = make(host, "shop-1", "crm", "code").id();
        problem(ProblemType.PRECONDITION_FAILED, () -> clients.edit(ADMIN, id, new Edit("x", new RawValues(Map.of()), 2L)));
        problem(ProblemType.PRECONDITION_FAILED, () -> clients.delete(ADMIN, id, 2L));
        assertEquals(2, clients.edit(ADMIN, id, new Edit("x", new RawValues(Map.of()), 1L)).version());
        clients.delete(ADMIN, id, 2L);
        problem(ProblemType.NOT_FOUND, () -> clients.get(ADMIN, id));
        assertEquals("oauth-client.delete", host.actions().get(0));
    }

    @Test
    public void oneInUseIsNotDeletedAndItsUsersAreNamed() {
        String id = make(host, "shop-1", "crm", "code").id();
        String user = host.parts.connections.create(ADMIN, connection("code", id), null).id();
        ProblemException e = problem(ProblemType.CONFLICT, () -> clients.delete(ADMIN, id, null));
        assertEquals(Set.of("connections in-use"), faults(e));
        assertTrue(e.errors().get(0).message(), e.errors().get(0).message().contains(user));
        assertEquals(1, clients.get(ADMIN, id).connections());
        for (int i = 0; i < 24; i++) {
            host.parts.connections.create(ADMIN, connection("code", id), null);
        }
        ProblemException many = problem(ProblemType.CONFLICT, () -> clients.delete(ADMIN, id, null));
        assertEquals(20, many.errors().size());
        assertTrue(many.detail(), many.detail().startsWith("25 connections"));
        assertEquals(id, clients.get(ADMIN, id).id());
    }

    @Test
    public void sharedOnesAreSeenByAllAndChangedByAnAdministratorOfAllAccountsOnly() {
        String shared = make(host, null, "crm", "code").id();
        Caller bound = caller("shop-1");
        Caller writer = caller(null, Scope.READ, Scope.WRITE);
        OAuthClientView seen = clients.get(bound, shared);
        assertEquals(Map.of("set", true), seen.values().get("clientSecret"));
        for (Caller each : List.of(bound, writer)) {
            problem(ProblemType.FORBIDDEN, () -> clients.create(each, client(null, "crm", "code")));
            problem(ProblemType.FORBIDDEN, () -> clients.edit(each, shared, edit(Map.of("clientId", "x"))));
            problem(ProblemType.FORBIDDEN, () -> clients.delete(each, shared, null));
        }
        problem(ProblemType.FORBIDDEN, () -> clients.create(bound, client("shop-2", "crm", "code")));
        Caller reader = caller("shop-1", Scope.READ);
        problem(ProblemType.FORBIDDEN, () -> clients.create(reader, client("shop-1", "crm", "code")));
        problem(ProblemType.FORBIDDEN, () -> clients.list(caller("shop-1", Scope.WRITE), null, null, 10, null));
        assertEquals(2, clients.edit(caller(null, Scope.ADMIN), shared, edit(Map.of("clientId", "x"))).version());
        String own = clients.create(caller("shop-1", Scope.WRITE), client("shop-1", "crm", "code")).id();
        clients.delete(caller("shop-1", Scope.WRITE), own, null);
    }

    @Test
    public void anotherAccountsIsAnsweredAsOneThatIsNotThere() {
        String id = make(host, "shop-1", "crm", "code").id();
        Caller other = caller("shop-2");
        List<BiConsumer<Caller, String>> routes = List.of(
                (c, i) -> clients.get(c, i),
                (c, i) -> clients.edit(c, i, edit(Map.of("clientId", "x"))),
                (c, i) -> clients.delete(c, i, null));
        for (BiConsumer<Caller, String> route : routes) {
            ProblemException theirs = problem(ProblemType.NOT_FOUND, () -> route.accept(other, id));
            for (String wrong : List.of("cli_" + "a".repeat(26), "", "con_" + "a".repeat(26), id + "a", "cli_../x")) {
                ProblemException none = problem(ProblemType.NOT_FOUND, () -> route.accept(other, wrong));
                assertEquals(none.detail(), theirs.detail());
                assertEquals(none.errors(), theirs.errors());
            }
        }
        assertEquals(1, clients.get(caller("shop-1"), id).version());
    }

    @Test
    public void pagesShowAnAccountsOwnAndSharedOnesOnceEachNewestFirst() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(make(host, i % 2 == 0 ? null : "shop-1", "crm", "code").id());
            make(host, "shop-2", "crm", "code");
            host.clock.advance(Duration.ofSeconds(1));
        }
        clients.create(ADMIN, new Draft(null, "cloud", null, "Cloud", new RawValues(Map.of())));
        Collections.reverse(expected);
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<OAuthClientView> page = clients.list(caller("shop-1"), null, "crm", 2, cursor);
            page.items().forEach(c -> found.add(c.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(expected, found);
        assertEquals(expected, clients.list(ADMIN, "shop-1", "crm", 100, null).items().stream()
                .map(OAuthClientView::id).toList());
        assertEquals(11, clients.list(ADMIN, null, null, 100, null).items().size());
        assertEquals(List.of(), clients.list(caller("shop-1"), "shop-2", null, 10, null).items());
        problem(ProblemType.MALFORMED, () -> clients.list(ADMIN, null, null, 0, null));
        problem(ProblemType.MALFORMED, () -> clients.list(ADMIN, null, null, 10, "nonsense"));
    }

    @Test
    public void aSharedSecretNeverGoesToAHostThatAConnectionNames() {
        assertEquals(Set.of("account required"), faults(problem(ProblemType.INVALID,
                () -> clients.create(ADMIN, client(null, "git", "code")))));
        String own = make(host, "shop-1", "git", "code").id();
        assertEquals(1, host.parts.oauth.source.usable("shop-1", "git", "code").size());
        assertTrue(host.parts.oauth.source.find(own).isPresent());
        String shared = make(host, null, "crm", "code").id();
        host.providers.install(widened());
        assertEquals(List.of(), host.parts.oauth.source.usable("shop-1", "crm", "code"));
        assertTrue(host.parts.oauth.source.find(shared).isEmpty());
    }

    /** The CRM after an update that lets a connection name the host. */
    private static ConnectionDefinition widened() {
        return ConnectionDefinition.of("crm", "CRM").baseUrl("https://{host}").methods(
                ConnectionMethod.of("code", "Sign in").fields(OAuthApps.HOST).auth(
                        Auth.authorizationCode("https://{host}/auth", "https://{host}/token")));
    }

    @Test
    public void aSecretGoesToAnotherHostOfAnUpdateOnlyOnceItIsEnteredAgain() {
        String id = make(host, null, "crm", "code").id();
        host.providers.install(moved());
        assertTrue(host.parts.oauth.source.find(id).isEmpty());
        assertEquals(List.of(), host.parts.oauth.source.usable("shop-1", "crm", "code"));
        assertFalse(clients.get(ADMIN, id).complete());
        assertEquals(Set.of("values.clientSecret secret-needed"), faults(problem(ProblemType.SECRETS_NEEDED,
                () -> clients.edit(ADMIN, id, edit(Map.of("clientId", "our-id"))))));
        assertTrue(clients.edit(ADMIN, id, edit(Map.of("clientSecret", CANARY))).complete());
        assertEquals(CANARY, secret(id).reveal());
    }

    @Test
    public void anUpdateThatStaysOnTheHostsOfTheSecretChangesNothing() {
        String id = make(host, null, "crm", "code").id();
        host.providers.install(ConnectionDefinition.of("crm", "CRM").baseUrl("https://other.example").methods(
                ConnectionMethod.of("code", "Sign in").fields(OAuthApps.SHOP).auth(Auth.authorizationCode(
                        "https://login.example/auth", "https://{shop}.crm.example/v2/token"))));
        assertEquals(CANARY, secret(id).reveal());
        assertTrue(clients.get(ADMIN, id).complete());
    }

    /** The CRM after an update with another token endpoint. */
    private static ConnectionDefinition moved() {
        return ConnectionDefinition.of("crm", "CRM").baseUrl("https://{shop}.crm.example").methods(
                ConnectionMethod.of("code", "Sign in").fields(OAuthApps.SHOP).auth(Auth.authorizationCode(
                        "https://{shop}.crm.example/auth", "https://tokens.elsewhere.example/token")));
    }

    @Test
    public void aBundleThatClaimsTheProvidersIdGetsNoClient() {
        String id = make(host, null, "crm", "code").id();
        host.providers.install(OAuthApps.crm()).owner = "dev.example.thief";
        assertTrue(host.parts.oauth.source.find(id).isEmpty());
        assertEquals(List.of(), host.parts.oauth.source.usable("shop-1", "crm", "code"));
        OAuthClientView view = clients.get(ADMIN, id);
        assertFalse(view.complete());
        assertEquals(Map.of("clientId", Map.of("set", true), "clientSecret", Map.of("set", true)), view.values());
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> clients.edit(ADMIN, id, edit(Map.of("clientId", "x"))));
        host.providers.install(OAuthApps.crm());
        assertEquals(CANARY, secret(id).reveal());
    }

    @Test
    public void usableAreTheCompleteOnesOfTheMethodTheAccountsOwnFirst() {
        String shared = make(host, null, "crm", "code").id();
        host.clock.advance(Duration.ofSeconds(1));
        String own = make(host, "shop-1", "crm", "code").id();
        host.clock.advance(Duration.ofSeconds(1));
        String later = make(host, null, "crm", "code").id();
        make(host, "shop-2", "crm", "code");
        make(host, "shop-1", "crm", "service");
        clients.create(ADMIN, begun("shop-1", "crm"));
        assertEquals(List.of(own, later, shared),
                host.parts.oauth.source.usable("shop-1", "crm", "code").stream().map(c -> c.id()).toList());
        assertEquals(List.of(later, shared),
                host.parts.oauth.source.usable(null, "crm", "code").stream().map(c -> c.id()).toList());
    }

    @Test
    public void noSecretIsInAnyViewTextOrProblem() {
        String id = make(host, "shop-1", "crm", "code").id();
        StringBuilder all = new StringBuilder();
        all.append(clients.get(ADMIN, id)).append(clients.list(ADMIN, null, null, 10, null));
        OAuthRows.ClientRow row = host.store.read(r -> r.findClient(id)).orElseThrow();
        all.append(host.parts.oauth.source.find(id)).append(row);
        all.append(new ClientSealing.Content("owner", Set.of(), host.parts.oauth.source.find(id).orElseThrow().values()));
        all.append(client("shop-1", "crm", "code")).append(edit(Map.of("clientSecret", CANARY)));
        host.parts.audit.list(ADMIN, new AuditLog.Query(null, null, null, 100, null)).items().forEach(all::append);
        ProblemException e = problem(ProblemType.INVALID,
                () -> clients.edit(ADMIN, id, edit(Map.of("clientSecret", CANARY + "\u0000", "clientId", CANARY + "\n"))));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        all.append(trace).append(e.errors());
        assertFalse(all.toString(), all.toString().contains(CANARY));
    }
}
