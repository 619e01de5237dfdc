package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectFlow.Submission;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.OAuthClients.Edit;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.RawValues;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A person brings the app's OAuth client; its redirect URI is shown before it is registered. */
public class OwnClientFlowTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
    }

    @After
    public void stop() {
        fixture.close();
    }

    private List<OAuthClientView> clients() {
        return fixture.host.parts.oauth.clients.list(ADMIN, FlowFixture.ACCOUNT, "acme", 100, null).items();
    }

    private static String id(URI redirect) {
        return redirect.getPath().substring(redirect.getPath().lastIndexOf('/') + 1);
    }

    @Test
    public void withoutAClientOneIsBegunWithItsRedirectUriAndFilledInByTheForm() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        URI redirect = browser.view(ConnectPage.Form.class).ownClient().redirectUri();
        assertEquals("reloading begins no other", redirect, browser.view(ConnectPage.Form.class).ownClient().redirectUri());
        assertEquals(1, clients().size());
        assertEquals(redirect, clients().get(0).redirectUri());
        String state = browser.leave("client.clientId", "mine", "client.clientSecret", HostFixture.CANARY);
        assertEquals(redirect, fixture.engine.begun.get(0).redirectUri());
        browser.back(id(redirect), state);
        browser.view(ConnectPage.Connected.class);
        OAuthClientView stored = clients().get(0);
        assertTrue(stored.complete());
        assertEquals(FlowFixture.ACCOUNT, stored.account());
        assertEquals(1, stored.connections());
    }

    @Test
    public void aBegunClientIsTakenUpByTheNextSession() {
        URI redirect = fixture.open(FlowFixture.request("acme")).view(ConnectPage.Form.class).ownClient().redirectUri();
        assertEquals(redirect,
                fixture.open(FlowFixture.request("acme")).view(ConnectPage.Form.class).ownClient().redirectUri());
        assertEquals(1, clients().size());
    }

    @Test
    public void whatIsMissingIsNamedAndNothingIsFilledIn() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.shop", "NO", "client.clientId", "x");
        assertEquals(List.of("client.clientSecret required", "values.shop pattern"),
                form.errors().stream().map(e -> e.field() + " " + e.code()).sorted().toList());
        assertEquals("what was typed stands there again", Map.of("shop", "NO", "clientId", "x"), form.values());
        assertEquals(false, clients().get(0).complete());
    }

    @Test
    public void aWrongSecretCanBeEnteredAgain() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        URI redirect = browser.view(ConnectPage.Form.class).ownClient().redirectUri();
        fixture.engine.failure =
                ScriptedEngine.failure(TokenFailure.Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED, "invalid_client");
        browser.back(id(redirect), browser.leave("client.clientId", "mine", "client.clientSecret", "wrong-secret"));
        browser.submit(Action.RETRY);
        assertEquals(redirect, browser.view(ConnectPage.Form.class).ownClient().redirectUri());
        fixture.engine.failure = null;
        browser.back(id(redirect), browser.leave("client.clientId", "mine", "client.clientSecret", "right-secret"));
        browser.view(ConnectPage.Connected.class);
        assertEquals(1, clients().size());
    }

    @Test
    public void aClientChangedElsewhereIsNotOverwritten() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        URI redirect = browser.view(ConnectPage.Form.class).ownClient().redirectUri();
        String csrf = browser.page().csrf();
        fixture.host.parts.oauth.clients.edit(ADMIN, id(redirect), new Edit(
                "Theirs", new RawValues(Map.of("clientId", "theirs", "clientSecret", "their-secret")), null));
        ConnectPage.Form form = (ConnectPage.Form) fixture.flow.submit(browser.session, browser.key, FlowFixture.FROM,
                new Submission(Action.CONNECT, csrf, Map.of("values.shop", "acme", "client", "own", "client.clientId", "mine",
                        "client.clientSecret", "s"))).view();
        assertEquals("client changed", form.errors().get(0).field() + " " + form.errors().get(0).code());
        assertEquals("theirs", fixture.host.parts.oauth.clients.get(ADMIN, id(redirect)).values().get("clientId"));
        assertEquals("it can be used now", List.of(id(redirect)),
                form.clients().stream().map(ConnectPage.Form.Client::id).toList());
    }

    @Test
    public void aPersonMayBringAClientAlthoughThereIsOne() {
        String shared = fixture.client("acme");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CHOOSE, "client", "own", "values.shop", "acme");
        assertEquals("acme", form.values().get("shop"));
        String own = id(form.ownClient().redirectUri());
        assertNotEquals(shared, own);
        browser.back(own, browser.leave("client", "own", "client.clientId", "mine", "client.clientSecret", "s"));
        browser.view(ConnectPage.Connected.class);
        assertEquals(1, fixture.host.store.read(r -> r.countConnectionsOfClient(own)).longValue());
        assertEquals(0, fixture.host.store.read(r -> r.countConnectionsOfClient(shared)).longValue());
    }

    @Test
    public void aConnectionThatHoldsItsClientIsItsOwnRedirect() {
        fixture.host.providers.install(ConnectionDefinition.of("any", "Any app").baseUrl("https://any.example.com")
                .methods(ConnectionMethod.of("code", "Sign in")
                        .fields(Field.text("clientId", "Client ID"), Field.secret("clientSecret", "Client secret"))
                        .auth(Auth.authorizationCode("https://any.example.com/a", "https://any.example.com/t"))));
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("any"));
        URI redirect = browser.view(ConnectPage.Form.class).ownClient().redirectUri();
        assertTrue(id(redirect).startsWith("con_"));
        String state = FlowFixture.state((ConnectPage.Leave) browser.submit(
                Action.CONNECT, "values.clientId", "mine", "values.clientSecret", HostFixture.CANARY));
        assertEquals(redirect, fixture.engine.begun.get(0).redirectUri());
        browser.back(id(redirect), state);
        assertEquals(id(redirect), browser.view(ConnectPage.Connected.class).connection());
    }
}
