package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** Signing in, who am I, signing out, and what a cookie asks for. */
public class SessionRoutesTest {
    private static final String PATH = "/api/v1/session";
    private static final String OPERATOR = "{\"kind\":\"operator\",\"id\":\"ses_o\",\"label\":\"tests\",\"scopes\":[\"read\",\"admin\"]";
    private static final String ACCOUNT = "{\"kind\":\"account\",\"id\":\"ses_a\",\"label\":\"Acme\",\"scopes\":[\"read\"],"
            + "\"account\":\"ac:me\",\"workflow\":\"orders\",\"step\":\"read\",\"returnTo\":\"https://shop.example/\"";
    private static final String END = ",\"expiresAt\":\"2026-01-02T03:04:05Z\"}";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpRequest.Builder signIn(String body) {
        return host.request("POST", PATH, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher nothing() {
        return BodyPublishers.noBody();
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(body, answer.body());
        assertEquals(status, answer.statusCode());
    }

    private static String cookie(HttpResponse<String> answer) {
        return String.join("|", answer.headers().allValues("Set-Cookie"));
    }

    private void assertNoted(String... calls) {
        assertEquals(List.of(calls), List.copyOf(host.fake.calls));
    }

    @Test
    public void aKeyOpensASessionWhoseKeyOnlyTheCookieHolds() throws Exception {
        HttpResponse<String> answer = host.send(signIn("{\"key\":\"" + FakeHost.KEY + "\"}"));
        assertAnswer(201, OPERATOR + ",\"csrf\":\"csrf-of-pbs_operator\"" + END, answer);
        assertEquals("pb_session=pbs_operator; Path=/; HttpOnly; SameSite=Lax", cookie(answer));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertNoted("sign in pbs_operator");
    }

    @Test
    public void aLinksTokenOpensASessionByCookieOrAsBearer() throws Exception {
        HttpResponse<String> answer = host.send(signIn("{\"token\":\"" + FakeSessions.LINK + "\"}"));
        assertAnswer(201, ACCOUNT + ",\"csrf\":\"csrf-of-pbs_account\"" + END, answer);
        assertEquals("pb_session=pbs_account; Path=/; HttpOnly; SameSite=Lax", cookie(answer));
        HttpResponse<String> bearer = host.send(signIn("{\"token\":\"" + FakeSessions.LINK + "\",\"as\":\"bearer\"}"));
        assertAnswer(201, ACCOUNT + ",\"accessToken\":\"pbs_account\"" + END, bearer);
        assertEquals("", cookie(bearer));
    }

    @Test
    public void theCookiePromisesWhatThePublicUrlAllows() throws Exception {
        host.fake.publicUrl = "https://connect.example.com";
        assertEquals("__Host-pb_session=pbs_operator; Path=/; Secure; HttpOnly; SameSite=Lax",
                cookie(host.send(signIn("{\"key\":\"" + FakeHost.KEY + "\"}"))));
        host.fake.publicUrl = "https://example.com/connect";
        assertEquals("__Secure-pb_session=pbs_operator; Path=/connect; Secure; HttpOnly; SameSite=Lax",
                cookie(host.send(signIn("{\"key\":\"" + FakeHost.KEY + "\"}"))));
        int plain = host.send(host.withCookie("GET", PATH, FakeSessions.OPERATOR, nothing())).statusCode();
        assertTrue("" + plain, Set.of(401, 429).contains(plain));
        assertEquals(200, host.send(host.request("GET", PATH, nothing())
                .header("Cookie", "__Secure-pb_session=" + FakeSessions.OPERATOR)).statusCode());
    }

    @Test
    public void signingInAgainEndsTheSessionTheBrowserHad() throws Exception {
        host.send(signIn("{\"token\":\"" + FakeSessions.LINK + "\"}").header("Cookie", "pb_session=pbs_operator1"));
        assertNoted("sign in pbs_account", "sign out pbs_operator1");
        host.fake.calls.clear();
        assertEquals(201, host.send(signIn("{\"token\":\"" + FakeSessions.LINK + "\"}")
                .header("Cookie", "pb_session=a; pb_session=b")).statusCode());
        assertNoted("sign in pbs_account");
        host.fake.calls.clear();
        host.send(signIn("{\"token\":\"" + FakeSessions.LINK + "\",\"as\":\"bearer\"}").header("Cookie", "pb_session=pbs_operator1"));
        assertNoted("sign in pbs_account");
    }

    @Test
    public void everyFaultOfASignInIsNamed() throws Exception {
        assertEquals(List.of("key required"), faults("{}"));
        assertEquals(List.of("key type"), faults("{\"key\":7}"));
        assertEquals(List.of("as choice", "token exclusive", "more unknown"),
                faults("{\"key\":\"pbk_a\",\"token\":\"pbl_b\",\"as\":\"cookie\",\"more\":1}"));
        assertEquals(List.of("as token-only"), faults("{\"key\":\"pbk_a\",\"as\":\"bearer\"}"));
        assertEquals(List.of("csrf read-only"), faults("{\"token\":\"pbl_a\",\"csrf\":\"x\"}"));
        assertEquals(415, host.send(host.request("POST", PATH, BodyPublishers.ofString("key=" + FakeHost.KEY))
                .header("Content-Type", "application/x-www-form-urlencoded")).statusCode());
        assertNoted();
    }

    private List<String> faults(String body) throws Exception {
        HttpResponse<String> answer = host.send(signIn(body));
        assertEquals(answer.body(), 422, answer.statusCode());
        assertFalse(answer.body(), answer.body().contains("pbl_a"));
        List<String> faults = new ArrayList<>();
        Json.MAPPER.readTree(answer.body()).get("errors")
                .forEach(e -> faults.add(e.get("field").asText() + " " + e.get("code").asText()));
        return faults;
    }

    @Test
    public void whatOpensNothingIsRefusedAndSlowedButTheRightKeyIsNot() throws Exception {
        int status = 401;
        for (int i = 0; i < 1000 && status == 401; i++) {
            status = host.send(signIn("{\"token\":\"pbl_wrong" + i + "\"}")).statusCode();
        }
        assertEquals(429, status);
        for (String swapped : List.of("{\"key\":\"" + FakeSessions.LINK + "\"}", "{\"token\":\"" + FakeHost.KEY + "\"}")) {
            assertTrue(Set.of(401, 429).contains(host.send(signIn(swapped)).statusCode()));
        }
        assertNoted();
        assertEquals(201, host.send(signIn("{\"key\":\"" + FakeHost.KEY + "\"}")).statusCode());
    }

    @Test
    public void onlyThePostOfThatPathNeedsNobody() throws Exception {
        for (String[] request : new String[][] {{"GET", PATH}, {"DELETE", PATH}, {"PUT", PATH}, {"POST", PATH + "/"},
            {"POST", "/api/v1/%73ession"}, {"POST", PATH + ";x=1"}, {"POST", "/api/v1/account-sessions"}}) {
            int status = host.send(host.request(request[0], request[1], BodyPublishers.ofString("{}"))
                    .header("Content-Type", "application/json")).statusCode();
            assertTrue(String.join(" ", request) + " " + status, Set.of(400, 401, 429).contains(status));
        }
        assertNoted();
    }

    @Test
    public void aCallerLearnsWhoItIs() throws Exception {
        assertAnswer(200, OPERATOR + ",\"csrf\":\"csrf-of-pbs_operator\"" + END,
                host.send(host.withCookie("GET", PATH, FakeSessions.OPERATOR, nothing())));
        assertAnswer(200, ACCOUNT + END, host.send(bearer("GET", PATH, FakeSessions.ACCOUNT, nothing())));
        assertAnswer(200, "{\"kind\":\"api-key\",\"id\":\"pbk_right\",\"label\":\"tests\",\"scopes\":[\"read\"]}", host.get(PATH));
    }

    private HttpRequest.Builder bearer(String method, String path, String key, HttpRequest.BodyPublisher body) {
        return host.request(method, path, body).header("Authorization", "Bearer " + key);
    }

    @Test
    public void signingOutTakesTheCookieBack() throws Exception {
        HttpResponse<String> byCookie = host.send(withToken("DELETE", PATH, nothing()));
        assertAnswer(204, "", byCookie);
        assertEquals("pb_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax", cookie(byCookie));
        HttpResponse<String> byBearer = host.send(bearer("DELETE", PATH, FakeSessions.ACCOUNT, nothing()));
        assertAnswer(204, "", byBearer);
        assertEquals("", cookie(byBearer));
        assertEquals(409, host.send(host.authorized("DELETE", PATH, nothing())).statusCode());
        assertNoted("sign out pbs_operator", "sign out pbs_account");
    }

    private HttpRequest.Builder withToken(String method, String path, HttpRequest.BodyPublisher body) {
        return host.withCookie(method, path, FakeSessions.OPERATOR, body)
                .header("X-CSRF-Token", FakeSessions.csrf(FakeSessions.OPERATOR));
    }

    private List<HttpRequest.Builder> unsafe(boolean token) {
        List<HttpRequest.Builder> all = new ArrayList<>();
        String[][] requests = {
            {"POST", "/api/v1/connections", "{}", "application/json"},
            {"PATCH", "/api/v1/connections/con_1", "{\"label\":\"y\"}", "application/json"},
            {"DELETE", "/api/v1/connections/con_1", "", "application/json"},
            {"PUT", "/api/v1/connections/con_1/files?path=/a", "bytes", "application/octet-stream"},
            {"POST", "/api/v1/admin/bundles", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jar\"\r\n\r\nx\r\n--b--\r\n",
                "multipart/form-data; boundary=b"},
            {"POST", "/api/v1/connections/con_1/test", "", "text/plain"},
            {"DELETE", PATH, "", "text/plain"}};
        for (String[] r : requests) {
            HttpRequest.BodyPublisher body = BodyPublishers.ofString(r[2]);
            all.add((token ? withToken(r[0], r[1], body) : host.withCookie(r[0], r[1], FakeSessions.OPERATOR, body))
                    .header("Content-Type", r[3]));
        }
        return all;
    }

    private void assertForged(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = host.send(request);
        assertEquals(answer.request() + answer.body(), 403, answer.statusCode());
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertEquals("urn:patchbay:problem:csrf", problem.get("type").asText());
        assertFalse(answer.body().contains("csrf-of"));
    }

    @Test
    public void aCookieAloneChangesNothing() throws Exception {
        for (HttpRequest.Builder request : unsafe(false)) {
            assertForged(request);
        }
        for (HttpRequest.Builder request : unsafe(false)) {
            assertForged(request.header("X-CSRF-Token", FakeSessions.csrf(FakeSessions.ACCOUNT)));
        }
        assertForged(host.withCookie("DELETE", PATH, FakeSessions.OPERATOR, nothing())
                .header("X-CSRF-Token", FakeSessions.csrf(FakeSessions.OPERATOR)).header("X-CSRF-Token", "x"));
        assertNoted();
    }

    @Test
    public void aPageOfAnotherSiteChangesNothingEvenWithTheToken() throws Exception {
        for (String origin : List.of("https://evil.example", "null", "http://connect.example.com", "https://connect.example.com:7070",
                "http://127.0.0.1", "http://connect.example.com:7070.evil.example", "")) {
            for (HttpRequest.Builder request : unsafe(true)) {
                assertForged(request.header("Origin", origin));
            }
        }
        assertForged(signIn("{\"key\":\"" + FakeHost.KEY + "\"}").header("Origin", "https://evil.example"));
        assertForged(withToken("DELETE", PATH, nothing()).header("Origin", "https://evil.example")
                .header("X-Forwarded-Host", "evil.example").header("X-Forwarded-Proto", "https"));
        assertNoted();
    }

    @Test
    public void thePagesOfTheHostChangeThings() throws Exception {
        String own = "http://127.0.0.1:" + host.felix.port();
        for (String origin : List.of("http://connect.example.com:7070", own, "HTTP://CONNECT.example.com:7070")) {
            for (HttpRequest.Builder request : unsafe(true)) {
                HttpResponse<String> answer = host.send(request.header("Origin", origin));
                assertFalse(answer.request() + answer.body(), Set.of(401, 403).contains(answer.statusCode()));
            }
        }
        host.fake.publicUrl = "https://example.com/connect";
        assertEquals(204, host.send(host.request("DELETE", PATH, nothing())
                .header("Cookie", "__Secure-pb_session=pbs_operator").header("X-CSRF-Token", "csrf-of-pbs_operator")
                .header("Origin", "https://example.com")).statusCode());
    }

    @Test
    public void whatOnlyReadsNeedsNoTokenAndABearerNone() throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            assertEquals(200, host.send(host.withCookie(method, "/api/v1/connections", FakeSessions.OPERATOR, nothing())
                    .header("Origin", "https://evil.example")).statusCode());
        }
        assertEquals(200, host.send(bearer("POST", "/api/v1/connections/con_1/test", FakeSessions.OPERATOR, nothing())
                .header("Origin", "https://evil.example")).statusCode());
    }

    @Test
    public void ofSeveralCookiesNoneCountsAndAHeaderGoesFirst() throws Exception {
        int several = host.send(host.request("GET", PATH, nothing())
                .header("Cookie", "pb_session=pbs_operator; pb_session=pbs_operator")).statusCode();
        assertTrue("" + several, Set.of(401, 429).contains(several));
        int ended = host.send(host.withCookie("GET", PATH, "pbs_ended", nothing())).statusCode();
        assertTrue("" + ended, Set.of(401, 429).contains(ended));
        int wrong = host.send(host.withCookie("GET", PATH, FakeSessions.OPERATOR, nothing())
                .header("Authorization", "Bearer pbk_wrong")).statusCode();
        assertTrue("" + wrong, Set.of(401, 429).contains(wrong));
        assertEquals("pbk_right", Json.MAPPER.readTree(host.send(host.withCookie("GET", PATH, FakeSessions.OPERATOR, nothing())
                .header("Authorization", "Bearer " + FakeHost.KEY)).body()).get("id").asText());
    }

    @Test
    public void aLinkToAnAccountIsMadeOnceForAnIdempotencyKey() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("POST", "/api/v1/account-sessions", BodyPublishers.ofString(
                "{\"account\":\"acme\",\"returnTo\":\"https://shop.example/\",\"workflow\":\"w\",\"step\":null}"))
                .header("Content-Type", "application/json").header("Idempotency-Key", "k-1"));
        assertAnswer(201, "{\"id\":\"ses_n\",\"url\":\"http://connect.example.com:7070/console/enter#pbl_new\","
                + "\"expiresAt\":\"2026-01-02T03:04:05Z\"}", answer);
        assertNoted("account link Request[account=acme, returnTo=https://shop.example/, workflow=w, step=null] once k-1");
    }
}
