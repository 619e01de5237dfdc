package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.Reply;
import dev.patchbay.testsupport.WebPage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;

/** Each way to connect, and what people type wrong on it. */
public final class MethodScenes {
    private final SandboxHost host = ConnectIT.host();

    private Browser form(String account, String method) {
        return SandboxHost.way(host.opened(host.link(account)), method);
    }

    @Test
    public void codeIsShownAndEnteredAtTheAppInAnotherBrowser() {
        host.client("coder", "device");
        Browser browser = form("coder", "Enter a code on another device");
        WebPage shown = browser.press("Connect Sandbox shop");
        assertEquals("Enter this code at Sandbox shop", shown.heading());
        String code = shown.text().replaceFirst(".*\\b([A-Z]{4}-[A-Z]{4})\\b.*", "$1");
        Browser phone = host.browser();
        phone.open(shown.link(SandboxHost.SANDBOX + "/device").toString());
        phone.page().fill("The code you were shown", code.toLowerCase(Locale.ROOT));
        phone.press("Go on").expect("asks to act for you");
        SandboxHost.allow(phone, "Bob").expect("You can go back");
        Eventually.until("the page has noticed", () -> browser.follow("Look now").heading().equals("Sandbox shop is connected"));
        browser.page().expect("signed in as Bob");
        assertEquals("bob", SandboxHost.whoIs(host.credential(host.only("coder")).path("accessToken").asText()).path("id").asText());
    }

    @Test
    public void codeThatIsDeniedIsSaidOnThePage() {
        host.client("no-coder", "device");
        Browser browser = form("no-coder", "Enter a code on another device");
        URI filledIn = browser.press("Connect Sandbox shop").link("Open it with the code filled in");
        Browser phone = host.browser();
        phone.open(filledIn.toString());
        phone.press("Deny");
        Eventually.until("the page has noticed", () -> browser.reload().says("You said no at Sandbox shop"));
        assertEquals(List.of(), host.list("no-coder"));
    }

    @Test
    public void programSignsInByApiAndByPage() {
        Map<String, Object> draft = SandboxHost.values("account", "program", "provider", "sandbox", "method", "client-credentials",
                "label", "By API", "values", Map.of("clientId", SandboxHost.CLIENT_ID, "clientSecret", SandboxHost.CLIENT_SECRET));
        String id = host.api().post(Connections.PATH, draft).expect(201).json().path("id").asText();
        String token = host.credential(id).path("accessToken").asText();
        assertEquals("The program itself", SandboxHost.whoIs(token).path("name").asText());
        assertFalse(host.credential(id).toString().contains(SandboxHost.CLIENT_SECRET));
        host.refresh(id).expect(200);
        assertNotEquals(token, host.credential(id).path("accessToken").asText());

        Browser browser = form("program", "As a program");
        browser.page().fill("Client ID", SandboxHost.CLIENT_ID).fill("Client secret", "wrong");
        browser.press("Connect Sandbox shop").expect("What to do:");
        assertEquals(1, host.list("program").size());
        assertEquals("what is no secret stays", SandboxHost.CLIENT_ID, browser.page().value("Client ID"));
        assertEquals("what is one does not", "", browser.page().value("Client secret"));
        browser.page().fill("Client secret", SandboxHost.CLIENT_SECRET);
        browser.press("Connect Sandbox shop").expect("is connected");
        assertEquals(2, host.list("program").size());
    }

    @Test
    public void requestsAreSignedWithoutASecretLeavingTheHost() {
        host.client("signer", "oauth1");
        Browser browser = form("signer", "Sign in (OAuth 1.0a)");
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected");
        String id = host.only("signer");
        assertEquals("alice", SandboxHost.me(signed(id, "/api/me").expect(200)).expect(200).json().path("id").asText());
        Map<String, String> once = signed(id, "/api/me").expect(200);
        SandboxHost.me(once).expect(200);
        assertEquals("a signature is good once", 401, SandboxHost.me(once).status());
        assertEquals("and for one address", 401, SandboxHost.me(signed(id, "/api/orders").expect(200)).status());
        Signed elsewhere = signed(id, "http://127.0.0.1:9/api/me");
        assertEquals(elsewhere.reply().text(), 4, elsewhere.reply().status() / 100);
        JsonNode credential = host.api().get(Connections.PATH + "/" + id + "/credential").json();
        assertFalse(credential.toString(), credential.toString().contains(SandboxHost.CLIENT_SECRET));
    }

    @Test
    public void noAtTheAppIsUnderstoodInOauth1Too() {
        host.client("denier1", "oauth1");
        Browser browser = form("denier1", "Sign in (OAuth 1.0a)");
        SandboxHost.leave(browser);
        browser.press("Deny").expect("You said no at Sandbox shop");
        assertEquals(List.of(), host.list("denier1"));
    }

    /** An answer of {@code sign}. */
    private record Signed(Reply reply) {
        Map<String, String> expect(int status) {
            Map<String, String> headers = new LinkedHashMap<>();
            reply.expect(status).json().path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
            return headers;
        }
    }

    private Signed signed(String id, String path) {
        String url = path.startsWith("/") ? SandboxHost.SANDBOX + path : path;
        return new Signed(host.api().post(Connections.PATH + "/" + id + "/sign", Map.of("method", "GET", "url", url)));
    }

    @Test
    public void keyIsTestedBeforeItIsStored() {
        Browser browser = form("keeper", "API key");
        browser.page().fill("Key", "wrong-key");
        browser.press("Connect Sandbox shop").expect("The test failed", "failed");
        assertEquals(List.of(), host.list("keeper"));
        assertFalse("a secret does not come back", browser.page().html().contains("wrong-key"));
        browser.page().fill("Key", "sandbox-key");
        browser.press("Connect Sandbox shop").expect("is connected");
        assertEquals("sandbox-key", host.credential(host.only("keeper")).path("values").path("key").asText());
    }

    @Test
    public void keptSecretMayStayEmptyWhenConnectingAgain() {
        Browser browser = form("rekeeper", "API key");
        browser.page().fill("Key", "sandbox-key");
        browser.press("Connect Sandbox shop").expect("is connected");
        String id = host.only("rekeeper");
        Browser again = host.opened(host.reconnectLink(id));
        again.page().expect("A value is stored. Leave this empty to keep it.");
        again.press("Connect Sandbox shop").expect("is connected");
        assertEquals("sandbox-key", host.credential(id).path("values").path("key").asText());
    }

    @Test
    public void personBringsAnOauthClientAndRegistersItsRedirectUriFirst() {
        Browser browser = host.opened(host.link("owner"));
        String redirect = browser.page().value("Redirect URI to register");
        assertTrue(redirect, redirect.startsWith(host.publicUrl() + "/oauth/callback/cli_"));
        browser.page().fill("Client ID", SandboxHost.CLIENT_ID);
        WebPage missing = browser.press("Connect Sandbox shop");
        assertTrue("a missing secret is named: " + missing, missing.says("One thing to correct"));
        assertEquals(redirect, browser.page().value("Redirect URI to register"));
        browser.page().fill("Client ID", SandboxHost.CLIENT_ID).fill("Client secret", "wrong");
        SandboxHost.leave(browser);
        SandboxHost.allow(browser, "Alice").expect("Sandbox shop is not connected");
        assertEquals(List.of(), host.list("owner"));
        browser.press("Try again");
        browser.page().fill("Client ID", SandboxHost.CLIENT_ID).fill("Client secret", SandboxHost.CLIENT_SECRET);
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected");
        JsonNode clients = host.api().get(SandboxHost.CLIENTS + "?account=owner").expect(200).json().path("items");
        assertEquals(clients.toString(), 1, clients.size());
        assertEquals(redirect, clients.path(0).path("redirectUri").asText());
        String id = clients.path(0).path("id").asText();
        assertEquals("one that is in use stays", 409, host.api().delete(SandboxHost.CLIENTS + "/" + id).status());
    }

    @Test
    public void clientOfAnotherAccountIsNotOffered() {
        String id = host.client("holder", "oauth2");
        Browser browser = host.opened(host.link("outsider"));
        assertFalse(browser.page().html().contains(id));
        browser.page().expect("Register an app at Sandbox shop first");
    }

    @Test
    public void everythingThatWasTypedWrongIsNamedAndNothingStored() {
        Browser browser = host.opened(host.link(Map.of("account", "typist", "provider", "oauth2")));
        browser.page().fill("Name of the connection", "x".repeat(300)).fill("Authorization URL", "not a URL")
                .fill("Token URL", "javascript:alert(1)").fill("Test URL", "<script>");
        WebPage page = browser.press("Connect OAuth 2.0");
        page.expect("6 things to correct", "(label)", "(Authorization URL)", "(Token URL)", "(Test URL)", "(Client ID)", "(Client secret)");
        assertEquals("javascript:alert(1)", page.value("Token URL"));
        assertEquals(List.of(), host.list("typist"));
        JsonNode clients = host.api().get(SandboxHost.CLIENTS + "?account=typist").expect(200).json().path("items");
        clients.forEach(client -> assertEquals("begun, and empty: " + client, "{}", client.path("values").toString()));
    }

    /** The sandbox never gives this scope; here it is not an optional one. */
    @Test
    public void scopeThatTheAppDidNotGiveIsNamed() {
        host.api().post(SandboxHost.CLIENTS, Map.of("account", "scoper", "provider", "oauth2", "label", "Sandbox", "values",
                SandboxHost.values("clientId", SandboxHost.CLIENT_ID, "clientSecret", SandboxHost.CLIENT_SECRET, "endpoints", "entered",
                        "authorizeUrl", SandboxHost.SANDBOX + "/authorize", "tokenUrl", SandboxHost.SANDBOX + "/token"))).expect(201);
        Browser browser = host.opened(host.link(Map.of("account", "scoper", "provider", "oauth2")));
        browser.page().fill("Scopes", "read:orders read:reports").fill("Test URL", SandboxHost.SANDBOX + "/api/me");
        browser.press("Connect OAuth 2.0").expect("asks to act for you", "read:reports");
        WebPage done = SandboxHost.allow(browser, "Alice");
        done.expect("is connected", "The app did not give every permission. Missing: read:reports");
        JsonNode shown = host.get(host.only("scoper"));
        assertEquals("[\"read:reports\"]", shown.path("oauth").path("missing").toString());
        assertEquals("ready", shown.path("status").asText());
    }
}
