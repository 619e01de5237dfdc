package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.store.ConnectionRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Connecting again: the id stays, and the account at the app unless the person says otherwise. */
public class ReconnectFlowTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;
    private String client;
    private String connection;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
        client = fixture.client("acme");
        fixture.acme.account = new AppAccount("acc-1", "Ada", null, Map.of());
        connection = fixture.connected(client);
    }

    @After
    public void stop() {
        fixture.close();
    }

    private FlowFixture.Browser again() {
        return fixture.open(fixture.sessions.reconnect(ADMIN, connection));
    }

    private String accessToken() {
        return fixture.held(connection).orElseThrow().tokens().accessToken().reveal();
    }

    @Test
    public void theSameAccountGetsNewTokensUnderTheSameId() {
        String label = fixture.host.row(connection).label();
        FlowFixture.Browser browser = again();
        assertEquals(label, browser.page().reconnect());
        assertEquals("acme", browser.view(ConnectPage.Form.class).values().get("shop"));
        fixture.engine.tokens = ScriptedEngine.tokens("acc-1", "tok-2");
        browser.back(client, browser.leave());
        assertEquals(connection, browser.view(ConnectPage.Connected.class).connection());
        assertEquals("tok-2", accessToken());
        assertEquals(2, fixture.held(connection).orElseThrow().version());
        assertEquals(label, fixture.host.row(connection).label());
        assertEquals(List.of("connection.reconnect", "connection.connect"), fixture.actions(connection));
        assertEquals(1, fixture.host.store.read(r -> r.countConnections("acme")).longValue());
    }

    @Test
    public void anotherAccountIsAskedAboutAndNothingIsWrittenBefore() {
        ConnectionRow before = fixture.host.row(connection);
        fixture.acme.account = new AppAccount("acc-2", "Bob", null, Map.of());
        fixture.engine.tokens = ScriptedEngine.tokens("acc-2", "tok-2");
        FlowFixture.Browser browser = again();
        browser.back(client, browser.leave());
        ConnectPage.AnotherAccount asked = browser.view(ConnectPage.AnotherAccount.class);
        assertEquals("Ada", asked.before());
        assertEquals("Bob", asked.now());
        assertEquals(before.version(), fixture.host.row(connection).version());
        assertEquals("tok-1-c4nary", accessToken());
        assertTrue(browser.submit(Action.CONNECT, "values.shop", "acme") instanceof ConnectPage.AnotherAccount);
        assertTrue(browser.submit(Action.CONFIRM) instanceof ConnectPage.Connected);
        assertTrue(browser.submit(Action.CONFIRM) instanceof ConnectPage.Connected);
        assertEquals("tok-2", accessToken());
        assertEquals("acc-2", fixture.held(connection).orElseThrow().appAccount());
    }

    @Test
    public void anotherAccountCanBeRefused() {
        fixture.acme.account = new AppAccount("acc-2", "Bob", null, Map.of());
        FlowFixture.Browser browser = again();
        browser.back(client, browser.leave());
        assertTrue(browser.submit(Action.RETRY) instanceof ConnectPage.Form);
        assertTrue("there is nothing to confirm any more", browser.submit(Action.CONFIRM) instanceof ConnectPage.Form);
        assertTrue(browser.submit(Action.CANCEL) instanceof ConnectPage.Cancelled);
        assertEquals("tok-1-c4nary", accessToken());
    }

    @Test
    public void anAccountTheAppDoesNotNameIsAskedAboutToo() {
        fixture.acme.account = AppAccount.UNKNOWN;
        fixture.engine.tokens = ScriptedEngine.tokens(null, "tok-2");
        FlowFixture.Browser browser = again();
        browser.back(client, browser.leave());
        assertTrue(browser.view(ConnectPage.AnotherAccount.class).now().contains("does not name"));
    }

    @Test
    public void aFailureIsInTheTimelineOfTheConnectionWithWhatToDo() {
        fixture.engine.failure = ScriptedEngine.denied();
        FlowFixture.Browser browser = again();
        browser.back(client, browser.leave());
        assertEquals("connection.connect-failed", fixture.actions(connection).get(0));
        Map<String, String> detail = fixture.audit(connection).get(0).detail();
        assertEquals(Reason.DECLINED.name(), detail.get("reason"));
        assertEquals(Reason.DECLINED.advice(), detail.get("advice"));
        assertEquals("ready", fixture.host.row(connection).status());
        assertEquals("tok-1-c4nary", accessToken());
    }

    @Test
    public void aConnectionDeletedMeanwhileIsSaid() {
        FlowFixture.Browser browser = again();
        String state = browser.leave();
        fixture.host.parts.connections.delete(ADMIN, connection, true, true, null);
        browser.back(client, state);
        browser.view(ConnectPage.Failed.class);
        assertTrue(fixture.host.store.read(r -> r.findConnection(connection)).isEmpty());
    }

    @Test
    public void storedSecretsMayStayUnlessTheEndpointChanges() {
        String ftp = fixture.host.create(FlowFixture.ACCOUNT, "Files").id();
        FlowFixture.Browser browser = fixture.open(fixture.sessions.reconnect(ADMIN, ftp));
        ConnectPage.Form form = browser.view(ConnectPage.Form.class);
        assertEquals(List.of("password"), form.kept());
        assertEquals(Map.of("host", "ftp.example.com", "username", "ada"), form.values());
        form = (ConnectPage.Form) browser.submit(
                Action.CONNECT, "values.host", "evil.example.com", "values.username", "ada", "label", "Files");
        assertEquals(List.of("values.password secret-needed"),
                form.errors().stream().map((FieldError e) -> e.field() + " " + e.code()).toList());
        assertTrue(browser.submit(Action.CONNECT, "values.host", "ftp.example.com", "values.username", "bob")
                instanceof ConnectPage.Connected);
        assertEquals("bob", fixture.host.parts.connections.get(ADMIN, ftp).values().get("username"));
        assertEquals(HostFixture.CANARY, password(ftp));
        FlowFixture.Browser other = fixture.open(fixture.sessions.reconnect(ADMIN, ftp));
        assertTrue(other.submit(Action.CONNECT, "values.host", "new.example.com", "values.username", "bob",
                "values.password", "another") instanceof ConnectPage.Connected);
        assertEquals("another", password(ftp));
        assertTrue(fixture.host.row(ftp).grant().contains("new.example.com"));
    }

    private String password(String id) {
        return fixture.host.parts.connectedRows.open(fixture.host.parts.connectedRows.current(
                id, fixture.host.providers.find("ftp").orElseThrow())).get(HostFixture.PASSWORD).reveal();
    }

    @Test
    public void anEditAtTheSameTimeIsNoReasonToFail() {
        FlowFixture.Browser browser = again();
        String state = browser.leave();
        fixture.host.parts.connections.edit(ADMIN, connection, new ConnectionEdit("Renamed", new RawValues(Map.of()), null));
        browser.back(client, state);
        browser.view(ConnectPage.Connected.class);
        assertEquals("Renamed", fixture.host.row(connection).label());
    }

    @Test
    public void aConnectionMadeBeforeIsConnectedForTheFirstTime() {
        String pending = fixture.host.parts.connections.create(ADMIN, new ConnectionDraft(
                FlowFixture.ACCOUNT, "acme", null, "Made before", new RawValues(Map.of("shop", "acme"))), null).id();
        assertEquals("pending", fixture.host.row(pending).status());
        FlowFixture.Browser browser = fixture.open(fixture.sessions.reconnect(ADMIN, pending));
        browser.back(client, browser.leave());
        assertEquals("Made before", browser.view(ConnectPage.Connected.class).label());
        assertEquals("ready", fixture.host.row(pending).status());
        assertEquals(List.of("connection.connect", "connection.create"), fixture.actions(pending));
    }
}
