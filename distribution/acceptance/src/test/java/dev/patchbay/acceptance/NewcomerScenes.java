package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.WebPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a newcomer does first, from the OAuth client to a credential that works. */
public final class NewcomerScenes {
    private final SandboxHost host = ConnectIT.host();

    @Test
    public void redirectUriIsKnownBeforeAnythingIsRegistered() {
        JsonNode begun = host.api().post(SandboxHost.CLIENTS, Map.of("account", "first", "provider", "sandbox", "label", "Sandbox"))
                .expect(201).json();
        String id = begun.path("id").asText();
        assertEquals(host.publicUrl() + "/oauth/callback/" + id, begun.path("redirectUri").asText());
        assertEquals("false", begun.path("complete").asText());
        JsonNode filled = host.api().patch(SandboxHost.CLIENTS + "/" + id, Map.of("values",
                Map.of("clientId", SandboxHost.CLIENT_ID, "clientSecret", SandboxHost.CLIENT_SECRET))).expect(200).json();
        assertEquals("true", filled.path("complete").asText());
        assertEquals(begun.path("redirectUri"), filled.path("redirectUri"));
        assertEquals("{\"set\":true}", filled.path("values").path("clientSecret").toString());
    }

    @Test
    public void stepIsAuthenticatedByASignInWithATokenThatWorks() {
        host.client("newcomer", "oauth2");
        host.api().send("PUT", step("newcomer"), json("{\"provider\":\"sandbox\"}"), Map.of("Content-Type", "application/json")).expect(200);
        assertEquals("authenticate", host.api().get(step("newcomer")).expect(200).json().path("state").asText());

        String link = host.link(Map.of("account", "newcomer", "provider", "sandbox", "workflow", "orders", "step", "read"));
        Browser browser = host.opened(link);
        assertFalse("the token leaves the address", browser.page().address().toString().contains(link.substring(link.lastIndexOf('/') + 1)));
        browser.page().expect("Asked for by newcomer", "Sandbox shop", "read:orders", "write:orders", "read:reports");
        assertEquals("before anything is sent to the app", List.of(), elsewhere(browser));
        SandboxHost.leave(browser);
        WebPage done = SandboxHost.allow(browser, "Alice");
        assertEquals("Sandbox shop is connected", done.heading());
        done.expect("newcomer can use it now as Sandbox shop of Alice", "signed in as Alice", "You may close this page");
        assertFalse("an optional scope is not missing", done.says("Missing"));

        JsonNode step = host.api().get(step("newcomer")).expect(200).json();
        assertEquals("authenticated", step.path("state").asText());
        String id = host.only("newcomer");
        assertEquals(id, step.path("connection").path("id").asText());
        JsonNode shown = host.get(id);
        assertEquals("ready", shown.path("status").asText());
        assertEquals("Alice", shown.path("oauth").path("appAccount").asText());
        assertTrue(shown.toString(), shown.path("oauth").path("requested").toString().contains("read:reports"));
        assertFalse(shown.toString(), shown.path("oauth").path("granted").toString().contains("read:reports"));
        assertEquals("[]", shown.path("oauth").path("missing").toString());
        assertWorks(id, "alice");
        assertEquals("the host tested it", "true", host.api().post(step("newcomer").replace("?", "/test?")).expect(200).json().path("passed").asText());
        assertEquals(List.of("create", "open", "complete"), host.sessionEvents("newcomer"));
    }

    private void assertWorks(String id, String person) {
        JsonNode credential = host.credential(id);
        String token = credential.path("accessToken").asText();
        assertEquals(person, SandboxHost.whoIs(token).path("id").asText());
        assertTrue(credential.toString(), Instant.parse(credential.path("expiresAt").asText()).isAfter(Instant.now()));
        assertFalse(credential.toString(), credential.toString().contains(SandboxHost.CLIENT_SECRET));
        assertFalse(credential.toString(), credential.toString().toLowerCase(java.util.Locale.ROOT).contains("refresh"));
        assertEquals("everything in it", List.of("accessToken", "auth", "expiresAt", "method", "provider", "values"),
                names(credential));

        host.refresh(id).expect(200);
        String next = host.credential(id).path("accessToken").asText();
        assertNotEquals(token, next);
        assertEquals(person, SandboxHost.whoIs(next).path("id").asText());
        List<String> events = host.events(id);
        assertEquals(List.of("connection.connect", "connection.credential", "connection.refresh-asked", "connection.refresh"),
                events.stream().distinct().toList());
    }

    @Test
    public void personWhoMayChooseChoosesTheAppFirst() {
        host.client("chooser", "oauth2");
        Browser browser = host.opened(host.link(Map.of("account", "chooser")));
        assertEquals("Choose an app to connect", browser.page().heading());
        assertTrue(browser.page().buttons().toString(), browser.page().buttons().containsAll(List.of("Sandbox shop", "API key or text", "OAuth 2.0")));
        browser.press("Sandbox shop");
        SandboxHost.allow(SandboxHost.leave(browser), "Bob").expect("signed in as Bob");
        assertEquals("bob", SandboxHost.whoIs(host.credential(host.only("chooser")).path("accessToken").asText()).path("id").asText());
    }

    @Test
    public void nameThePersonGaveIsTheConnectionsAndASecondOneHasItsOwn() {
        host.client("namer", "oauth2");
        Browser browser = host.opened(host.link("namer"));
        browser.page().fill("Name of the connection", "Shop “Nord” <1>");
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("Shop “Nord” <1>");
        SandboxHost.allow(SandboxHost.leave(host.opened(host.link("namer"))), "Alice").expect("Sandbox shop of Alice");
        SandboxHost.allow(SandboxHost.leave(host.opened(host.link("namer"))), "Alice").expect("Sandbox shop of Alice (2)");
        assertEquals(3, host.list("namer").size());
    }

    private static String step(String account) {
        return "/api/v1/steps/orders/read?account=" + account;
    }

    static java.net.http.HttpRequest.BodyPublisher json(String text) {
        return java.net.http.HttpRequest.BodyPublishers.ofString(text);
    }

    private List<Browser.Visit> elsewhere(Browser browser) {
        return browser.history().stream().filter(visit -> !visit.address().toString().startsWith(host.publicUrl().toString())).toList();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList();
    }
}
