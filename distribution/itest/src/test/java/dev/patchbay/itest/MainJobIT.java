package dev.patchbay.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** What Patchbay is for, over HTTP: the FTP integration installed into a running host, and a file moved through it. */
public class MainJobIT extends HostTest {
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final String ACCOUNT = "main-job";
    private static final Pattern FINGERPRINT = Pattern.compile("SHA-256 is ([0-9A-F:]{95})");

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("main-job").withFtpServer().options();
    }

    @Before
    public void install() {
        needFtp();
    }

    @Test
    public void anInstalledProviderIsThereWithoutARestart() {
        api.delete("/api/v1/admin/bundles/" + FTP_BUNDLE).expect(204);
        api.get("/api/v1/providers/none-such").expect(404);
        JsonNode bundle = api.install(ftpJar()).expect(201).json();
        assertEquals("ftp", bundle.at("/providers/0").asText());
        assertEquals("installed", bundle.get("origin").asText());
        JsonNode provider = api.get("/api/v1/providers/ftp").expect(200).json();
        assertTrue(provider.get("available").asBoolean());
        assertEquals("files", provider.at("/capabilities/0").asText());
    }

    @Test
    public void theSameBundleTwiceIsAConflict() {
        Reply again = api.install(ftpJar()).expect(409);
        assertEquals("application/problem+json", again.header("Content-Type"));
    }

    @Test
    public void aWrongPasswordFailsAtLogIn() {
        Map<String, Object> values = ftpValues();
        values.put("password", "wrong");
        JsonNode report = api.post(CONNECTIONS + "/test", draft(ACCOUNT, "ftp", "wrong", values)).expect(200).json();
        assertFalse(report.get("passed").asBoolean());
        assertEquals("CREDENTIALS_REJECTED", step(report, "Log in").at("/failure/reason").asText());
        assertEquals("SKIPPED", step(report, "List the base folder").get("mark").asText());
    }

    @Test
    public void theRightPasswordPassesBeforeAndAfterSaving() {
        Map<String, Object> draft = draft(ACCOUNT, "ftp", "right", ftpValues());
        assertPassed(api.post(CONNECTIONS + "/test", draft));
        String id = create(ACCOUNT, "ftp", "right", ftpValues());
        assertPassed(api.post(CONNECTIONS + "/" + id + "/test"));
        JsonNode read = api.get(CONNECTIONS + "/" + id).expect(200).json();
        assertTrue(read.at("/lastTest/passed").asBoolean());
        assertEquals("{\"set\":true}", read.at("/values/password").toString());
    }

    @Test
    public void stepsAreStreamedAndEndWithTheReport() {
        String id = create(ACCOUNT, "ftp", "streamed", ftpValues());
        Reply stream = api.send("POST", CONNECTIONS + "/" + id + "/test", BodyPublishers.noBody(),
                Map.of("Accept", "text/event-stream")).expect(200);
        assertTrue(stream.header("Content-Type"), stream.header("Content-Type").startsWith("text/event-stream"));
        List<String> events = stream.text().lines().filter(line -> line.startsWith("event: ")).toList();
        assertEquals("event: report", events.get(events.size() - 1));
        assertEquals("Reach, log in, open, list", 4, events.stream().filter("event: step"::equals).count());
        assertTrue(stream.text().contains("\"passed\":true"));
    }

    @Test
    public void filesMoveInClear() throws Exception {
        moveFiles("clear", ftpValues());
    }

    @Test
    public void filesMoveOverExplicitTlsWithThePinnedCertificate() throws Exception {
        moveFiles("explicit", pinned("explicit", FTP_PORT));
    }

    @Test
    public void filesMoveOverImplicitTlsWithThePinnedCertificate() throws Exception {
        moveFiles("implicit", pinned("implicit", FTP_IMPLICIT_PORT));
    }

    /** What a person does with a self-signed certificate: test, compare what the report shows, enter it. */
    private Map<String, Object> pinned(String encryption, String port) {
        Map<String, Object> values = ftpValues();
        values.put("encryption", encryption);
        values.put("port", Integer.getInteger(port));
        assertEquals("CERTIFICATE", secureTheLine(values).at("/failure/reason").asText());
        values.put("trust", "pinned");
        String shown = secureTheLine(values).at("/failure/message").asText();
        Matcher fingerprint = FINGERPRINT.matcher(shown);
        assertTrue(shown, fingerprint.find());
        assertEquals(System.getProperty(FTP_FINGERPRINT), fingerprint.group(1).replace(":", "").toLowerCase(java.util.Locale.ROOT));
        values.put("certificateFingerprint", fingerprint.group(1));
        assertPassed(api.post(CONNECTIONS + "/test", draft(ACCOUNT, "ftp", encryption, values)));
        return values;
    }

    private JsonNode secureTheLine(Map<String, Object> values) {
        return step(api.post(CONNECTIONS + "/test", draft(ACCOUNT, "ftp", "draft", values)).expect(200).json(), "Secure the line");
    }

    private void moveFiles(String name, Map<String, Object> values) throws Exception {
        String files = CONNECTIONS + "/" + create(ACCOUNT, "ftp", name, values) + "/files?path=";
        byte[] content = new byte[300_000];
        new Random(name.hashCode()).nextBytes(content);
        String folder = "/" + name + " ümläut";
        api.post(files + Api.encode(folder) + "&mkdir=true").expect(201);
        String file = folder + "/a b.bin";
        api.put(files + Api.encode(file), content).expect(200);
        assertArrayEquals(content, api.get(files + Api.encode(file)).expect(200).bytes());
        Reply range = api.send("GET", files + Api.encode(file), BodyPublishers.noBody(), Map.of("Range", "bytes=1000-1999")).expect(206);
        assertArrayEquals(java.util.Arrays.copyOfRange(content, 1000, 2000), range.bytes());
        Reply refused = api.send("PUT", files + Api.encode(file), BodyPublishers.ofByteArray(new byte[] {1}), Map.of("If-None-Match", "*"));
        assertTrue(refused.toString(), refused.status() == 412 || refused.status() == 409);
        JsonNode listed = api.get(files + Api.encode(folder) + "&list=true").expect(200).json().get("items");
        assertEquals(1, listed.size());
        assertEquals("a b.bin", listed.at("/0/name").asText());
        assertEquals(content.length, listed.at("/0/size").asInt());
        api.post(files + Api.encode(file) + "&rename-to=" + Api.encode(folder + "/b.bin")).expect(200);
        api.get(files + Api.encode(file)).expect(404);
        assertArrayEquals(content, api.get(files + Api.encode(folder + "/b.bin")).expect(200).bytes());
        api.delete(files + Api.encode(folder + "/b.bin")).expect(204);
        api.delete(files + Api.encode(folder)).expect(204);
        JsonNode left = api.get(files + "%2F&list=true").expect(200).json().get("items");
        assertFalse(left.toString(), left.toString().contains(name));
    }

    @Test
    public void aRepeatedCreateWithTheSameKeyIsOneConnection() throws Exception {
        Map<String, Object> draft = draft("idempotency", "ftp", "once", ftpValues());
        byte[] body = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(draft);
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> createOnce(body));
        }
        Set<String> ids = new HashSet<>();
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Reply> call : pool.invokeAll(calls)) {
                ids.add(call.get().expect(201).json().get("id").asText());
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(ids.toString(), 1, ids.size());
        assertEquals(1, api.get(CONNECTIONS + "?account=idempotency").json().get("items").size());
        draft.put("label", "another");
        byte[] other = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(draft);
        assertEquals(422, createOnce(other).status());
    }

    private Reply createOnce(byte[] body) {
        return api.send("POST", CONNECTIONS, BodyPublishers.ofByteArray(body),
                Map.of("Content-Type", "application/json", "Idempotency-Key", "main-job-1"));
    }

    @Test
    public void aStaleTagChangesNothing() {
        String path = CONNECTIONS + "/" + create("tags", "ftp", "first", ftpValues());
        String tag = api.get(path).header("ETag");
        byte[] second = "{\"label\":\"second\"}".getBytes(StandardCharsets.UTF_8);
        Reply edited = api.send("PATCH", path, BodyPublishers.ofByteArray(second), json(tag)).expect(200);
        assertNotEquals(tag, edited.header("ETag"));
        byte[] third = "{\"label\":\"third\"}".getBytes(StandardCharsets.UTF_8);
        api.send("PATCH", path, BodyPublishers.ofByteArray(third), json(tag)).expect(412);
        api.send("DELETE", path, BodyPublishers.noBody(), Map.of("If-Match", tag)).expect(412);
        assertEquals("second", api.get(path).expect(200).json().get("label").asText());
    }

    private static Map<String, String> json(String ifMatch) {
        return Map.of("Content-Type", "application/json", "If-Match", ifMatch);
    }

    @Test
    public void anotherServerAsksForTheSecretsAgain() {
        String path = CONNECTIONS + "/" + create("endpoints", "ftp", "moved", ftpValues());
        Reply refused = api.patch(path, Map.of("values", Map.of("host", "ftp.example.com"))).expect(422);
        assertEquals("urn:patchbay:problem:secrets-needed", refused.json().get("type").asText());
        assertTrue(refused.text(), refused.json().get("errors").toString().contains("password"));
        assertEquals("127.0.0.1", api.get(path).json().at("/values/host").asText());
    }

    @Test
    public void whatIsDeletedIsOutOfUseAtOnceAndCanBeRestored() {
        String id = create("deleted", "ftp", "gone", ftpValues());
        String path = CONNECTIONS + "/" + id;
        api.delete(path).expect(204);
        api.get(path).expect(404);
        api.get(path + "/credential").expect(404);
        api.get(path + "/files?path=%2F&list=true").expect(404);
        assertEquals(id, api.get(CONNECTIONS + "?account=deleted&deleted=true").expect(200).json().at("/items/0/id").asText());
        api.post(path + "/restore").expect(200);
        assertEquals(System.getProperty(FTP_PASSWORD), api.get(path + "/credential").expect(200).json().at("/values/password").asText());
        api.delete(path + "?now=true").expect(204);
        api.post(path + "/restore").expect(404);
    }

    @Test
    public void theExportHoldsEverythingButSecrets() {
        String id = create("export", "ftp", "exported", ftpValues());
        Reply export = api.get(CONNECTIONS + "/export?secrets=false&account=export").expect(200);
        assertEquals(1, export.json().get("connections").size());
        assertEquals(id, export.json().at("/connections/0/id").asText());
        assertEquals("127.0.0.1", export.json().at("/connections/0/values/host").asText());
        assertFalse(export.text().contains(System.getProperty(FTP_PASSWORD)));
    }

    @Test
    public void anUninstalledProviderLeavesItsConnectionsInertUntilItIsBack() {
        String id = create("inert", "ftp", "inert", ftpValues());
        String path = CONNECTIONS + "/" + id;
        api.delete("/api/v1/admin/bundles/" + FTP_BUNDLE).expect(204);
        JsonNode read = api.get(path).expect(200).json();
        assertEquals("unavailable", read.get("status").asText());
        assertTrue(read.toString(), read.get("reason").asText().contains("ftp"));
        assertEquals("{\"set\":true}", read.at("/values/password").toString());
        Reply refused = api.get(path + "/credential").expect(409);
        assertEquals("urn:patchbay:problem:provider-unavailable", refused.json().get("type").asText());
        api.get(path + "/files?path=%2F&list=true").expect(409);
        api.post(path + "/test").expect(409);
        api.get(CONNECTIONS + "/export?account=inert").expect(200);
        String other = CONNECTIONS + "/" + create("inert", "api-key", "another", Map.of("key", "abc"));
        api.get(other).expect(200);
        api.install(ftpJar()).expect(201);
        assertEquals("ready", api.get(path).expect(200).json().get("status").asText());
        assertPassed(api.post(path + "/test"));
    }

    @Test
    public void theAuditTellsItAllAndVerifies() {
        String account = "audited";
        String path = CONNECTIONS + "/" + create(account, "ftp", "audited", ftpValues());
        api.patch(path, Map.of("label", "renamed")).expect(200);
        api.post(path + "/test").expect(200);
        api.get(path + "/credential").expect(200);
        api.put(path + "/files?path=%2Faudited.txt", new byte[] {1, 2, 3}).expect(200);
        api.get(path + "/files?path=%2Faudited.txt").expect(200);
        api.delete(path + "/files?path=%2Faudited.txt").expect(204);
        api.delete(path).expect(204);
        api.post(path + "/restore").expect(200);
        JsonNode entries = api.get("/api/v1/admin/audit?account=" + account).expect(200).json().get("items");
        Set<String> actions = new HashSet<>();
        entries.forEach(entry -> actions.add(entry.get("action").asText()));
        for (String action : List.of("connection.create", "connection.edit", "connection.test", "connection.credential",
                "connection.file.upload", "connection.file.download", "connection.file.delete", "connection.delete", "connection.restore")) {
            assertTrue(action + " is not in " + actions, actions.contains(action));
        }
        assertFalse(entries.toString().contains(System.getProperty(FTP_PASSWORD)));
        JsonNode install = api.get("/api/v1/admin/audit?action=bundle.install").expect(200).json().get("items");
        assertEquals(FTP_BUNDLE, install.at("/0/subject").asText());
        JsonNode verified = api.get("/api/v1/admin/audit/verify").expect(200).json();
        assertTrue(verified.toString(), verified.get("intact").asBoolean());
        assertTrue(verified.toString(), verified.get("checked").asInt() >= entries.size());
    }

    @Test
    public void thePasswordLiesNowhereInTheDataFolder() throws Exception {
        create("canary", "ftp", "canary", ftpValues());
        byte[] password = System.getProperty(FTP_PASSWORD).getBytes(StandardCharsets.UTF_8);
        int looked = 0;
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of(System.getProperty(DATA)))) {
            for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(file.toString(), bytes.contains(new String(password, StandardCharsets.ISO_8859_1)));
                looked++;
            }
        }
        assertTrue("only " + looked + " files", looked >= 3);
    }

    private static void assertPassed(Reply reply) {
        assertTrue(reply.toString(), reply.expect(200).json().get("passed").asBoolean());
    }

    private static JsonNode step(JsonNode report, String name) {
        for (JsonNode step : report.get("steps")) {
            if (step.get("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name + " in " + report);
    }
}
