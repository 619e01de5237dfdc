package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.util.Map;
import org.junit.Test;

/** The sandbox goes and comes back while its connections stay. */
public final class SandboxGoneScenes {
    private final SandboxHost host = ConnectIT.host();

    @Test
    public void portThatIsTakenIsSaidByTheTest() throws IOException {
        host.api().delete(SandboxHost.BUNDLE).expect(204);
        Map<String, Object> draft = Map.of("account", "taken", "provider", "sandbox", "method", "api-key",
                "values", Map.of("key", "sandbox-key"));
        try (CountingListener other = new CountingListener("127.0.0.1", SandboxHost.PORT)) {
            host.installSandbox();
            JsonNode report = host.api().post(Connections.PATH + "/test", draft).expect(200).json();
            assertTrue(report.toString(), report.toString().contains("Another program listens on port " + SandboxHost.PORT));
            assertEquals("nothing is sent to it", 0, other.accepted());
            host.api().delete(SandboxHost.BUNDLE).expect(204);
        }
        host.installSandbox();
        JsonNode report = host.api().post(Connections.PATH + "/test", draft).expect(200).json();
        assertEquals(report.toString(), "true", report.path("passed").asText());
    }

    @Test
    public void connectionsOfASandboxThatGoesAreUnavailableAndWorkAgainOrAreReconnected() {
        String signedIn = host.connected("stayer", "Alice");
        String key = host.api().post(Connections.PATH, Map.of("account", "stayer-key", "provider", "sandbox", "method", "api-key",
                "label", "Key", "values", Map.of("key", "sandbox-key"))).expect(201).json().path("id").asText();
        Browser underWay = SandboxHost.leave(host.opened(host.link("stayer")));

        host.api().delete(SandboxHost.BUNDLE).expect(204);
        assertTrue("nobody listens there now", Ports.isFree(SandboxHost.PORT));
        for (String id : new String[] {signedIn, key}) {
            JsonNode gone = host.get(id);
            assertEquals("unavailable", gone.path("status").asText());
            assertTrue(gone.toString(), gone.path("reason").asText().contains("sandbox"));
            assertEquals(409, host.api().get(Connections.PATH + "/" + id + "/credential").status());
        }
        assertEquals(422, host.api().post(SandboxHost.SESSIONS, Map.of("account", "stayer", "provider", "sandbox")).status());
        underWay.open(underWay.visited(host.publicUrl() + "/connect/s/").toString());
        assertEquals("the page says it, and is none of a fault of ours: " + underWay.page(), 200, underWay.page().status());

        host.installSandbox();
        assertEquals("ready", host.get(key).path("status").asText());
        assertEquals("true", host.api().post(Connections.PATH + "/" + key + "/test").expect(200).json().path("passed").asText());
        assertEquals("the sandbox has forgotten all", 409, host.refresh(signedIn).status());
        assertEquals("reconnect", host.get(signedIn).path("status").asText());
        SandboxHost.allow(SandboxHost.leave(host.opened(host.reconnectLink(signedIn))), "Alice").expect("is connected");
        assertEquals("ready", host.get(signedIn).path("status").asText());
    }
}
