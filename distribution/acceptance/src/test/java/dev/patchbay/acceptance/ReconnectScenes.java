package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.WebPage;
import java.util.List;
import org.junit.Test;

/** What was allowed is taken back at the app; people connect again. */
public final class ReconnectScenes {
    private final SandboxHost host = ConnectIT.host();

    private String ended(String account) {
        String id = host.connected(account, "Alice");
        host.revokeAtSandbox("Alice");
        assertEquals(409, host.refresh(id).status());
        return id;
    }

    @Test
    public void permissionTakenBackIsReconnectWithWhatToDo() {
        String id = ended("ended");
        JsonNode shown = host.get(id);
        assertEquals("reconnect", shown.path("status").asText());
        assertTrue(shown.toString(), shown.path("reason").asText().endsWith("Sign in again."));
        JsonNode problem = host.refresh(id).expect(409).json();
        assertTrue(problem.toString(), problem.path("detail").asText().contains("Sign in again."));
        assertTrue(host.events(id).toString(), host.events(id).contains("connection.refresh-failed"));
        String step = "/api/v1/steps/w/s?account=ended";
        host.api().send("PUT", step, NewcomerScenes.json("{\"provider\":\"sandbox\",\"connection\":\"" + id + "\"}"),
                java.util.Map.of("Content-Type", "application/json")).expect(200);
        assertEquals("reconnect", host.api().get(step).expect(200).json().path("state").asText());
    }

    @Test
    public void sameAccountOfTheAppKeepsTheConnection() {
        String id = ended("again");
        Browser browser = host.opened(host.reconnectLink(id));
        assertEquals("Connect “Sandbox shop of Alice” again", browser.page().heading());
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected");
        assertEquals(id, host.only("again"));
        assertEquals("ready", host.get(id).path("status").asText());
        assertEquals("alice", SandboxHost.whoIs(host.credential(id).path("accessToken").asText()).path("id").asText());
        assertEquals(List.of("connection.connect", "connection.refresh-asked", "connection.refresh-failed", "connection.reconnect",
                "connection.credential"), host.events(id));
    }

    @Test
    public void anotherAccountOfTheAppIsAskedAboutFirst() {
        String id = ended("other");
        Browser browser = host.opened(host.reconnectLink(id));
        WebPage asked = SandboxHost.allow(SandboxHost.leave(browser), "Bob");
        asked.expect("This is another account of Sandbox shop", "belongs to Alice so far", "You signed in as Bob", "Nothing was changed yet");
        assertEquals("reconnect", host.get(id).path("status").asText());
        browser.reload().expect("Nothing was changed yet");
        browser.press("Change to Bob").expect("is connected", "signed in as Bob");
        assertEquals(id, host.only("other"));
        assertEquals("Bob", host.get(id).path("oauth").path("appAccount").asText());
        assertEquals("bob", SandboxHost.whoIs(host.credential(id).path("accessToken").asText()).path("id").asText());
    }

    @Test
    public void anotherAccountCanBeDeclinedAndTheRightOneBeUsed() {
        String id = ended("declined");
        Browser browser = host.opened(host.reconnectLink(id));
        SandboxHost.allow(SandboxHost.leave(browser), "Bob");
        browser.press("Sign in with the account of before");
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected", "signed in as Alice");
        assertEquals("Alice", host.get(id).path("oauth").path("appAccount").asText());
    }

    @Test
    public void failedReconnectLeavesTheConnectionAsItWasAndIsInItsTimeline() {
        String id = host.connected("kept", "Alice");
        String before = host.credential(id).path("accessToken").asText();
        Browser browser = SandboxHost.leave(host.opened(host.reconnectLink(id)));
        browser.press("Deny").expect("You said no");
        assertEquals(before, host.credential(id).path("accessToken").asText());
        assertEquals("ready", host.get(id).path("status").asText());
        assertTrue(host.events(id).toString(), host.events(id).contains("connection.connect-failed"));
    }

    @Test
    public void deletedConnectionHandsOutNothingAndItsTokensEndAtTheApp() {
        String id = host.connected("deleter", "Bob");
        String token = host.credential(id).path("accessToken").asText();
        host.api().delete(Connections.PATH + "/" + id + "?now=true").expect(204);
        assertEquals(404, host.api().get(Connections.PATH + "/" + id + "/credential").status());
        dev.patchbay.testsupport.Eventually.until("the sandbox knows the token no more",
                () -> SandboxHost.me(java.util.Map.of("Authorization", "Bearer " + token)).status() == 401);
        assertNotEquals(List.of(id), host.list("deleter"));
    }
}
