package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.WebPage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** People who say no, go back, load again, come late or on another device. */
public final class RefusalScenes {
    private final SandboxHost host = ConnectIT.host();

    @Test
    public void noAtTheAppIsSaidOnThePageAndCanBeThoughtOver() {
        host.client("denier", "oauth2");
        Browser browser = SandboxHost.leave(host.opened(host.link("denier")));
        WebPage denied = browser.press("Deny");
        assertEquals("Sandbox shop is not connected", denied.heading());
        denied.expect("You said no at Sandbox shop", "What to do:");
        assertEquals(List.of(), host.list("denier"));
        browser.press("Try again");
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected");
        assertEquals("ready", host.get(host.only("denier")).path("status").asText());
        assertEquals(List.of("create", "open", "fail", "complete"), host.sessionEvents("denier"));
    }

    @Test
    public void cancelledSessionStoresNothingAndStaysCancelled() {
        host.client("canceller", "oauth2");
        Browser browser = SandboxHost.leave(host.opened(host.link("canceller")));
        browser.open(browser.visited(host.publicUrl() + "/connect/s/").toString()).expect("Continue at 127.0.0.1:" + SandboxHost.PORT);
        browser.press("Cancel").expect("Nothing was stored.");
        browser.reload().expect("Nothing was stored.");
        assertEquals(List.of(), host.list("canceller"));
        assertEquals(List.of("create", "open", "cancel"), host.sessionEvents("canceller"));
    }

    @Test
    public void linkWorksOnceAndSaysSo() {
        String link = host.link("once");
        host.opened(link);
        Browser second = host.browser();
        second.open(link);
        WebPage refused = second.press("Continue");
        assertEquals(404, refused.status());
        refused.expect("Links work once");
        assertEquals("no cookie for a used link", List.of(), second.cookies());
    }

    @Test
    public void everyPageCanBeLoadedAgain() {
        host.client("reloader", "oauth2");
        Browser browser = host.browser();
        browser.open(host.link("reloader"));
        browser.reload();
        browser.press("Continue");
        browser.reload().expect("Permissions it asks for");
        browser.stopBefore(host.publicUrl() + "/oauth/callback/");
        SandboxHost.leave(browser);
        browser.reload().expect("asks to act for you");
        SandboxHost.allow(browser, "Alice");
        String callback = browser.held().toString();
        browser.open(callback).expect("is connected");
        browser.reload().expect("is connected");
        WebPage again = browser.open(callback);
        assertTrue("an answer that was used is no new sign-in: " + again, again.status() == 404 || again.says("is connected"));
        assertEquals(1, host.list("reloader").size());
        assertEquals("alice", SandboxHost.whoIs(host.credential(host.only("reloader")).path("accessToken").asText()).path("id").asText());
    }

    @Test
    public void ofTwoWindowsTheLastOneThatLeftComesBack() {
        host.client("tabber", "oauth2");
        Browser first = host.opened(host.link("tabber"));
        Browser second = first.tab();
        second.open(first.page().address().toString());
        SandboxHost.leave(first);
        SandboxHost.leave(second);
        WebPage late = SandboxHost.allow(first, "Alice");
        assertEquals("the first window's sign-in was replaced: " + late, 404, late.status());
        assertEquals(List.of(), host.list("tabber"));
        SandboxHost.allow(second, "Bob").expect("signed in as Bob");
        assertEquals(1, host.list("tabber").size());
        first.open(second.page().address().toString()).expect("signed in as Bob");
    }

    @Test
    public void sharedLinkGoesOnOnAnotherDeviceAndClosesTheFirst() {
        host.client("sharer", "oauth2");
        Browser first = host.opened(host.link("sharer"));
        first.press("Go on on another device").expect("Whoever has the link can connect in your place");
        String shared = first.page().value("Link");
        Browser second = host.opened(shared);
        second.page().expect("Asked for by sharer");
        assertEquals("the first device has lost it", 404, first.reload().status());
        SandboxHost.allow(SandboxHost.leave(second), "Alice").expect("is connected");
        assertEquals(1, host.list("sharer").size());
    }

    @Test
    public void takenBackSharedLinkOpensNothing() {
        host.client("taker", "oauth2");
        Browser first = host.opened(host.link("taker"));
        first.press("Go on on another device");
        String shared = first.page().value("Link");
        first.press("Go on here instead");
        Browser second = host.browser();
        second.open(shared);
        assertEquals(404, second.press("Continue").status());
        SandboxHost.allow(SandboxHost.leave(first), "Alice").expect("is connected");
    }

    @Test
    public void sessionEndsInTimeAndItsPageSaysWhatToDo() throws IOException {
        host.client("latecomer", "oauth2");
        ConnectIT.lifetime("3s");
        try {
            Eventually.until("sessions are short", () -> lifetime().toSeconds() < 5);
            Browser browser = host.opened(host.link("latecomer"));
            browser.stopBefore(host.publicUrl() + "/oauth/callback/");
            SandboxHost.allow(SandboxHost.leave(browser), "Alice");
            URI callback = browser.held();
            String page = browser.visited(host.publicUrl() + "/connect/s/").toString();
            Eventually.until("the session is over", () -> browser.open(page).status() == 404);
            browser.page().expect("Ask for a new link where you got this one");
            assertEquals("an answer that comes too late", 404, browser.open(callback.toString()).status());
            assertEquals(List.of(), host.list("latecomer"));
        } finally {
            ConnectIT.lifetime("30m");
        }
        Eventually.until("sessions are long again", () -> lifetime().toMinutes() > 5);
    }

    private Duration lifetime() {
        JsonNode session = host.api().post(SandboxHost.SESSIONS, Map.of("account", "other")).expect(201).json();
        return Duration.between(Instant.now(), Instant.parse(session.path("expiresAt").asText()));
    }

    @Test
    public void wayBackLeadsWhereTheOperatorAllowsAndNowhereElse() {
        host.client("returner", "oauth2");
        for (String elsewhere : List.of("https://shop.example", "https://shop.example/application", "https://shop.example.evil.example/app",
                "https://shop.example@evil.example/app", "http://shop.example/app", "//shop.example/app", "javascript:alert(1)",
                "https://shop.example/app/../admin", "https://shop.example:444/app")) {
            JsonNode problem = host.api().post(SandboxHost.SESSIONS,
                    Map.of("account", "returner", "provider", "sandbox", "returnTo", elsewhere)).expect(422).json();
            assertEquals(problem.toString(), "returnTo", problem.path("errors").path(0).path("field").asText());
            assertTrue(problem.toString(), problem.toString().contains("connect.return-to"));
        }
        String back = ConnectIT.RETURN_TO + "/orders?tab=1";
        Browser browser = host.opened(host.link(Map.of("account", "returner", "provider", "sandbox", "returnTo", back)));
        WebPage done = SandboxHost.allow(SandboxHost.leave(browser), "Alice");
        assertEquals(URI.create(back), done.link("Back to shop.example"));
        assertFalse("it is a link, the browser is sent nowhere by itself", done.html().contains("http-equiv=\"refresh\""));
    }

    @Test
    public void everyFaultOfASessionIsNamedAtOnce() {
        JsonNode problem = host.api().post(SandboxHost.SESSIONS, Map.of("account", "bad account", "provider", "nowhere", "step", "alone",
                "returnTo", "https://evil.example/")).expect(422).json();
        assertEquals(problem.toString(), List.of("account", "provider", "returnTo", "workflow"),
                problem.path("errors").findValuesAsText("field").stream().sorted().toList());
    }
}
