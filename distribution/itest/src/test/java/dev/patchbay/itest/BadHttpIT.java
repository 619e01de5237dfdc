package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** Requests that are no good HTTP, or only just: every answer is a problem, never a 500 and never a page of the container. */
public class BadHttpIT extends BadInputTest {
    private String id = "";
    private String key = "";

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("bad-http").withFtpServer().options();
    }

    @Override
    void prepare() {
        key = firstKey();
        id = create("bad-http", "ftp", "target", ftpValues());
    }

    private Reply raw(String head, String body) throws IOException {
        return RawHttp.send(port(), head + "\r\n\r\n" + body);
    }

    private String get(String target, String... headers) {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key);
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        return head.toString();
    }

    @Test
    public void addressesThatAreAmbiguousOrLeadNowhereAreRefused() throws IOException {
        String path = CONNECTIONS + "/";
        for (String target : List.of(path + "..%2f..%2fhealthz", path + "%2e%2e/providers/x/..;/y", path + "..", path + id + "%2Fcredential",
                path + id + ";x=1/credential", path + id + "/credential;x", "/" + path + id, path + "/" + id + "/credential", path + "%00",
                path + "%0d%0aX:y", path + "%c0%af", path + "%zz", path + "%", path + "{id}", path + "a".repeat(4096),
                path + id.toUpperCase(java.util.Locale.ROOT), path + "%F0%9F%98%80", path + "\\..\\..", path + id + "%20", "/API/v1/connections",
                "/api/v1", "/api/", "/api/v2/connections", "/", "/console/../api/v1", "/index.html", "/system/console", "*", "noslash",
                "/api/v1/connections/" + id + "/nothing", "/api/v1/admin/bundles/..", "/api/v1/providers/..%5c", "http://evil.example/readyz/x")) {
            assertRefused("GET " + target.substring(0, Math.min(80, target.length())), raw(get(target), ""), 400, 404);
        }
    }

    @Test
    public void everyIdPositionRefusesOddIds() throws IOException {
        for (Operation operation : Operation.all(api)) {
            if (!operation.path().contains("{")) {
                continue;
            }
            for (String hole : List.of("..", "%2e%2e", ".", "%2F", ";", "a;b", "//", "%00", "%0A", "%c3%28", "a".repeat(4096), "%F0%9F%92%A9", "$%7B1%7D")) {
                String head = operation.method() + " " + operation.target(hole) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Length: 0" + (operation.body().isEmpty() ? "" : "\r\nContent-Type: " + operation.body());
                assertRefused(operation + " with " + hole.substring(0, Math.min(20, hole.length())), raw(head, ""), 400, 404, 405, 422);
            }
        }
    }

    @Test
    public void headersThatAreTooLargeOrDoubtfulAreRefused() throws IOException {
        assertRefused("17 KiB header", raw(get("/api/v1/providers", "X-Large: " + "a".repeat(17 * 1024)), ""), 431);
        assertRefused("many headers", raw(get("/api/v1/providers", ("X-Many: aaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").repeat(700) + "X: y"), ""), 431);
        assertRefused("long address", raw(get("/api/v1/providers?q=" + "a".repeat(20_000)), ""), 414, 431);
        assertRefused("two keys", raw(get("/api/v1/providers", "Authorization: Bearer " + key), ""), 400);
        assertRefused("two keys in one", raw(get("/api/v1/providers").replace("Bearer " + key, "Bearer " + key + ", Bearer x"), ""), 401);
        assertRefused("basic", raw(get("/api/v1/providers").replace("Bearer " + key, "Basic YTpi"), ""), 401);
        assertRefused("NUL in a header", raw(get("/api/v1/providers", "X-Nul: a\0b"), ""), 400);
        assertRefused("space before the colon", raw(get("/api/v1/providers", "X-Odd : a"), ""), 400);
        assertRefused("folded header", raw(get("/api/v1/providers", "X-Folded: a\r\n b"), ""), 400);
        assertRefused("no host", raw(get("/api/v1/providers").replace("\r\nHost: localhost", ""), ""), 400);
        assertRefused("two hosts", raw(get("/api/v1/providers", "Host: other"), ""), 400);
        assertRefused("two If-Match", raw(get(CONNECTIONS + "/" + id, "If-Match: \"1\"", "If-Match: \"2\"").replace("GET", "DELETE"), ""), 400);
        assertRefused("accept nothing we have", raw(get("/api/v1/providers", "Accept: application/x-unknown"), ""), 406);
        assertRefused("accept that is none", raw(get("/api/v1/providers", "Accept: ,;;/"), ""), 400, 406);
        assertRefused("expect", raw(get("/api/v1/providers", "Expect: 200-ok"), ""), 417, 400);
        assertEquals(200, raw(get("/api/v1/providers", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil", "Forwarded: for=1"), "").status());
        assertTrue(!api.get("/api/v1/admin/audit?limit=5").text().contains("1.2.3.4"));
    }

    @Test
    public void methodsThatAPathDoesNotHaveAreRefused() throws IOException {
        for (String method : List.of("TRACE", "TRACK", "CONNECT", "FOO", "get", "PROPFIND", "DEBUG")) {
            for (String path : List.of("/api/v1/providers", CONNECTIONS, CONNECTIONS + "/" + id, "/healthz", "/nothing")) {
                String head = get(path).replaceFirst("GET", method) + "\r\nContent-Length: 0";
                assertRefused(method + " " + path, raw(head, ""), 400, 404, 405, 501);
            }
        }
        for (String path : List.of("/api/v1/providers", "/healthz", "/readyz", "/openapi.json")) {
            String head = get(path).replaceFirst("GET", "DELETE");
            assertRefused("DELETE " + path, raw(head, ""), 405);
        }
    }

    @Test
    public void framesThatCouldBeReadInTwoWaysAreRefused() throws IOException {
        String body = "{\"account\":\"bad-http\",\"provider\":\"api-key\",\"label\":\"smuggled\",\"values\":{\"key\":\"k\"}}";
        String post = get(CONNECTIONS, "Content-Type: application/json").replaceFirst("GET", "POST");
        String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        Map<String, Reply> replies = new LinkedHashMap<>();
        replies.put("chunked and length", raw(post + "\r\nTransfer-Encoding: chunked\r\nContent-Length: " + body.length(), chunked));
        replies.put("two lengths", raw(post + "\r\nContent-Length: " + body.length() + "\r\nContent-Length: 3", body));
        replies.put("negative length", raw(post + "\r\nContent-Length: -1", body));
        replies.put("length that is no number", raw(post + "\r\nContent-Length: abc", body));
        replies.put("huge length", raw(post + "\r\nContent-Length: 99999999999999999999", body));
        replies.put("bad chunk", raw(post + "\r\nTransfer-Encoding: chunked", "zz\r\n" + body));
        replies.put("unknown coding", raw(post + "\r\nTransfer-Encoding: gzip", body));
        replies.put("chunked twice", raw(post + "\r\nTransfer-Encoding: chunked, chunked", chunked));
        replies.put("xchunked", raw(post + "\r\nTransfer-Encoding: xchunked", chunked));
        replies.forEach((what, reply) -> assertRefused(what, reply, 400, 411, 413, 415, 501));
    }

    @Test
    public void whatIsNoHttpIsRefused() throws IOException {
        assertRefused("garbage", RawHttp.send(port(), "\u0001\u0002garbage\r\n\r\n"), 400, 505);
        assertRefused("an old version", RawHttp.send(port(), "GET /api/v1/providers HTTP/0.9\r\n\r\n"), 400, 505);
        assertRefused("a version to come", RawHttp.send(port(), "GET /api/v1/providers HTTP/9.1\r\nHost: a\r\n\r\n"), 400, 505);
        assertRefused("HTTP/2 without asking", RawHttp.send(port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400, 404, 405, 426, 501, 505);
        assertRefused("no version", RawHttp.send(port(), "GET /api/v1/providers\r\n\r\n"), 400, 505);
        assertRefused("spaces", RawHttp.send(port(), "GET /api/v1/ providers HTTP/1.1\r\nHost: a\r\n\r\n"), 400, 505);
    }
}
