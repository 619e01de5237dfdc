package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.OAuthApps.begun;
import static dev.patchbay.core.internal.OAuthApps.connection;
import static dev.patchbay.core.internal.OAuthApps.make;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.OAuthApps;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Connections and the OAuth clients they use. */
public class ClientUseTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        host.providers.install(OAuthApps.crm());
        host.providers.install(OAuthApps.cloud());
    }

    @After
    public void close() {
        host.close();
    }

    private ConnectionRow create(ConnectionDraft draft) {
        return host.row(host.parts.connections.create(ADMIN, draft, null).id());
    }

    private Set<String> refused(ConnectionDraft draft) {
        ProblemException e = problem(ProblemType.INVALID, () -> host.parts.connections.create(ADMIN, draft, null));
        assertEquals(host.parts.connections.faults(ADMIN, draft), e.errors());
        return faults(e);
    }

    @Test
    public void theOnlyClientIsTakenAndBound() {
        String client = make(host, null, "crm", "code").id();
        ConnectionRow row = create(connection("code", null));
        assertEquals(client, Grant.parse(row.grant()).client());
        assertEquals(List.of(row.id()), host.store.read(r -> r.connectionsOfClient(client, 10)));
        assertEquals("pending", row.status());
        assertTrue(row.reason(), row.reason().contains("connect session"));
    }

    @Test
    public void aMissingOrAmbiguousClientIsAFaultBesideTheOthers() {
        assertEquals(Set.of("client required"), refused(connection("code", null)));
        String one = make(host, "shop-1", "crm", "code").id();
        String two = make(host, null, "crm", "code").id();
        ProblemException e = problem(ProblemType.INVALID,
                () -> host.parts.connections.create(ADMIN, connection("code", null), null));
        assertEquals(Set.of("client choose"), faults(e));
        String message = e.errors().get(0).message();
        assertTrue(message, message.contains(one) && message.contains(two) && message.contains("Our app"));
        assertEquals(two, Grant.parse(create(connection("code", two)).grant()).client());
        assertEquals(Set.of("client choose", "label required", "values.shop pattern"), refused(
                new ConnectionDraft("shop-1", "crm", "code", " ", new RawValues(Map.of("shop", "a.b")), null, null)));
    }

    @Test
    public void anUnfitClientIsRefused() {
        String other = make(host, "shop-2", "crm", "code").id();
        String service = make(host, "shop-1", "crm", "service").id();
        String begun = host.parts.oauth.clients.create(ADMIN, begun("shop-1", "crm")).id();
        for (String id : List.of(other, service, "cli_" + "a".repeat(26), "", "x")) {
            assertEquals(Set.of("client unknown"), refused(connection("code", id)));
        }
        assertEquals(Set.of("client incomplete"), refused(connection("code", begun)));
        ConnectionDraft key = new ConnectionDraft("shop-1", "crm", "key", "x",
                new RawValues(Map.of("shop", "acme", "key", "k")), service, null);
        assertEquals(Set.of("client not-needed"), refused(key));
        assertFalse(host.actions().contains("connection.create"));
    }

    @Test
    public void theGrantIsMadeOfBothsValues() {
        host.parts.oauth.clients.create(ADMIN, new OAuthClients.Draft(null, "cloud", null, "Cloud", new RawValues(
                Map.of("clientId", "id", "clientSecret", CANARY, "tenant", "acme"))));
        ConnectionRow row = create(new ConnectionDraft("shop-1", "cloud", null, "x", new RawValues(Map.of())));
        assertEquals(List.of("acme.cloud.example", "api.cloud.example"), Grant.parse(row.grant()).hosts());
    }

    @Test
    public void whatNeedsNoPersonIsReadyAtOnce() {
        make(host, null, "crm", "service");
        assertEquals("ready", create(connection("service", null)).status());
    }

    @Test
    public void aProviderWithoutLoginGetsNoConnection() {
        host.providers.install(ConnectionDefinition.of("builtin", "Built-in").methods(
                ConnectionMethod.of("none", "None").auth(Auth.none())));
        assertEquals(Set.of("provider not-required"),
                refused(new ConnectionDraft("shop-1", "builtin", null, "x", new RawValues(Map.of()))));
    }

    @Test
    public void whatIsGoodForOneSignInIsNotStored() {
        make(host, null, "crm", "code");
        assertEquals(Set.of("values.pin scope"), refused(new ConnectionDraft(
                "shop-1", "crm", "code", "x", new RawValues(Map.of("shop", "acme", "pin", "1234")))));
    }

    @Test
    public void aClientThatGoesBetweenCheckAndWriteLeavesNoConnection() {
        String client = make(host, "shop-1", "crm", "code").id();
        host.store.beforeWrite = () -> {
            host.store.beforeWrite = null;
            host.parts.oauth.clients.delete(ADMIN, client, null);
        };
        assertEquals(Set.of("client unknown"), faults(problem(ProblemType.INVALID,
                () -> host.parts.connections.create(ADMIN, connection("code", client), null))));
        assertEquals(0L, (long) host.store.read(r -> r.countConnectionsOfAccount("shop-1")));
    }
}
