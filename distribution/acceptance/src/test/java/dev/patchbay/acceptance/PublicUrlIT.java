package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.WebPage;
import java.net.URI;
import java.nio.file.Path;
import org.junit.BeforeClass;
import org.junit.Test;

/** Where browsers and apps reach the host, and what the callback doctor says of it. */
public final class PublicUrlIT {
    private static Path work;

    @BeforeClass
    public static void makeFolder() {
        work = Distribution.workFolder(PublicUrlIT.class);
    }

    private static HostProcess.Plan plan(String name, int port) {
        return Distribution.host(work.resolve(name)).port(port);
    }

    private static JsonNode diagnosis(HostProcess host) {
        return host.api().post("/api/v1/admin/callback-doctor").expect(200).json();
    }

    private static JsonNode check(JsonNode diagnosis, String name) {
        for (JsonNode check : diagnosis.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + ": " + diagnosis);
    }

    /** Unhealthy because of this one, which says what to set. */
    private static void assertSays(String name, String change, JsonNode diagnosis) {
        assertEquals(diagnosis.toString(), "false", diagnosis.path("healthy").asText());
        assertEquals(diagnosis.toString(), "false", check(diagnosis, name).path("passed").asText());
        assertTrue(diagnosis.toString(), check(diagnosis, name).path("detail").asText().contains(change));
    }

    @Test
    public void wholeFlowWorksBehindAProxyWithAPathPrefix() throws Exception {
        int port = Ports.free();
        try (PrefixProxy proxy = new PrefixProxy("/apps/patchbay", URI.create("http://127.0.0.1:" + port));
                SandboxHost host = SandboxHost.start(plan("prefix", port).setting("http.behind-proxy", "true")
                        .setting("http.trusted-proxies", "127.0.0.1"), proxy.publicUrl())) {
            JsonNode diagnosis = diagnosis(host.process());
            assertEquals(diagnosis.toString(), "true", diagnosis.path("healthy").asText());
            host.client("shop", "oauth2");
            String link = host.link("shop");
            assertTrue(link, link.startsWith(proxy.publicUrl() + "/connect/"));
            Browser browser = SandboxHost.leave(host.opened(link));
            SandboxHost.allow(browser, "Alice").expect("is connected", "signed in as Alice");
            assertTrue(browser.visited(proxy.publicUrl() + "/oauth/callback/cli_").toString().contains("code="));
            assertTrue("everything went through the proxy or to the sandbox: " + browser.history(), browser.history().stream()
                    .map(visit -> visit.address().toString())
                    .allMatch(at -> at.startsWith(proxy.publicUrl() + "/") || at.startsWith(SandboxHost.SANDBOX)));
            assertEquals("alice", SandboxHost.whoIs(host.credential(host.only("shop")).path("accessToken").asText()).path("id").asText());

            Browser own = host.opened(host.link("other"));
            String redirect = own.page().value("Redirect URI to register");
            assertTrue(redirect, redirect.startsWith(proxy.publicUrl() + "/oauth/callback/cli_"));
            own.press("Go on on another device");
            assertTrue(own.page().value("Link").startsWith(proxy.publicUrl() + "/connect/"));
        }
    }

    @Test
    public void rightUrlIsHealthy() {
        int port = Ports.free();
        try (HostProcess host = plan("right", port).setting("public.url", "http://127.0.0.1:" + port).start()) {
            JsonNode diagnosis = diagnosis(host);
            assertEquals(diagnosis.toString(), "true", diagnosis.path("healthy").asText());
            assertEquals(4, diagnosis.path("checks").size());
        }
    }

    @Test
    public void wrongPortSaysSo() {
        int port = Ports.free();
        try (HostProcess host = plan("port", port).setting("public.url", "http://127.0.0.1:" + Ports.free()).start()) {
            assertSays("port", "public.url", diagnosis(host));
        }
    }

    @Test
    public void wrongSchemeSaysSo() {
        int port = Ports.free();
        try (HostProcess host = plan("scheme", port).setting("public.url", "https://127.0.0.1:" + port).start()) {
            assertSays("scheme", "set public.url to http://", diagnosis(host));
        }
    }

    @Test
    public void prefixWithoutAProxySaysSo() {
        int port = Ports.free();
        try (HostProcess host = plan("no-proxy", port).setting("public.url", "http://127.0.0.1:" + port + "/patchbay").start()) {
            assertSays("prefix", "where no proxy adds it, set public.url to http://127.0.0.1:" + port + ".", diagnosis(host));
        }
    }

    @Test
    public void urlThatIsNotSetIsGuessedAndTheOperatorToldSo() {
        try (HostProcess host = plan("unset", Ports.free()).start()) {
            JsonNode diagnosis = diagnosis(host);
            assertEquals(diagnosis.toString(), "false", diagnosis.path("healthy").asText());
            assertTrue(diagnosis.toString(), diagnosis.toString().contains("public.url"));
            String link = host.api().post(SandboxHost.SESSIONS, java.util.Map.of("account", "shop", "provider", "oauth1"))
                    .expect(201).json().path("url").asText();
            Browser browser = new Browser(host.address());
            browser.open(link);
            WebPage form = browser.press("Continue");
            form.expect("For the operator: public.url is not set");
        }
    }
}
