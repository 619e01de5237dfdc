package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Scripts of listed pages call the API; to all others the host is as it was. */
public class CorsTest {
    private static final String LISTED = "https://shop.example";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
        list("https://shop.example:443/, " + LISTED + " ,http://localhost:3000,no-origin", true);
    }

    @After
    public void stop() throws Exception {
        list("", false);
    }

    /** Settings change while the host runs: it answers all the time, and in the new way soon. */
    private void list(String origins, boolean listed) throws Exception {
        host.felix.configure(EmbedOrigins.PID, Map.of("origins", origins));
        for (int i = 0; i < 3_000; i++) {
            HttpResponse<String> answer = host.send(from(LISTED, host.authorized("GET", "/api/v1/providers", BodyPublishers.noBody())));
            assertEquals(200, answer.statusCode());
            if (!cors(answer).isEmpty() == listed) {
                return;
            }
        }
        throw new AssertionError("the settings were not taken");
    }

    private static HttpRequest.Builder from(String origin, HttpRequest.Builder request) {
        return request.header("Origin", origin);
    }

    private static Map<String, String> cors(HttpResponse<?> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("access-control") || name.equals("vary")) {
                headers.put(name, String.join("|", values));
            }
        });
        return headers;
    }

    private HttpResponse<String> preflight(String origin, String path) throws Exception {
        return host.send(from(origin, host.request("OPTIONS", path, BodyPublishers.noBody()))
                .header("Access-Control-Request-Method", "PATCH").header("Access-Control-Request-Headers", "authorization"));
    }

    @Test
    public void aPreflightOfAListedPageIsAnsweredBeforeAnybodyIsKnown() throws Exception {
        for (String path : List.of("/api/v1/connections", "/api/v1/session", "/api/v1/nowhere")) {
            HttpResponse<String> answer = preflight(LISTED, path);
            assertEquals("204 ", answer.statusCode() + " " + answer.body());
            assertEquals(Map.of(
                    "access-control-allow-origin", LISTED, "vary", "Origin",
                    "access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE",
                    "access-control-allow-headers", "Authorization, Content-Type, If-Match, Idempotency-Key, Accept",
                    "access-control-max-age", "600"), cors(answer));
        }
        assertEquals("http://localhost:3000", cors(preflight("http://localhost:3000", "/api/v1/session")).get("access-control-allow-origin"));
    }

    @Test
    public void answersToAListedPageCanBeReadByItWhateverTheyAre() throws Exception {
        Map<String, String> expected = Map.of(
                "access-control-allow-origin", LISTED, "vary", "Origin",
                "access-control-expose-headers", "ETag, Location, Retry-After");
        HttpResponse<String> right = host.send(from(LISTED, host.authorized("GET", "/api/v1/connections/con_1", BodyPublishers.noBody())));
        assertEquals(200, right.statusCode());
        assertEquals(expected, cors(right));
        HttpResponse<String> wrong = host.send(from(LISTED, host.request("GET", "/api/v1/connections", BodyPublishers.noBody())));
        assertTrue(Set.of(401, 429).contains(wrong.statusCode()));
        assertEquals(expected, cors(wrong));
        HttpResponse<String> missing = host.send(from(LISTED, host.authorized("GET", "/api/v1/nowhere", BodyPublishers.noBody())));
        assertEquals(404, missing.statusCode());
        assertEquals(expected, cors(missing));
        HttpResponse<String> bearer = host.send(from(LISTED, host.request("POST", "/api/v1/session",
                BodyPublishers.ofString("{\"token\":\"" + FakeSessions.LINK + "\",\"as\":\"bearer\"}")))
                .header("Content-Type", "application/json"));
        assertEquals(201, bearer.statusCode());
        assertEquals(expected, cors(bearer));
    }

    @Test
    public void aListedPageIsStillNoPageOfTheHost() throws Exception {
        HttpResponse<String> answer = host.send(from(LISTED, host.withCookie(
                "DELETE", "/api/v1/session", FakeSessions.OPERATOR, BodyPublishers.noBody()))
                .header("X-CSRF-Token", FakeSessions.csrf(FakeSessions.OPERATOR)));
        assertEquals(403, answer.statusCode());
        assertEquals(403, host.send(from(LISTED, host.request("POST", "/api/v1/session",
                BodyPublishers.ofString("{\"key\":\"" + FakeHost.KEY + "\"}"))).header("Content-Type", "application/json")).statusCode());
    }

    @Test
    public void toAnyOtherPageAndPathNothingIsSaid() throws Exception {
        for (String origin : List.of("https://evil.example", "http://shop.example", "https://shop.example.evil.example",
                "https://shop.example:8443", "null", "*", "no-origin")) {
            assertEquals(origin, Map.of(), cors(host.send(from(origin, host.authorized("GET", "/api/v1/providers", BodyPublishers.noBody())))));
            HttpResponse<String> preflight = preflight(origin, "/api/v1/providers");
            assertTrue(Set.of(401, 429).contains(preflight.statusCode()));
            assertEquals(origin, Map.of(), cors(preflight));
        }
        assertEquals(Map.of(), cors(host.send(from(LISTED, host.request("GET", "/healthz", BodyPublishers.noBody())))));
        assertEquals(Map.of(), cors(host.send(from(LISTED, host.authorized("GET", "/api/v1/providers", BodyPublishers.noBody()))
                .header("Origin", LISTED))));
    }
}
