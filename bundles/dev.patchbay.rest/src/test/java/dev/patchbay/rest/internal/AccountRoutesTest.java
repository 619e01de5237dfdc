package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Test;

/** The session of an account sees its routes; all else is for it as if it were not there. */
public class AccountRoutesTest {
    private static final Set<String> SEEN = Set.of(
            "/api/v1/session", "/api/v1/providers", "/api/v1/providers/{id}", "/api/v1/providers/{id}/icon", "/api/v1/connections/summary", "/api/v1/connections", "/api/v1/connections/test",
            "/api/v1/connections/{id}", "/api/v1/connections/{id}/restore", "/api/v1/connections/{id}/test",
            "/api/v1/connections/{id}/refresh", "/api/v1/connections/{id}/reconnect", "/api/v1/connections/{id}/events",
            "/api/v1/connections/{id}/uses", "/api/v1/connect-sessions", "/api/v1/steps/{workflow}/{step}",
            "/api/v1/steps/{workflow}/{step}/test");
    private static final String OWN = "GET /api/v1/accounts/{id}";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpResponse<String> send(String key, String method, String path) throws Exception {
        return host.send(host.request(method, path, BodyPublishers.noBody()).header("Authorization", "Bearer " + key));
    }

    private static String filled(String path) {
        return path.replace("{id}", path.contains("accounts") ? "ac%3Ame" : "con_1").replace("{symbolicName}", "a.b")
                .replace("{workflow}", "or%20ders").replace("{step}", "send");
    }

    private static String shown(HttpResponse<String> answer) {
        Set<String> headers = new TreeSet<>();
        answer.headers().map().forEach((name, values) -> {
            if (!Set.of("date", "x-request-id").contains(name)) {
                headers.add(name + values);
            }
        });
        return answer.statusCode() + answer.body() + headers;
    }

    @Test
    public void everyRouteOfTheDocumentIsSeenOrIsAsIfItWereNotThere() throws Exception {
        String nothing = shown(send(FakeSessions.OPERATOR, "POST", "/api/v1/nowhere"));
        assertTrue(nothing, nothing.startsWith("404"));
        Set<String> seen = new TreeSet<>();
        int hidden = 0;
        for (String route : OpenApiTest.documented()) {
            String method = route.split(" ")[0];
            String path = route.split(" ")[1];
            if (!path.startsWith("/api/")) {
                continue;
            }
            HttpResponse<String> answer = send(FakeSessions.ACCOUNT, method, filled(path));
            if (SEEN.contains(path) || route.equals(OWN)) {
                assertNotEquals(route, nothing, shown(answer));
                seen.add(path);
            } else {
                assertEquals(route, nothing, shown(answer));
                hidden++;
            }
            if (!path.equals("/api/v1/session")) {
                assertNotEquals(route, nothing, shown(send(FakeSessions.OPERATOR, method, filled(path))));
            }
        }
        assertEquals(SEEN.size() + 1, seen.size());
        assertTrue("hidden " + hidden, hidden > 30);
    }

    @Test
    public void noWayOfWritingAPathLeadsToWhatIsHidden() throws Exception {
        String nothing = shown(send(FakeSessions.OPERATOR, "GET", "/api/v1/nowhere"));
        host.fake.calls.clear();
        for (String path : List.of("/api/v1/connections/con_1/credential", "/api/v1/connections/con_1/credential/",
                "/api/v1/connections/con_1/%63redential", "/api/v1/connections/con_1/events/../credential",
                "/api/v1/connections/con_1;/credential", "/api/v1/connections/con_1%2Fcredential", "/api/v1/connections/export",
                "/api/v1/connections/%65xport", "/api/v1/connections/con_1/files?path=/a", "/api/v1/providers/../admin/audit",
                "/api/v1/admin/audit", "/api/v1/accounts/other", "/api/v1/accounts", "/api/v1/accounts/ac%3Ame/", "/api/v1/accounts/%zz",
                "/api/v1/oauth-clients", "/api//v1/admin/audit", "/api/v1/steps/a/b/c", "/api/v2/connections", "/api/")) {
            String answer = host.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
                    + FakeSessions.ACCOUNT + "\r\n\r\n");
            assertTrue(path + answer, answer.startsWith("HTTP/1.1 404") || answer.startsWith("HTTP/1.1 400"));
        }
        assertEquals(nothing, shown(send(FakeSessions.ACCOUNT, "GET", "/api/v1/connections/con_1/credential")));
        assertEquals(List.of(), List.copyOf(host.fake.calls));
    }

    @Test
    public void theOwnAccountIsReadAndNotChanged() throws Exception {
        assertEquals(200, send(FakeSessions.ACCOUNT, "GET", "/api/v1/accounts/ac%3Ame").statusCode());
        assertEquals(200, send(FakeSessions.ACCOUNT, "GET", "/api/v1/accounts/ac:me").statusCode());
        for (String method : List.of("PUT", "DELETE", "POST", "OPTIONS")) {
            assertEquals(404, send(FakeSessions.ACCOUNT, method, "/api/v1/accounts/ac:me").statusCode());
        }
    }

    @Test
    public void aCookieOfTheSessionSeesNoMore() throws Exception {
        HttpRequest.Builder request = host.withCookie("POST", "/api/v1/account-sessions", FakeSessions.ACCOUNT,
                BodyPublishers.ofString("{\"account\":\"ac:me\"}")).header("Content-Type", "application/json")
                .header("X-CSRF-Token", FakeSessions.csrf(FakeSessions.ACCOUNT));
        assertEquals(404, host.send(request).statusCode());
        assertEquals(List.of(), List.copyOf(host.fake.calls));
    }
}
