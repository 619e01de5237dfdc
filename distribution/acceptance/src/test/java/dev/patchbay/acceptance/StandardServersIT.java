package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The credential types {@code oauth2} and {@code oauth1} through pages and callback, against servers that others wrote. */
public final class StandardServersIT {
    /** Nobody is asked for a name; refresh tokens are good once. */
    private static final MockOAuth2Server SERVER = new MockOAuth2Server(new OAuth2Config(false, null, null, true));
    private static final String CLIENTS = "/api/v1/oauth-clients";

    private static Path work;
    private static String issuer;
    private static HostProcess host;
    private static Api api;

    @BeforeClass
    public static void startServerAndHost() throws IOException {
        work = Distribution.workFolder(StandardServersIT.class);
        SERVER.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        issuer = SERVER.issuerUrl("patchbay").toString();
        host = Distribution.host(work.resolve("data")).setting("egress.allow", "127.0.0.1,localhost").start();
        api = host.api();
    }

    @AfterClass
    public static void stopServerAndHost() {
        host.close();
        SERVER.shutdown();
    }

    /** A session's page. */
    private static Browser opened(String account, String provider) {
        String link = api.post("/api/v1/connect-sessions", Map.of("account", account, "provider", provider)).expect(201).json()
                .path("url").asText();
        Browser browser = new Browser(host.address());
        browser.open(link);
        browser.press("Continue");
        return browser;
    }

    private static String only(String account) {
        JsonNode items = api.get(Connections.PATH + "?account=" + account).expect(200).json().path("items");
        assertEquals(items.toString(), 1, items.size());
        assertEquals("ready", items.path(0).path("status").asText());
        return items.path(0).path("id").asText();
    }

    private static String accessToken(String id) {
        return api.get(Connections.PATH + "/" + id + "/credential").expect(200).json().path("accessToken").asText();
    }

    private static JsonNode claims(String jwt) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    }

    private static Reply userInfo(String token) {
        return new Api(URI.create(issuer), null)
                .send("GET", "/patchbay/userinfo", BodyPublishers.noBody(), Map.of("Authorization", "Bearer " + token));
    }

    private static void client(String account, String provider, Object... values) {
        api.post(CLIENTS, Map.of("account", account, "provider", provider, "label", "Somebody else's server", "values",
                SandboxHost.values(values))).expect(201);
    }

    @Test
    public void codeWithPkceByTheServersMetadataAndManyRefreshes() throws IOException {
        client("discovered", "oauth2", "clientId", "client-1", "clientSecret", "secret-1", "endpoints", "discovered", "issuer", issuer);
        Browser browser = opened("discovered", "oauth2");
        browser.page().fill("Scopes", "openid profile").fill("Test URL", issuer + "/userinfo");
        browser.press("Connect OAuth 2.0").expect("is connected", "passed");
        assertTrue(browser.visited(issuer + "/authorize").getQuery().contains("code_challenge_method=S256"));
        String id = only("discovered");
        assertEquals(issuer, claims(accessToken(id)).path("iss").asText());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String token = accessToken(id);
            assertTrue("each is another one", seen.add(token));
            userInfo(token).expect(200);
            api.post(Connections.PATH + "/" + id + "/refresh").expect(200);
        }
        assertEquals("true", api.post(Connections.PATH + "/" + id + "/test").expect(200).json().path("passed").asText());
    }

    @Test
    public void codeByEnteredEndpointsWithTheSecretInTheBody() throws IOException {
        client("entered", "oauth2", "clientId", "client-2", "clientSecret", "secret-2", "endpoints", "entered",
                "clientAuthentication", "body", "authorizeUrl", issuer + "/authorize", "tokenUrl", issuer + "/token");
        Browser browser = opened("entered", "oauth2");
        browser.page().fill("Scopes", "openid");
        browser.press("Connect OAuth 2.0").expect("is connected");
        userInfo(accessToken(only("entered"))).expect(200);
    }

    @Test
    public void clientCredentialsByApiAndByPage() throws IOException {
        String id = api.post(Connections.PATH, Map.of("account", "program", "provider", "oauth2", "method", "client-credentials",
                "label", "Program", "values", Map.of("clientId", "robot", "clientSecret", "secret-3", "tokenUrl", issuer + "/token",
                        "scopes", "api"))).expect(201).json().path("id").asText();
        String first = accessToken(id);
        assertEquals("robot", claims(first).path("sub").asText());
        api.post(Connections.PATH + "/" + id + "/refresh").expect(200);
        assertNotEquals(first, accessToken(id));

        Browser browser = SandboxHost.way(opened("program-page", "oauth2"), "A client of its own, nobody signs in (client credentials)");
        browser.page().fill("Client ID", "robot-2").fill("Client secret", "secret-4").fill("Token URL", issuer + "/token")
                .fill("Scopes", "api");
        browser.press("Connect OAuth 2.0").expect("is connected");
        assertEquals("robot-2", claims(accessToken(only("program-page"))).path("sub").asText());
    }

    @Test
    public void serviceAccountSignsWithTheKeyPastedOnThePage() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        Browser browser = SandboxHost.way(opened("service", "oauth2"), "A service account with a key (JWT bearer)");
        browser.page().fill("Client ID", "service-1").fill("Private key", pem).fill("Token URL", issuer + "/token")
                .fill("Subject", "robot@example.com").fill("Scopes", "api");
        browser.press("Connect OAuth 2.0").expect("is connected");
        String id = only("service");
        assertEquals("robot@example.com", claims(accessToken(id)).path("sub").asText());
        JsonNode credential = api.get(Connections.PATH + "/" + id + "/credential").expect(200).json();
        assertTrue(credential.toString(), credential.path("values").path("privateKey").isMissingNode());
    }

    @Test
    public void serverThatIsAwayIsSaidOnThePageAndNothingStored() {
        client("away", "oauth2", "clientId", "client-5", "clientSecret", "secret-5", "endpoints", "discovered",
                "issuer", "http://127.0.0.1:9/nobody");
        opened("away", "oauth2").press("Connect OAuth 2.0").expect("What to do:");
        assertEquals(0, api.get(Connections.PATH + "?account=away").expect(200).json().path("items").size());
    }

    @Test
    public void oauth1WithHmacSha1() throws Exception {
        oauth1("hmac-sha1", "a secret", Map.of("clientSecret", "a secret"));
    }

    /** The secret is one that needs no encoding: Jersey does none here, against RFC 5849 section 3.4.4. */
    @Test
    public void oauth1WithPlaintext() throws Exception {
        oauth1("plaintext", "a-secret", Map.of("clientSecret", "a-secret"));
    }

    @Test
    public void oauth1WithRsaSha1() throws Exception {
        PemFiles keys = PemFiles.makeRsa(work);
        oauth1("rsa-sha1", Files.readString(keys.certificate()), Map.of("privateKey", Files.readString(keys.key())));
    }

    private static void oauth1(String signature, String registered, Map<String, String> secret) {
        try (JerseyApp app = new JerseyApp("consumer-1", registered)) {
            String account = "of-" + signature;
            Map<String, Object> values = SandboxHost.values("clientId", "consumer-1", "signature", signature,
                    "requestTokenUrl", app.url("/request_token"), "authorizeUrl", app.url("/authorize"),
                    "accessTokenUrl", app.url("/access_token"));
            values.putAll(secret);
            api.post(CLIENTS, Map.of("account", account, "provider", "oauth1", "label", "Jersey", "values", values)).expect(201);
            Browser browser = opened(account, "oauth1");
            browser.page().fill("API address", app.url(""));
            browser.press("Connect OAuth 1.0a").expect("is connected");
            String id = only(account);
            Map<String, String> headers = sign(id, app.url("/me?a=1"));
            Reply answer = ask(app, "/me?a=1", headers).expect(200);
            assertEquals("a person", answer.text());
            if (!signature.equals("plaintext")) {
                assertEquals("a nonce is good once", 401, ask(app, "/me?a=1", headers).status());
                assertEquals("another URL", 401, ask(app, "/me?a=2", sign(id, app.url("/me?a=1"))).status());
            }
        }
    }

    private static Map<String, String> sign(String id, String url) {
        Map<String, String> headers = new LinkedHashMap<>();
        api.post(Connections.PATH + "/" + id + "/sign", Map.of("method", "GET", "url", url)).expect(200).json().path("headers")
                .properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        assertEquals(List.of("Authorization"), List.copyOf(headers.keySet()));
        return headers;
    }

    private static Reply ask(JerseyApp app, String path, Map<String, String> headers) {
        return new Api(URI.create(app.url("/")), null).send("GET", path, BodyPublishers.noBody(), headers);
    }
}
