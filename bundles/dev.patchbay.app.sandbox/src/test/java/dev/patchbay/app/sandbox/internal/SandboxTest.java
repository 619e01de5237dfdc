package dev.patchbay.app.sandbox.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The app over real HTTP, with requests made by hand. */
public class SandboxTest {
    private static final String CALLBACK = "https://host.example/p/oauth/callback/cli_a";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final AtomicLong now = new AtomicLong(Instant.parse("2026-05-01T00:00:00Z").toEpochMilli());
    private final HttpClient http = HttpClient.newHttpClient();
    private SandboxServer server;
    private String base;

    @Before
    public void start() throws IOException {
        server = SandboxServer.start(0, new Sandbox(new Ticking(now), new SecureRandom()));
        base = "http://127.0.0.1:" + server.port();
    }

    @After
    public void stop() {
        server.close();
    }

    /** A clock that a test moves. */
    private static final class Ticking extends Clock {
        private final AtomicLong millis;

        Ticking(AtomicLong millis) {
            this.millis = millis;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> OAuth1Check.encode(e.getKey()) + "=" + OAuth1Check.encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String member(HttpResponse<String> reply, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}\\]]*)").matcher(reply.body());
        assertTrue(reply.body(), found.find());
        return found.group(1);
    }

    private Map<String, String> ask() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("response_type", "code");
        form.put("client_id", "sandbox-client");
        form.put("redirect_uri", CALLBACK);
        form.put("state", "s-1");
        form.put("scope", "read:orders read:reports");
        form.put("code_challenge", CHALLENGE);
        form.put("code_challenge_method", "S256");
        return form;
    }

    private Map<String, String> decide(String decision) throws Exception {
        Map<String, String> form = ask();
        form.put("person", "bob");
        form.put("decision", decision);
        HttpResponse<String> reply = post("/authorize", form);
        assertEquals(303, reply.statusCode());
        String to = reply.headers().firstValue("Location").orElseThrow();
        assertTrue(to, to.startsWith(CALLBACK + "?"));
        return query(to.substring(to.indexOf('?') + 1));
    }

    private HttpResponse<String> token(Map<String, String> form) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", "sandbox-client");
        all.put("client_secret", "sandbox-secret");
        return post("/token", all);
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", verifier));
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private HttpResponse<String> me(String token) throws Exception {
        return get("/api/me", "Authorization", "Bearer " + token);
    }

    @Test
    public void aPersonSignsInAndTheProgramActsForThem() throws Exception {
        Map<String, String> back = decide("allow");
        assertEquals("s-1", back.get("state"));
        assertEquals(base, back.get("iss"));

        HttpResponse<String> reply = exchange(back.get("code"), VERIFIER);

        assertEquals(200, reply.statusCode());
        assertEquals("what nobody gets is left out", "read:orders", member(reply, "scope"));
        HttpResponse<String> me = me(member(reply, "access_token"));
        assertEquals("bob", member(me, "id"));
        assertEquals("Bob", member(me, "name"));
        assertTrue(get("/api/orders", "Authorization", "Bearer " + member(reply, "access_token")).body().contains("patch cable"));
    }

    @Test
    public void aCodeIsGoodOnceAndForItsVerifierAlone() throws Exception {
        String wrong = decide("allow").get("code");
        assertEquals("invalid_grant", member(exchange(wrong, VERIFIER + "x"), "error"));

        String code = decide("allow").get("code");
        String access = member(exchange(code, VERIFIER), "access_token");
        assertEquals(200, me(access).statusCode());
        assertEquals("invalid_grant", member(exchange(code, VERIFIER), "error"));
        assertEquals("what came of it ends too", 401, me(access).statusCode());
    }

    @Test
    public void aNoGoesBackAsAccessDenied() throws Exception {
        Map<String, String> back = decide("deny");

        assertEquals("access_denied", back.get("error"));
        assertEquals("s-1", back.get("state"));
    }

    @Test
    public void nobodyIsSentToAnAddressThatIsNoCallback() throws Exception {
        for (String to : List.of("https://evil.example/x", "http://host.example/oauth/callback/cli_a", "javascript:alert(1)",
                "https://a@evil.example/oauth/callback/cli_a", "https://evil.example/#/oauth/callback/cli_a")) {
            Map<String, String> form = ask();
            form.put("redirect_uri", to);
            form.put("decision", "allow");
            form.put("person", "bob");
            HttpResponse<String> reply = post("/authorize", form);
            assertEquals(to, 400, reply.statusCode());
            assertTrue(to, reply.headers().firstValue("Location").isEmpty());
        }
    }

    @Test
    public void withoutPkceNothingGoes() throws Exception {
        Map<String, String> form = ask();
        form.put("code_challenge_method", "plain");

        HttpResponse<String> reply = get("/authorize?" + encoded(form));

        assertTrue(reply.headers().firstValue("Location").orElseThrow().contains("error=invalid_request"));
    }

    @Test
    public void refreshTokensRotateAndASecondUseEndsTheSignIn() throws Exception {
        HttpResponse<String> first = exchange(decide("allow").get("code"), VERIFIER);
        HttpResponse<String> second = refresh(member(first, "refresh_token"));
        assertEquals(200, second.statusCode());
        assertNotEquals(member(first, "refresh_token"), member(second, "refresh_token"));
        assertEquals(200, me(member(second, "access_token")).statusCode());

        assertEquals("invalid_grant", member(refresh(member(first, "refresh_token")), "error"));

        assertEquals(401, me(member(second, "access_token")).statusCode());
        assertEquals("invalid_grant", member(refresh(member(second, "refresh_token")), "error"));
    }

    @Test
    public void anAccessTokenEndsWithItsTime() throws Exception {
        String token = member(exchange(decide("allow").get("code"), VERIFIER), "access_token");

        now.addAndGet(Sandbox.TOKEN_SECONDS * 1_000L - 1);
        assertEquals(200, me(token).statusCode());
        now.addAndGet(2);
        assertEquals(401, me(token).statusCode());
    }

    @Test
    public void whatAPersonAllowedCanBeTakenBack() throws Exception {
        HttpResponse<String> reply = exchange(decide("allow").get("code"), VERIFIER);

        assertTrue(post("/", Map.of("person", "bob")).body().contains("Ended: 1 sign-in(s) of Bob"));

        assertEquals(401, me(member(reply, "access_token")).statusCode());
        assertEquals("invalid_grant", member(refresh(member(reply, "refresh_token")), "error"));
        assertTrue(post("/", Map.of("person", "alice")).body().contains("Ended: 0"));
    }

    @Test
    public void revocationEndsTheSignIn() throws Exception {
        HttpResponse<String> reply = exchange(decide("allow").get("code"), VERIFIER);

        assertEquals(200, post("/revoke", Map.of("token", member(reply, "refresh_token"))).statusCode());

        assertEquals(401, me(member(reply, "access_token")).statusCode());
    }

    @Test
    public void aProgramHasATokenOfItsOwn() throws Exception {
        HttpResponse<String> reply = token(Map.of("grant_type", "client_credentials", "scope", "read:orders"));

        assertEquals("sandbox-client", member(me(member(reply, "access_token")), "id"));
        assertFalse(reply.body().contains("refresh_token"));
        HttpResponse<String> wrong = post("/token", Map.of("grant_type", "client_credentials", "client_id", "sandbox-client",
                "client_secret", "x"));
        assertEquals(401, wrong.statusCode());
        assertEquals("invalid_client", member(wrong, "error"));
        String basic = Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        assertEquals(200, post("/token", Map.of("grant_type", "client_credentials"), "Authorization", "Basic " + basic).statusCode());
    }

    @Test
    public void aDeviceWaitsForThePerson() throws Exception {
        HttpResponse<String> begun = post("/device/code", Map.of("client_id", "sandbox-client", "scope", "read:orders"));
        Map<String, String> question = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code",
                member(begun, "device_code"));
        assertEquals("authorization_pending", member(token(question), "error"));
        assertEquals("slow_down", member(token(question), "error"));
        now.addAndGet(2_000);
        assertEquals("authorization_pending", member(token(question), "error"));

        String user = member(begun, "user_code");
        assertTrue(get("/device?user_code=" + user).body().contains("read:orders"));
        assertEquals(404, get("/device?user_code=AAAA-AAAA").statusCode());
        post("/device", Map.of("user_code", user.toLowerCase(), "decision", "allow", "person", "alice"));

        now.addAndGet(2_000);
        assertEquals("alice", member(me(member(token(question), "access_token")), "id"));
        assertEquals("expired_token", member(token(question), "error"));
    }

    @Test
    public void aDeviceHearsNo() throws Exception {
        HttpResponse<String> begun = post("/device/code", Map.of("client_id", "sandbox-client"));
        post("/device", Map.of("user_code", member(begun, "user_code"), "decision", "deny", "person", "alice"));

        assertEquals("access_denied", member(token(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "device_code", member(begun, "device_code"))), "error"));
    }

    private String oauth(String method, String path, String tokenSecret, Map<String, String> more) throws Exception {
        Map<String, String> all = new TreeMap<>(more);
        all.put("oauth_consumer_key", "sandbox-client");
        all.put("oauth_signature_method", "HMAC-SHA1");
        all.put("oauth_timestamp", String.valueOf(now.get() / 1_000));
        all.put("oauth_nonce", String.valueOf(System.nanoTime()));
        String text = method + "&" + OAuth1Check.encode(base + path) + "&" + OAuth1Check.encode(encoded(all));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(("sandbox-secret&" + tokenSecret).getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        all.put("oauth_signature", Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
        return "OAuth " + all.entrySet().stream().map(e -> e.getKey() + "=\"" + OAuth1Check.encode(e.getValue()) + "\"")
                .collect(Collectors.joining(", "));
    }

    @Test
    public void oauth1SignsInAndSignsRequests() throws Exception {
        Map<String, String> request = query(post("/oauth1/request", Map.of(), "Authorization",
                oauth("POST", "/oauth1/request", "", Map.of("oauth_callback", CALLBACK))).body());
        assertEquals("true", request.get("oauth_callback_confirmed"));
        HttpResponse<String> decided = post("/oauth1/authorize",
                Map.of("oauth_token", request.get("oauth_token"), "decision", "allow", "person", "alice"));
        String to = decided.headers().firstValue("Location").orElseThrow();
        Map<String, String> back = query(to.substring(to.indexOf('?') + 1));
        Map<String, String> access = query(post("/oauth1/access", Map.of(), "Authorization",
                oauth("POST", "/oauth1/access", request.get("oauth_token_secret"), back)).body());
        assertEquals("alice", access.get("user_id"));

        Map<String, String> token = Map.of("oauth_token", access.get("oauth_token"));
        String signed = oauth("GET", "/api/me", access.get("oauth_token_secret"), token);
        assertEquals("alice", member(get("/api/me", "Authorization", signed), "id"));
        assertEquals("a nonce is good once", 401, get("/api/me", "Authorization", signed).statusCode());
        String other = oauth("GET", "/api/me", access.get("oauth_token_secret"), token);
        assertEquals("another URL", 401, get("/api/me?x=1", "Authorization", other).statusCode());
        String wrong = oauth("GET", "/api/me", "other", token);
        assertEquals("another secret", 401, get("/api/me", "Authorization", wrong).statusCode());
    }

    @Test
    public void theKeyOpensTheApi() throws Exception {
        assertEquals(200, get("/api/me", "X-Api-Key", "sandbox-key").statusCode());
        assertEquals(401, get("/api/me", "X-Api-Key", "other").statusCode());
        assertEquals(401, get("/api/me").statusCode());
    }

    @Test
    public void whatComesInIsEscaped() throws Exception {
        Map<String, String> form = ask();
        form.put("state", "\"><script>alert(1)</script>");
        form.put("scope", "<img/src=x>");

        HttpResponse<String> page = get("/authorize?" + encoded(form));

        assertEquals(200, page.statusCode());
        assertFalse(page.body(), page.body().contains("<script>") || page.body().contains("<img"));
        assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().contains("default-src 'none'"));
    }

    @Test
    public void stoppingFreesThePortAndEndsTheThreads() throws Exception {
        get("/");
        int port = server.port();
        server.close();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertEquals(port, socket.getLocalPort());
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("sandbox-shop")) {
                thread.join(10_000);
                assertFalse(thread.isAlive());
            }
        }
    }

    @Test
    public void theDefinitionIsSoundAndFitsTheManifest() {
        assertEquals(List.of(), SandboxDefinition.at(SandboxProvider.PORT).faults());
        assertTrue(SandboxDefinition.at(SandboxProvider.PORT).methods().stream().allMatch(m -> !m.guide().isBlank()));
    }

    @Test
    public void aPortThatIsTakenIsToldInTheTest() throws Exception {
        SandboxProvider provider = new SandboxProvider(server.port());

        Exception e = org.junit.Assert.assertThrows(Exception.class, () -> provider.test(null));

        assertTrue(e.getMessage(), e.getMessage().contains("port " + server.port()));
        provider.stop();
    }

    @Test
    public void theVectorOfRfc7636IsTheOneUsedHere() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        assertEquals(CHALLENGE, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }
}
