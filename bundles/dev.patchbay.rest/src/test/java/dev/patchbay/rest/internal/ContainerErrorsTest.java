package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.Before;
import org.junit.Test;

/** What the container refuses before any servlet is a problem too. Requests go over a bare socket, as no client sends them. */
public class ContainerErrorsTest {
    private static final String AUTHORIZED = "Host: x\r\nConnection: close\r\nAuthorization: Bearer " + FakeHost.KEY + "\r\n";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private String assertProblem(int status, String request) throws Exception {
        String answer = host.raw(request);
        assertTrue(request.substring(0, Math.min(80, request.length())) + "\n" + answer, answer.startsWith("HTTP/1.1 " + status + " "));
        int split = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, split).toLowerCase(Locale.ROOT);
        assertTrue(head, head.contains("content-type: application/problem+json"));
        assertTrue(head, head.contains("x-content-type-options: nosniff"));
        assertTrue(head, head.contains("cache-control: no-store"));
        assertTrue(head, head.contains("referrer-policy: no-referrer"));
        assertTrue(head, head.contains("x-request-id: "));
        assertFalse(head, head.contains("server:"));
        JsonNode problem = Json.MAPPER.readTree(answer.substring(split + 4));
        assertEquals(status, problem.get("status").asInt());
        assertTrue(problem.get("type").asText().startsWith("urn:patchbay:problem:"));
        assertFalse(answer, answer.contains("jetty"));
        assertEquals(List.of(), List.copyOf(host.fake.calls));
        return answer;
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n";
    }

    @Test
    public void ambiguousAddressesAreRefused() throws Exception {
        for (String path : List.of("/api/v1/connections/a%2Fb", "/api/v1/connections//x", "/api/v1/connections/%2e%2e/x",
                "/api/v1/connections/a%25b", "/api/v1/connections/%zz", "/api/v1/connections/%00", "/api/v1/connections/a%5Cb")) {
            assertProblem(400, get(path));
        }
    }

    @Test
    public void anythingButVersionOneOfHttpIsRefused() throws Exception {
        assertProblem(400, "nonsense\r\n\r\n");
        assertProblem(505, "GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n");
    }

    @Test
    public void headersOverTheLimitAreRefused() throws Exception {
        assertProblem(431, "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(17_000) + "\r\n\r\n");
        assertProblem(414, get("/" + "a".repeat(17_000)));
    }

    @Test
    public void aBadHostIsRefused() throws Exception {
        assertProblem(400, "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertProblem(400, "GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
        assertProblem(400, "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
    }

    @Test
    public void aBodyWithTwoLengthsIsRefused() throws Exception {
        assertProblem(400, "POST /api/v1/connections HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}");
    }

    @Test
    public void aBodyCutShortIsRefused() throws Exception {
        assertProblem(400, "POST /api/v1/connections HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}");
    }

    @Test
    public void parametersWithinAPathAreNotFound() throws Exception {
        assertProblem(404, get("/api/v1/connections/con_1;x=y"));
        assertProblem(404, get("/healthz;x"));
    }

    @Test
    public void disguisedPathsDoNotGetPastTheKey() throws Exception {
        for (String path : List.of("/%61pi/v1/connections", "/api%2Fv1/connections", "/./api/v1/connections", "/x/../api/v1/connections")) {
            String answer = host.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(path + answer, answer.startsWith("HTTP/1.1 4"));
        }
    }

    @Test
    public void traceIsNotAllowed() throws Exception {
        String answer = assertProblem(405, "TRACE /api/v1/connections HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
        assertTrue(answer, answer.contains("Allow: "));
    }

    @Test
    public void twoAuthorizationHeadersAreRefused() throws Exception {
        assertProblem(400, "GET /api/v1/connections HTTP/1.1\r\n" + AUTHORIZED + "Authorization: Bearer x\r\n\r\n");
    }
}
