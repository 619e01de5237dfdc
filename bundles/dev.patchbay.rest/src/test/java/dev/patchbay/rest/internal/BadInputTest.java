package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.host.problem.FieldError;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** No bad input gets anywhere: a 4xx problem that names what is wrong, and the host was not asked to change anything. */
public class BadInputTest {
    private static final Set<String> WITH_JSON = Set.of("POST /api/v1/connections", "POST /api/v1/connections/test",
            "PATCH /api/v1/connections/{id}", "POST /api/v1/admin/api-keys", "POST /api/v1/connections/{id}/sign",
            "POST /api/v1/connect-sessions", "POST /api/v1/oauth-clients", "PATCH /api/v1/oauth-clients/{id}",
            "PUT /api/v1/steps/{workflow}/{step}?account=acme", "PUT /api/v1/accounts/{id}");

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private JsonNode assertProblem(int status, HttpResponse<String> answer) throws Exception {
        assertEquals(answer.request() + answer.body(), status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertFalse(answer.body(), answer.body().contains("Exception"));
        assertFalse(answer.body(), answer.body().contains("\tat "));
        assertFalse(answer.body(), answer.body().contains(FakeHost.SECRET));
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertEquals(status, problem.get("status").asInt());
        assertTrue(answer.body(), problem.get("title").asText().length() > 5 && problem.get("detail").asText().length() > 5);
        assertEquals(List.of(), List.copyOf(host.fake.calls));
        return problem;
    }

    private static List<String> faults(JsonNode problem) {
        List<String> faults = new ArrayList<>();
        problem.path("errors").forEach(e -> faults.add(e.get("field").asText() + " " + e.get("code").asText()));
        return faults;
    }

    private static List<String[]> routes() {
        return OpenApiTest.documented().stream().map(route -> route.split(" ")).toList();
    }

    private static String filled(String path) {
        return path.replace("{id}", "con_1").replace("{symbolicName}", "a.b")
                .replace("{workflow}", "orders").replace("{step}", "send");
    }

    @Test
    public void everyRouteBelowApiNeedsAKey() throws Exception {
        int checked = 0;
        for (String[] route : routes()) {
            if (route[1].startsWith("/api/")) {
                HttpResponse<String> answer = host.send(host.request(route[0], filled(route[1]), BodyPublishers.noBody())
                        .header("Authorization", "Bearer pbk_wrong"));
                assertUnauthenticated(answer);
                assertUnauthenticated(host.send(host.request(route[0], filled(route[1]), BodyPublishers.noBody())));
                checked++;
            }
        }
        assertEquals(62, checked);
    }

    /* one address gets 401 only so often in a minute */
    private void assertUnauthenticated(HttpResponse<String> answer) throws Exception {
        assertProblem(answer.statusCode() == 429 ? 429 : 401, answer);
        assertEquals(answer.statusCode() == 401 ? "Bearer" : "", answer.headers().firstValue("WWW-Authenticate").orElse(""));
    }

    @Test
    public void everyRouteRefusesUnknownParametersByName() throws Exception {
        for (String[] route : routes()) {
            HttpResponse<String> answer = host.send(host.authorized(route[0], filled(route[1]) + "?surely=not&x=%FF",
                    BodyPublishers.ofString("{}")).header("Content-Type", "application/json"));
            assertEquals(List.of("surely unknown", "x unknown"), faults(assertProblem(400, answer)));
        }
    }

    @Test
    public void everyPathRefusesOtherMethodsAndNamesItsOwn() throws Exception {
        for (String[] route : routes()) {
            HttpResponse<String> answer = host.send(host.authorized("LINK", filled(route[1]), BodyPublishers.noBody()));
            assertProblem(405, answer);
            String allowed = answer.headers().firstValue("Allow").orElse("");
            assertTrue(route[0] + " in " + allowed, allowed.contains(route[0]));
        }
    }

    @Test
    public void everyRouteRefusesACompressedBody() throws Exception {
        for (String[] route : routes()) {
            if (!route[0].equals("GET")) {
                assertProblem(415, host.send(host.authorized(route[0], filled(route[1]), BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json").header("Content-Encoding", "gzip")));
            }
        }
    }

    private List<String> badBodies() {
        return List.of("", " ", "{", "[]", "\"x\"", "null", "12", "{} {}", "{}x", "{\"a\":NaN}", "{\"a\":1e400}", "{\"a\":01}", "{'a':1}",
                "{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"a\":1,\"a\":2}", "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}",
                "{\"a\":\"" + "x".repeat(72 * 1024) + "\"}", "{\"a\":" + "9".repeat(200) + "}", "\uFEFF{}", "{\"a\":\"\n\"}", "{/**/}",
                "{\"a\":tru", "[".repeat(100_000));
    }

    @Test
    public void everyBodyThatIsNoCleanJsonIsRefused() throws Exception {
        for (String route : WITH_JSON) {
            String[] parts = route.split(" ");
            for (String body : badBodies()) {
                assertProblem(400, host.json(parts[0], filled(parts[1]), body));
            }
        }
    }

    @Test
    public void aBodyThatIsRefusedIsToldWhereAndNotWhat() throws Exception {
        Map<String, String> details = Map.of(
                "\uFEFF{}", "The body starts with a byte order mark.",
                "{\n \"a\": hunter2}", "The body is not JSON (line 2, column 7).",
                "{} {}", "Something follows the JSON object (line 1, column 4).",
                "[1]", "The body is not a JSON object (line 1, column 1).");
        for (Map.Entry<String, String> one : details.entrySet()) {
            JsonNode problem = assertProblem(400, host.json("POST", "/api/v1/connections", one.getKey()));
            assertEquals(one.getValue(), problem.get("detail").asText());
        }
        assertEquals(List.of("values.a duplicate", "values.l[1].b unicode"), faults(assertProblem(400, host.json("POST",
                "/api/v1/connections", "{\"values\":{\"a\":1,\"a\":1,\"l\":[0,{\"b\":\"\\ud800\"}]}}"))));
    }

    @Test
    public void bytesThatAreNotUtf8AreRefused() throws Exception {
        for (byte[] bytes : List.of(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                "{}".getBytes(StandardCharsets.UTF_16))) {
            assertProblem(400, host.send(host.authorized("POST", "/api/v1/connections", BodyPublishers.ofByteArray(bytes))
                    .header("Content-Type", "application/json")));
        }
    }

    @Test
    public void otherMediaTypesAreRefused() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "a/b")) {
            assertProblem(415, host.send(host.authorized("POST", "/api/v1/connections", BodyPublishers.ofString("{}"))
                    .header("Content-Type", type)));
        }
        assertProblem(415, host.send(host.authorized("POST", "/api/v1/connections", BodyPublishers.ofString("{}"))));
        assertProblem(415, host.send(host.authorized("POST", "/api/v1/admin/bundles", BodyPublishers.ofString("PK"))
                .header("Content-Type", "text/plain")));
    }

    @Test
    public void mediaTypesThatAreNoneAreRefused() throws Exception {
        for (String type : List.of("json", "/;", "application/", ";")) {
            assertProblem(400, host.send(host.authorized("POST", "/api/v1/connections", BodyPublishers.ofString("{}"))
                    .header("Content-Type", type)));
        }
    }

    @Test
    public void aRepresentationThatIsNotThereIsRefused() throws Exception {
        assertProblem(406, host.send(host.authorized("GET", "/api/v1/connections", BodyPublishers.noBody()).header("Accept", "text/html")));
    }

    @Test
    public void bodiesOverTheLimitAreRefused() throws Exception {
        HttpRequest.BodyPublisher large = BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]);
        assertProblem(413, host.send(host.authorized("POST", "/api/v1/connections", large).header("Content-Type", "application/json")));
        HttpRequest.BodyPublisher unknownLength =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(1 << 20) + 1]));
        assertProblem(413, host.send(host.authorized("POST", "/api/v1/connections", unknownLength).header("Content-Type", "application/json")));
        HttpRequest.BodyPublisher jar = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(20 << 20) + 1]));
        assertProblem(413, host.send(host.authorized("POST", "/api/v1/admin/bundles", jar).header("Content-Type", "application/java-archive")));
    }

    @Test
    public void formsWithoutExactlyOneFileAreRefused() throws Exception {
        String file = "--b\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"x\"\r\n\r\n1\r\n";
        String field = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n";
        for (String form : List.of("--b--\r\n", file + file + "--b--\r\n", field + "--b--\r\n", file + field + "--b--\r\n", file, "junk")) {
            assertProblem(400, host.send(host.authorized("POST", "/api/v1/admin/bundles", BodyPublishers.ofString(form))
                    .header("Content-Type", "multipart/form-data; boundary=b")));
        }
        String large = "--b\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"x\"\r\n\r\n" + "1".repeat((20 << 20) + 1) + "\r\n--b--\r\n";
        assertProblem(413, host.send(host.authorized("POST", "/api/v1/admin/bundles", BodyPublishers.ofString(large))
                .header("Content-Type", "multipart/form-data; boundary=b")));
    }

    @Test
    public void everyFaultOfANewConnectionIsNamedAtOnce() throws Exception {
        host.fake.faults = List.of(new FieldError("values.port", "range", "1 to 65535"), new FieldError("label", "required", "Missing"));
        String body = "{\"id\":1,\"status\":\"x\",\"createdAt\":\"x\",\"__proto__\":{},\"@class\":\"x\",\"account\":7,\"provider\":null,"
                + "\"method\":[],\"label\":true,\"values\":[]}";
        List<String> expected = List.of("id read-only", "status read-only", "createdAt read-only", "account type", "provider type",
                "method type", "label type", "values type", "__proto__ unknown", "@class unknown", "values.port range");
        assertEquals(expected, faults(assertProblem(422, host.json("POST", "/api/v1/connections", body))));
        assertEquals(expected, faults(assertProblem(422, host.json("POST", "/api/v1/connections/test", body))));
    }

    @Test
    public void everyFaultOfAnEditIsNamedAtOnce() throws Exception {
        host.fake.faults = List.of(new FieldError("values.port", "range", "1 to 65535"));
        assertEquals(List.of("account read-only", "provider read-only", "label type", "vlaues unknown", "values.port range"),
                faults(assertProblem(422, host.json("PATCH", "/api/v1/connections/con_1",
                        "{\"account\":\"b\",\"provider\":\"x\",\"label\":null,\"vlaues\":{}}"))));
    }

    @Test
    public void everyFaultOfANewKeyIsNamedAtOnce() throws Exception {
        assertEquals(List.of("key read-only", "label required", "scopes[1] choice", "expiresAt timestamp", "x unknown"),
                faults(assertProblem(422, host.json("POST", "/api/v1/admin/api-keys",
                        "{\"key\":\"pbk_mine\",\"scopes\":[\"read\",\"root\"],\"expiresAt\":\"tomorrow\",\"x\":1}"))));
        assertEquals(List.of("scopes type"), faults(assertProblem(422,
                host.json("POST", "/api/v1/admin/api-keys", "{\"label\":\"x\",\"scopes\":[1]}"))));
    }

    @Test
    public void parametersAreNamedWithWhatIsWrong() throws Exception {
        Map<String, List<String>> cases = Map.ofEntries(
                Map.entry("limit=0", List.of("limit range")), Map.entry("limit=501", List.of("limit range")),
                Map.entry("limit=-1", List.of("limit range")), Map.entry("limit=1e2", List.of("limit range")),
                Map.entry("limit=", List.of("limit range")), Map.entry("status=fine", List.of("status choice")),
                Map.entry("deleted=yes", List.of("deleted flag")), Map.entry("q=%00", List.of("q control-character")),
                Map.entry("q=%f0%28", List.of("q encoding")), Map.entry("q=%2", List.of("q encoding")),
                Map.entry("q=a&q=b", List.of("q repeated")),
                Map.entry("limit=x&status=y&deleted=z", List.of("status choice", "deleted flag", "limit range")));
        for (Map.Entry<String, List<String>> one : cases.entrySet()) {
            String answer = host.raw("GET /api/v1/connections?" + one.getKey() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + FakeHost.KEY + "\r\n\r\n");
            assertTrue(one.getKey() + answer, answer.startsWith("HTTP/1.1 400 "));
            assertEquals(one.getKey(), one.getValue(), faults(Json.MAPPER.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4))));
        }
        assertEquals(List.of(), List.copyOf(host.fake.calls));
    }

    @Test
    public void conditionsThatCannotBeUnderstoodAreRefused() throws Exception {
        for (String tag : List.of("3", "W/\"3\"", "\"x\"", "\"1\", \"2\"", "\"-1\"", "\"99999999999999999999\"", "")) {
            assertEquals(List.of("If-Match entity-tag"), faults(assertProblem(400, host.send(
                    host.authorized("DELETE", "/api/v1/connections/con_1", BodyPublishers.noBody()).header("If-Match", tag)))));
        }
        assertEquals(List.of("If-None-Match entity-tag"), faults(assertProblem(400, host.send(host.authorized("PUT",
                "/api/v1/connections/con_1/files?path=/x", BodyPublishers.noBody()).header("If-None-Match", "\"1\"")))));
        for (String key : List.of("", "a b", "k".repeat(256))) {
            assertEquals(List.of("Idempotency-Key format"), faults(assertProblem(400, host.send(host.authorized("POST",
                    "/api/v1/connections", BodyPublishers.ofString("{}")).header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)))));
        }
    }

    @Test
    public void fileRequestsThatSayTooLittleOrTooMuchAreRefused() throws Exception {
        String files = "/api/v1/connections/con_1/files";
        assertEquals(List.of("path required"), faults(assertProblem(400, host.get(files))));
        assertEquals(List.of("path required", "mkdir choice"), faults(assertProblem(400, host.send(
                host.authorized("POST", files, BodyPublishers.noBody())))));
        assertEquals(List.of("mkdir choice"), faults(assertProblem(400, host.send(
                host.authorized("POST", files + "?path=/a&mkdir=true&rename-to=/b", BodyPublishers.noBody())))));
        assertEquals(List.of("path control-character"), faults(assertProblem(400, host.get(files + "?path=/a%0D%0ADELE"))));
    }

    @Test
    public void secretsAreNotExportedAndDigestsAreChecked() throws Exception {
        assertEquals(List.of("secrets unsupported"), faults(assertProblem(400, host.get("/api/v1/connections/export?secrets=true"))));
        assertEquals(List.of("sha256 format"), faults(assertProblem(400, host.send(host.authorized("POST",
                "/api/v1/admin/bundles?sha256=12", BodyPublishers.ofString("PK")).header("Content-Type", "application/java-archive")))));
    }

    @Test
    public void unknownPathsAndIdsAreNotFound() throws Exception {
        for (String path : List.of("/", "/api", "/api/", "/api/v1", "/api/v2/connections", "/console", "/favicon.ico", "/api/v1/connections/",
                "/api/v1/connections/x", "/api/v1/connections/" + "x".repeat(4096), "/api/v1/connections/con_1/nothing",
                "/api/v1/connections/export/credential", "/api/v1/providers/%F0%9F%92%A9", "/api/v1/admin/bundles/no.such",
                "/api/v1/connections/%7Bid%7D", "/api/v1/application.wadl", "/application.wadl")) {
            HttpResponse<String> answer = host.get(path);
            if (path.equals("/api/v1/connections/")) {
                assertEquals(200, answer.statusCode());
                host.fake.calls.clear();
            } else {
                assertProblem(404, answer);
            }
        }
    }

    @Test
    public void whatNobodyForesawSaysNothingButItsId() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("GET", "/api/v1/connections/con_broken/credential",
                BodyPublishers.noBody()).header("X-Request-Id", "my-trace.1"));
        assertEquals("{\"type\":\"urn:patchbay:problem:internal\",\"title\":\"Something nobody foresaw\",\"status\":500,"
                + "\"detail\":\"The log says more under the request id my-trace.1.\"}", answer.body());
        assertEquals("my-trace.1", answer.headers().firstValue("X-Request-Id").orElse(""));
    }
}
