package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** Bodies, values, queries and uploads that are wrong: refused by name, with nothing stored. */
public class BadInputIT extends BadInputTest {
    private static final String SOUND = "{\"account\":\"bad\",\"provider\":\"api-key\",\"label\":\"l\",\"values\":{\"key\":\"k\"}}";

    private String id = "";
    /** A key of its own for each test, since tests of connections are counted by key. */
    private Api tester;

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        ShippedHost host = ShippedHost.named("bad-input").withFtpServer();
        return host.set("egress.allow", "127.0.0.1:" + System.getProperty(FTP_PORT)).options();
    }

    @Override
    void prepare() {
        id = create("bad", "ftp", "target", ftpValues());
        tester = key("tester", "", "read", "write", "use", "admin");
    }

    private List<Operation> withJson() {
        return Operation.all(api).stream().filter(operation -> operation.body().equals("application/json")).toList();
    }

    private Map<String, byte[]> noJson() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        for (String text : List.of("", " ", "{", "{\"label\"", "{\"label\":", "{\"label\":\"a\"", "[]", "null", "true", "1", "\"text\"", "{} {}",
                "{}x", "{\"label\":NaN}", "{\"label\":Infinity}", "{\"label\":'a'}", "{label:\"a\"}", "{\"label\":\"a\",}", "{\"label\":01}",
                "{\"label\":\"a\",\"label\":\"b\"}", "{\"values\":{\"key\":\"a\",\"key\":\"b\"}}", "{/**/}", "{\"label\":\"\\ud800\"}",
                "{\"\\udfff\":1}", "{\"label\":\"a\u0000\"}", "{\"label\":\"a\nb\"}", "\uFEFF{}", "{\"label\":1e99999}",
                "{\"label\":" + "9".repeat(5000) + "}", "<a/>", "a=b")) {
            bodies.put(text.length() > 60 ? text.substring(0, 60) : text, text.getBytes(StandardCharsets.UTF_8));
        }
        bodies.put("invalid UTF-8", new byte[] {'{', '"', (byte) 0xc3, 0x28, '"', ':', '1', '}'});
        bodies.put("overlong UTF-8", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
        bodies.put("UTF-16", "{\"label\":\"a\"}".getBytes(StandardCharsets.UTF_16));
        bodies.put("depth 100,000", ("{\"values\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        bodies.put("objects 100,000 deep", "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        bodies.put("10 MB text", ("{\"label\":\"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        bodies.put("name of 100,000", ("{\"" + "a".repeat(100_000) + "\":1}").getBytes(StandardCharsets.UTF_8));
        return bodies;
    }

    @Test
    public void bodiesThatAreNoSoundJsonAreRefusedOnEveryRoute() {
        int keys = keys();
        for (Operation operation : withJson()) {
            noJson().forEach((what, body) ->
                    assertRefused(operation + " with " + what, operation.send(tester, id, body, Map.of()), 400, 413, 422));
        }
        assertEquals(keys, keys());
    }

    @Test
    public void otherMediaTypesAndCodingsAreRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[50_000_000]);
        }
        for (Operation operation : withJson()) {
            for (String type : List.of("text/plain", "application/xml", "application/json; charset=utf-16", "application/json;charset=latin1",
                    "application/jsonp", "multipart/form-data", "x")) {
                Reply reply = operation.send(api, id, Map.of("Content-Type", type));
                assertRefused(operation + " with " + type, reply, 400, 415);
            }
            for (String coding : List.of("gzip", "br", "deflate, gzip", "x")) {
                Reply reply = operation.send(api, id, bomb.toByteArray(), Map.of("Content-Encoding", coding));
                assertRefused(operation + " in " + coding, reply, 415);
            }
            Reply none = api.send(operation.method(), operation.target(id), BodyPublishers.ofByteArray(operation.soundBody()), Map.of());
            assertRefused(operation + " without a type", none, 415);
        }
    }

    @Test
    public void everyWrongFieldIsNamedAtOnce() {
        String all = "{\"account\":1,\"provider\":[],\"method\":{},\"label\":false,\"values\":\"v\",\"id\":\"con_x\",\"status\":\"ready\","
                + "\"@class\":\"java.lang.Runtime\",\"__proto__\":{},\"createdAt\":\"2030-01-01T00:00:00Z\"}";
        for (String path : List.of(CONNECTIONS, CONNECTIONS + "/test")) {
            Set<String> named = fields(assertRefused(path, post(path, all), 422)).keySet();
            for (String field : List.of("account", "provider", "method", "label", "values", "id", "status", "@class", "__proto__", "createdAt")) {
                assertTrue(field + " is not in " + named, named.contains(field));
            }
        }
        Reply edited = patch("{\"account\":\"other\",\"provider\":\"ftp\",\"label\":5,\"values\":[],\"__proto__\":1,\"etag\":\"x\"}");
        assertEquals(Set.of("account", "provider", "label", "values", "__proto__", "etag"), fields(assertRefused("PATCH", edited, 422)).keySet());
        int keys = keys();
        Reply made = post("/api/v1/admin/api-keys", "{\"label\":1,\"scopes\":[\"root\",5],\"account\":true,\"expiresAt\":\"soon\",\"key\":\"pbk_mine\"}");
        Set<String> named = fields(assertRefused("api-keys", made, 422)).keySet();
        assertTrue(named.toString(), named.containsAll(List.of("label", "scopes", "account", "expiresAt", "key")));
        assertRefused("a past end", post("/api/v1/admin/api-keys", "{\"label\":\"l\",\"scopes\":[\"read\"],\"expiresAt\":\"2001-01-01T00:00:00Z\"}"), 422);
        assertRefused("no scopes", post("/api/v1/admin/api-keys", "{\"label\":\"l\",\"scopes\":[]}"), 422);
        assertEquals(keys, keys());
    }

    @Test
    public void everyWrongValueIsNamedAtOnce() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", "ftp://evil@example.com/x");
        values.put("encryption", "bogus");
        values.put("port", 70_000);
        values.put("username", "a\r\nDELE x");
        values.put("password", "p\nq");
        values.put("mode", 3);
        values.put("encoding", "../x");
        values.put("baseFolder", "/a\u0000b");
        values.put("__proto__", "x");
        Map<String, String> named = fields(assertRefused("ftp", api.post(CONNECTIONS, draft("bad", "ftp", "wrong", values)), 422));
        for (String field : values.keySet()) {
            assertTrue(field + " is not in " + named, named.containsKey("values." + field));
        }
        values.put("password", "x".repeat(1025));
        assertEquals("too-long", fields(api.post(CONNECTIONS, draft("bad", "ftp", "wrong", values)).json()).get("values.password"));
    }

    @Test
    public void masksAreNoSecrets() {
        for (String mask : List.of("\"***\"", "\"********\"", "\"••••••\"", "{\"set\":true}")) {
            Reply reply = patch("{\"values\":{\"password\":" + mask + "}}");
            assertEquals(mask, "mask", fields(assertRefused(mask, reply, 422)).get("values.password"));
        }
        assertEquals(System.getProperty(FTP_PASSWORD), api.get(CONNECTIONS + "/" + id + "/credential").expect(200).json().at("/values/password").asText());
    }

    @Test
    public void accountsAndLabelsOfAnOddFormAreRefused() {
        for (String account : List.of("", " ", "../x", "a b", "a\u0000", "ä", "a".repeat(129), "-a", "\u202Eevil", "a\nb")) {
            assertRefused("account " + account, api.post(CONNECTIONS, draft(account, "api-key", "l", Map.of("key", "k"))), 422);
        }
        for (String label : List.of("", "   ", "a\u0000b", "a\r\nb", "a\u202Eb", "x".repeat(5000))) {
            assertRefused("label", api.post(CONNECTIONS, draft("bad", "api-key", label, Map.of("key", "k"))), 422);
            assertRefused("label", patch("{\"label\":\"" + label.replace("\u0000", "\\u0000").replace("\r\n", "\\r\\n") + "\"}"), 422);
        }
        for (String provider : List.of("none", "API-KEY", "../ftp", "api-key ", "\u0000")) {
            assertRefused("provider " + provider, api.post(CONNECTIONS, draft("bad", provider, "l", Map.of())), 422);
        }
    }

    @Test
    public void queriesThatAreNotUnderstoodAreRefusedByName() {
        for (Operation operation : Operation.all(api)) {
            String target = operation.target(id);
            Reply reply = operation.id().startsWith("list") || operation.method().equals("GET")
                    ? api.get(target + (target.contains("?") ? "&" : "?") + "nonsense=1")
                    : api.send(operation.method(), target + (target.contains("?") ? "&" : "?") + "nonsense=1",
                            BodyPublishers.ofByteArray(operation.soundBody()), operation.body().isEmpty() ? Map.of() : Map.of("Content-Type", operation.body()));
            assertEquals(operation.toString(), "unknown", fields(assertRefused(operation.toString(), reply, 400)).get("nonsense"));
        }
        for (String query : List.of("limit=0", "limit=-1", "limit=501", "limit=abc", "limit=1e3", "limit=99999999999", "cursor=x", "cursor=%00",
                "cursor=" + "a".repeat(4000), "status=bogus", "deleted=maybe", "limit=1&limit=2", "q=%zz", "q=%ff", "q=a%0ab", "account=%00")) {
            assertRefused(query.substring(0, Math.min(40, query.length())), raw("GET " + CONNECTIONS + "?" + query, "", ""), 400, 422);
        }
        assertRefused("cursor of another list", api.get("/api/v1/admin/audit?cursor=abcdef"), 400, 422);
        assertRefused("secrets", api.get(CONNECTIONS + "/export?secrets=true"), 400, 422);
        assertRefused("path", api.get(CONNECTIONS + "/" + id + "/files"), 400, 422);
    }

    @Test
    public void pathsOfFilesThatLeaveTheirFolderAreRefused() {
        String files = CONNECTIONS + "/" + id + "/files?path=";
        for (String path : List.of("%2F..%2Fetc", "..", "%2Fa%2F..%2F..", "%2Fa%0D%0ADELE+b", "%2Fa%00b", "%2Fa%0Ab", "relative", "%2F.%2Fa", "%2Fa%2F%2Fb%2F..")) {
            assertRefused("GET " + path, api.get(files + path), 400, 422);
            assertRefused("LIST " + path, api.get(files + path + "&list=true"), 400, 422);
            assertRefused("PUT " + path, api.put(files + path, new byte[] {1}), 400, 422);
            assertRefused("DELETE " + path, api.delete(files + path), 400, 422);
            assertRefused("mkdir " + path, api.post(files + path + "&mkdir=true"), 400, 422);
            assertRefused("rename " + path, api.post(files + "%2Fa&rename-to=" + path), 400, 422);
        }
        assertRefused("neither", api.post(files + "%2Fa"), 400, 422);
        assertRefused("both", api.post(files + "%2Fa&mkdir=true&rename-to=%2Fb"), 400, 422);
        assertRefused("the root", api.delete(files + "%2F"), 400, 409, 422, 502);
    }

    @Test
    public void addressesInsideAreNeverCalledHoweverTheyAreSpelled() throws Exception {
        try (ServerSocket bait = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            bait.setSoTimeout(1);
            int port = bait.getLocalPort();
            List<String> urls = new ArrayList<>(List.of("file:///etc/passwd", "jar:file:///a.jar!/b", "jndi:ldap://127.0.0.1/a", "javascript:alert(1)",
                    "http://127.0.0.1:" + port, "ftp://127.0.0.1", "https://", "https:///x", "//127.0.0.1", "https://good.example@127.0.0.1:" + port,
                    "https://127.0.0.1:" + port + "#@good.example", "https://127.0.0.1:0", "https://127.0.0.1:99999", "https://a b", "https://[::1"));
            for (String host : List.of("127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1",
                    "017700000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0", "0",
                    "[::]", "169.254.169.254", "[fd00:ec2::254]", "[fe80::1]", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "198.18.0.1",
                    "224.0.0.1", "255.255.255.255", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1")) {
                urls.add("https://" + host + ":" + port + "/");
            }
            for (String url : urls) {
                Reply reply = tester.post(CONNECTIONS + "/test", draft("bad", "api-key", "ssrf", Map.of("key", "k", "testUrl", url)));
                if (reply.status() == 200) {
                    JsonNode report = reply.json();
                    assertFalse(url + " " + report, report.get("passed").asBoolean(true));
                    assertTrue(url + " " + report, report.toString().contains("EGRESS_REFUSED"));
                } else {
                    assertRefused(url, reply, 422, 502);
                }
            }
            java.net.SocketTimeoutException none = org.junit.Assert.assertThrows(java.net.SocketTimeoutException.class, bait::accept);
            assertTrue(none.getMessage(), none.getMessage().contains("timed out"));
        }
    }

    @Test
    public void preconditionsThatDoNotHoldOrAreNoneChangeNothing() {
        String path = CONNECTIONS + "/" + id;
        for (String tag : List.of("1", "W/\"1\"", "\"x\"", "\"-1\"", "\"01\"", "\"1\", \"2\"", "\"" + "9".repeat(30) + "\"", "")) {
            assertRefused("If-Match " + tag, send("PATCH", path, "{\"label\":\"changed\"}", Map.of("If-Match", tag)), 400);
            assertRefused("If-Match " + tag, send("DELETE", path, "", Map.of("If-Match", tag)), 400);
        }
        assertRefused("stale", send("PATCH", path, "{\"label\":\"changed\"}", Map.of("If-Match", "\"999\"")), 412);
        assertRefused("stale", send("DELETE", path, "", Map.of("If-Match", "\"999\"")), 412);
        for (String key : List.of("", "a b", "ä", "a".repeat(256))) {
            assertRefused("Idempotency-Key " + key, raw("POST " + CONNECTIONS, "Content-Type: application/json\r\nIdempotency-Key: " + key + "\r\n", SOUND), 400);
        }
        assertRefused("If-None-Match", send("PUT", path + "/files?path=%2Fx", "x", Map.of("If-None-Match", "\"1\"", "Content-Type", "application/octet-stream")), 400);
    }

    @Test
    public void uploadsThatAreNoSoundBundleLeaveNothingBehind() throws IOException {
        byte[] sound = Files.readAllBytes(ftpJar());
        Map<String, byte[]> jars = new LinkedHashMap<>();
        jars.put("nothing", new byte[0]);
        jars.put("no zip", "MZ this is no zip".getBytes(StandardCharsets.UTF_8));
        jars.put("cut at 50 %", Arrays.copyOf(sound, sound.length / 2));
        jars.put("cut at the end", Arrays.copyOf(sound, sound.length - 10));
        jars.put("zip without a manifest", zip("a.txt"));
        jars.put("leaves its folder", bundle().entry("../../evil.txt", new byte[] {1}).jar());
        jars.put("absolute", bundle().entry("/evil.txt", new byte[] {1}).jar());
        jars.put("no symbolic name", bundle().header("Bundle-SymbolicName", "").jar());
        jars.put("sees the host", bundle().header("Import-Package", "dev.patchbay.host.store").jar());
        jars.put("imports dynamically", bundle().header("DynamicImport-Package", "*").jar());
        jars.put("has an activator", bundle().header("Bundle-Activator", "a.B").jar());
        jars.put("is a fragment of the host", bundle().header("Fragment-Host", "dev.patchbay.core").jar());
        jars.put("exports", bundle().header("Export-Package", "a").jar());
        jars.put("unresolvable", bundle().header("Import-Package", "no.such.package").jar());
        jars.put("takes a name of the host", ProviderBundle.named("dev.patchbay.core", "9.0.0").provider("quiet", QuietProvider.class).jar());
        jars.put("claims ftp", ProviderBundle.named("itest.claims", "1.0.0").provider("ftp", QuietProvider.class).jar());
        jars.put("promises nothing", ProviderBundle.named("itest.silent", "1.0.0").component(QuietProvider.class).jar());
        jars.put("promises another id", ProviderBundle.named("itest.lies", "1.0.0").provider("other-id", QuietProvider.class).jar());
        jars.put("bomb", bundle().entry("bomb", new byte[60_000_000]).jar());
        jars.forEach((what, jar) -> {
            assertRefused(what, api.install(jar), 400, 409, 413, 422);
            Reply update = api.send("PUT", "/api/v1/admin/bundles/" + FTP_BUNDLE, BodyPublishers.ofByteArray(jar), Map.of("Content-Type", "application/java-archive"));
            assertRefused("update: " + what, update, 400, 409, 413, 422);
        });
        assertRefused("too large", api.install(new byte[21 << 20]), 413);
        assertRefused("other digest", api.send("POST", "/api/v1/admin/bundles?sha256=" + "0".repeat(64), BodyPublishers.ofByteArray(bundle().jar()),
                Map.of("Content-Type", "application/java-archive")), 400, 409, 422);
        assertRefused("no digest", api.send("POST", "/api/v1/admin/bundles?sha256=xyz", BodyPublishers.ofByteArray(bundle().jar()),
                Map.of("Content-Type", "application/java-archive")), 400);
        assertRefused("form without a file", api.send("POST", "/api/v1/admin/bundles", BodyPublishers.ofString("--b\r\n\r\n--b--"),
                Map.of("Content-Type", "multipart/form-data; boundary=b")), 400, 422);
        assertRefused("not installed", api.delete("/api/v1/admin/bundles/itest.bad"), 404);
        assertRefused("of the host", api.delete("/api/v1/admin/bundles/dev.patchbay.core"), 404, 409);
        assertTrue(api.get("/api/v1/providers/ftp").expect(200).json().get("available").asBoolean());
    }

    @Test
    public void ofTwoUploadsOfOneBundleOneIsInstalled() throws Exception {
        byte[] jar = bundle().jar();
        var pool = Executors.newFixedThreadPool(2);
        List<Integer> statuses = new ArrayList<>();
        try {
            Callable<Reply> upload = () -> api.install(jar);
            for (Future<Reply> reply : pool.invokeAll(List.of(upload, upload))) {
                statuses.add(reply.get().status());
            }
        } finally {
            pool.shutdown();
            api.delete("/api/v1/admin/bundles/itest.bad").expect(204);
        }
        statuses.sort(null);
        assertEquals(List.of(201, 409), statuses);
    }

    private static ProviderBundle bundle() {
        return ProviderBundle.named("itest.bad", "1.0.0").provider("quiet", QuietProvider.class);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        return bytes.toByteArray();
    }

    /** What no client would send. */
    private static Reply raw(String start, String headers, String body) {
        String head = start + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + firstKey() + "\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n";
        try {
            return RawHttp.send(port(), (head + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(start, e);
        }
    }

    private Reply post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    private Reply patch(String json) {
        return send("PATCH", CONNECTIONS + "/" + id, json, Map.of());
    }

    private Reply send(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        return api.send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), all);
    }
}
