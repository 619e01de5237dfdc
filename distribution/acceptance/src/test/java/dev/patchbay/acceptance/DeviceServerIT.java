package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.WebPage;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The device grant (RFC 8628) of the credential type {@code oauth2} over the pages, against a server that others wrote. */
public final class DeviceServerIT {
    private static SpringServer server;
    private static HostProcess host;
    private static Api api;

    @BeforeClass
    public static void startServerAndHost() throws LifecycleException {
        Path work = Distribution.workFolder(DeviceServerIT.class);
        server = new SpringServer(work.resolve("server"));
        host = Distribution.host(work.resolve("data")).start();
        api = host.api();
    }

    @AfterClass
    public static void stopServerAndHost() throws LifecycleException {
        host.close();
        server.close();
    }

    /** The page of a new session that shows the code. */
    private static Browser codeShown(String account, Object... endpoints) {
        Map<String, Object> values = SandboxHost.values(endpoints);
        values.putAll(Map.of("clientId", SpringServer.CLIENT_ID, "clientSecret", SpringServer.CLIENT_SECRET,
                "clientAuthentication", "basic"));
        api.post(SandboxHost.CLIENTS, Map.of("account", account, "provider", "oauth2", "method", "device-code", "label", "Films",
                "values", values)).expect(201);
        Browser browser = new Browser(host.address());
        browser.open(api.post(SandboxHost.SESSIONS, Map.of("account", account, "provider", "oauth2")).expect(201).json()
                .path("url").asText());
        browser.press("Continue");
        SandboxHost.way(browser, "Enter a code on another device (device flow)");
        browser.page().fill("Scopes", SpringServer.SCOPE);
        browser.press("Connect OAuth 2.0");
        return browser;
    }

    private static Browser codeOfEnteredEndpoints(String account) {
        return codeShown(account, "endpoints", "entered", "deviceUrl", server.url() + "/oauth2/device_authorization",
                "tokenUrl", server.url() + "/oauth2/token", "revokeUrl", server.url() + "/oauth2/revoke");
    }

    private static Browser codeOfPublishedEndpoints(String account) {
        return codeShown(account, "endpoints", "discovered", "issuer", server.url());
    }

    /** Somebody opens on a phone where the code is to be entered, and signs in. */
    private static Browser phone(String person, String address) {
        Browser phone = new Browser(host.address());
        phone.open(address);
        phone.page().fill("Username", person).fill("Password", SpringServer.PASSWORD);
        phone.press("Sign in");
        return phone;
    }

    private static JsonNode connections(String account) {
        return api.get(Connections.PATH + "?account=" + account).expect(200).json().path("items");
    }

    private static String accessToken(String id) {
        return api.get(Connections.PATH + "/" + id + "/credential").expect(200).json().path("accessToken").asText();
    }

    /** What the server says about a token (RFC 7662). */
    private static JsonNode introspected(String token) {
        String client = SpringServer.CLIENT_ID + ":" + SpringServer.CLIENT_SECRET;
        return new Api(URI.create(server.url()), null).send("POST", "/oauth2/introspect",
                BodyPublishers.ofString("token=" + Api.encode(token)),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))).expect(200).json();
    }

    @Test
    public void codeIsEnteredOnAPhoneAndItsTokensRotateUntilTheyAreGivenBack() {
        Browser browser = codeOfEnteredEndpoints("viewer");
        WebPage shown = browser.page();
        assertEquals("Enter this code at OAuth 2.0", shown.heading());
        String code = shown.text().replaceFirst(".*\\b([A-Z]{4}-[A-Z]{4})\\b.*", "$1");
        Browser phone = phone("ann", shown.link(server.url() + "/activate").toString());
        phone.page().fill("Code", code);
        phone.press("Next").expect("Consent required", SpringServer.CLIENT_ID, code);
        phone.page().choose(SpringServer.SCOPE);
        phone.press("Submit Consent").expect("You can go back to your device.");
        Eventually.until("the page has noticed", () -> browser.follow("Look now").heading().equals("OAuth 2.0 is connected"));
        assertEquals(1, connections("viewer").size());
        assertEquals("ready", connections("viewer").path(0).path("status").asText());
        String id = connections("viewer").path(0).path("id").asText();
        assertRenewsWithRotation(id);
        String last = accessToken(id);
        api.delete(Connections.PATH + "/" + id + "?now=true").expect(204);
        Eventually.until("the server has got it back", () -> introspected(last).path("active").asText().equals("false"));
    }

    /** The second renewal is refused by the server, unless the refresh token of the first was kept. */
    private static void assertRenewsWithRotation(String id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            String token = accessToken(id);
            assertTrue("each is another one", seen.add(token));
            assertTrue("so is each refresh token", seen.add(server.refreshToken(token)));
            JsonNode told = introspected(token);
            assertEquals("true", told.path("active").asText());
            assertEquals(server.url(), told.path("iss").asText());
            assertEquals("ann", told.path("sub").asText());
            assertEquals(SpringServer.SCOPE, told.path("scope").asText());
            api.post(Connections.PATH + "/" + id + "/refresh").expect(200);
            assertEquals("one that was replaced", "false", introspected(token).path("active").asText());
        }
    }

    @Test
    public void personWhoSaysNoIsTakenAtTheirWord() {
        Browser browser = codeOfPublishedEndpoints("nobody");
        Browser phone = phone("ben", browser.page().link("Open it with the code filled in").toString());
        phone.press("Next").expect("Consent required");
        phone.press("Submit Consent").expect("access_denied");
        Eventually.until("the page has noticed", () -> browser.reload().says("You said no at OAuth 2.0"));
        browser.page().expect("What to do:");
        assertEquals("OAuth 2.0 is not connected", browser.page().heading());
        assertEquals(0, connections("nobody").size());
    }
}
