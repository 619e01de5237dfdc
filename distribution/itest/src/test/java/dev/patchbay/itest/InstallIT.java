package dev.patchbay.itest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Installing over real HTTP: every source, the trust policy {@code digest}, features, rollback, the watched folder. */
public class InstallIT extends HostTest {
    private static final String BUNDLES = "/api/v1/admin/bundles";
    private static final String FEATURES = "/api/v1/admin/features";
    private static final String REPOSITORY_PORT = "patchbay.test.repository.port";

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer repository;

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() throws IOException {
        int port = Ports.free();
        Path folder = Files.createDirectories(Path.of(System.getProperty("patchbay.test.target"), "data", "install-settings"));
        Path watched = Files.createDirectories(folder.resolve("watched"));
        Path digests = Files.writeString(folder.resolve("digests"), "# none at first\n");
        System.setProperty(REPOSITORY_PORT, Integer.toString(port));
        List<Option> options = new ArrayList<>(List.of(ShippedHost.named("install").set("install.trust", "digest")
                .set("install.digests", digests.toString()).set("install.watch", watched.toString())
                .set("install.repositories", "http://127.0.0.1:" + port + "/maven").set("egress.allow", "127.0.0.1:" + port).options()));
        options.add(org.ops4j.pax.exam.CoreOptions.systemProperty("patchbay.test.settings").value(folder.toString()));
        return options.toArray(Option[]::new);
    }

    @Before
    public void serveFiles() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(REPOSITORY_PORT)), 0);
        repository.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        repository.start();
    }

    @After
    public void removeAll() {
        repository.stop(0);
        api.get(FEATURES).expect(200).json().get("items").forEach(f -> api.delete(FEATURES + "/" + f.get("id").asText()).expect(204));
        for (JsonNode bundle : api.get(BUNDLES).expect(200).json().get("items")) {
            if (bundle.get("origin").asText().equals("installed")) {
                api.delete(BUNDLES + "/" + bundle.get("symbolicName").asText()).expect(204);
            }
        }
    }

    static String declaration(String id, String release) {
        return "{\"id\":\"" + id + "\",\"label\":\"" + id + "\",\"release\":\"" + release + "\",\"baseUrl\":\"https://" + id + ".example\","
                + "\"methods\":[{\"id\":\"key\",\"label\":\"API key\",\"fields\":[{\"kind\":\"secret\",\"name\":\"apiKey\",\"label\":\"API key\"}],"
                + "\"injection\":[{\"place\":\"header\",\"name\":\"X-Key\",\"template\":\"{apiKey}\"}],\"probe\":{\"url\":\"/me\"}}]}";
    }

    private static Path settings() {
        return Path.of(System.getProperty("patchbay.test.settings"));
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts these bytes from now on. */
    private static byte[] pinned(byte[] content) {
        try {
            Files.writeString(settings().resolve("digests"), digest("SHA-256", content) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    private static ProviderBundle quiet(String version) {
        return ProviderBundle.named("itest.quiet", version).provider("quiet", QuietProvider.class);
    }

    private Reply send(String method, String path, String mediaType, byte[] content) {
        return api.send(method, path, BodyPublishers.ofByteArray(content), Map.of("Content-Type", mediaType));
    }

    private JsonNode shown(String symbolicName) {
        return api.get(BUNDLES + "/" + symbolicName).expect(200).json();
    }

    private void assertProblem(String type, Reply reply) {
        assertEquals(reply.toString(), "urn:patchbay:problem:" + type, reply.json().get("type").asText());
    }

    @Test
    public void policyIsVisibleAndWhatIsNotPinnedIsRefusedWithWhatToDo() {
        JsonNode trust = api.get(BUNDLES).expect(200).json().get("trust");
        assertEquals("digest", trust.get("policy").asText());
        byte[] jar = quiet("1.0.7").jar();
        Reply refused = api.install(jar);
        assertProblem("bundle-untrusted", refused);
        assertTrue(refused.text(), refused.text().contains(digest("SHA-256", jar)) && refused.text().contains("install.digests"));
        pinned(jar);
        assertEquals("digest", api.install(jar).expect(201).json().get("trust").asText());
    }

    @Test
    public void whatCameWithTheHostIsListedAndInstalledByName() {
        List<String> before = available();
        assertTrue(before.toString(), before.contains("ftp"));
        JsonNode installed = api.post(BUNDLES, Map.of("name", "ftp")).expect(201).json();
        assertEquals("shipped ACTIVE", installed.get("trust").asText() + " " + installed.get("state").asText());
        assertFalse(available().contains("ftp"));
        assertEquals(200, api.get("/api/v1/providers/ftp").status());
        assertProblem("not-found", api.post(BUNDLES, Map.of("name", "../ftp")));
    }

    private List<String> available() {
        List<String> ids = new ArrayList<>();
        api.get("/api/v1/admin/available").expect(200).json().get("items").forEach(app -> ids.add(app.get("id").asText()));
        return ids;
    }

    @Test
    public void jarsComeFromARepositoryByCoordinatesAndAddress() {
        byte[] jar = pinned(quiet("1.0.0").jar());
        String path = "/maven/com/acme/quiet/1.0/quiet-1.0.jar";
        files.put(path, jar);
        assertProblem("checksum-mismatch", api.post(BUNDLES, Map.of("coordinates", "com.acme:quiet:1.0")));
        files.put(path + ".sha1", digest("SHA-1", new byte[1]).getBytes(UTF_8));
        assertProblem("checksum-mismatch", api.post(BUNDLES, Map.of("coordinates", "com.acme:quiet:1.0")));
        files.put(path + ".sha1", digest("SHA-1", jar).getBytes(UTF_8));
        api.post(BUNDLES, Map.of("coordinates", "com.acme:quiet:1.0")).expect(201);
        api.delete(BUNDLES + "/itest.quiet").expect(204);
        String address = "http://127.0.0.1:" + Integer.getInteger(REPOSITORY_PORT) + path;
        api.post(BUNDLES, Map.of("url", address, "sha256", digest("SHA-256", jar))).expect(201);
        assertProblem("repository-unreachable", api.post(BUNDLES, Map.of("coordinates", "com.acme:none:1.0")));
        assertEquals(422, api.post(BUNDLES, Map.of("url", "http://127.0.0.1:" + port() + "/healthz")).status());
    }

    @Test
    public void declarationByItselfIsInstalledConnectedAndUpdated() {
        byte[] first = pinned(declaration("declared", "1.0.0").getBytes(UTF_8));
        JsonNode bundle = send("POST", BUNDLES, "application/vnd.patchbay.connection+json", first).expect(201).json();
        assertEquals("dev.patchbay.json.declared 1.0.0", bundle.get("symbolicName").asText() + " " + bundle.get("version").asText());
        String id = create("acme", "declared", "mine", Map.of("apiKey", "s3cret-of-declared"));
        byte[] second = pinned(declaration("declared", "1.1.0").getBytes(UTF_8));
        String path = BUNDLES + "/dev.patchbay.json.declared";
        JsonNode forecast = send("PUT", path + "?dryRun=true", "application/vnd.patchbay.connection+json", second).expect(200).json();
        assertEquals("1.1.0 declared", forecast.get("toVersion").asText() + " " + forecast.at("/providers/0/provider").asText());
        assertEquals("1.0.0", shown("dev.patchbay.json.declared").get("version").asText());
        assertEquals("1.1.0", send("PUT", path, "application/vnd.patchbay.connection+json", second).expect(200).json().get("version").asText());
        assertEquals("s3cret-of-declared",
                api.get("/api/v1/connections/" + id + "/credential").expect(200).json().at("/values/apiKey").asText());
        api.delete("/api/v1/connections/" + id + "?force=true&now=true").expect(204);
    }

    @Test
    public void dryRunAsksTheNewCodeAndLeavesEverythingAsItWas() {
        api.install(pinned(quiet("1.0.0").jar())).expect(201);
        List<String> before = state();
        byte[] next = pinned(quiet("2.0.0").jar());
        JsonNode forecast = send("PUT", BUNDLES + "/itest.quiet?dryRun=true", "application/java-archive", next).expect(200).json();
        assertEquals("[\"itest.quiet\"]", forecast.get("refreshed").toString());
        assertEquals("quiet", forecast.at("/providers/0/provider").asText());
        assertEquals(before, state());
    }

    @Test
    public void rollbackPutsTheBundleAndItsFormerValuesBack() {
        api.install(pinned(moving(1))).expect(201);
        String id = create("acme", "moving", "m", Map.of("host", "m.example", "port", 443, "secret", "s", "turn", "a", "name1", "kept"));
        send("PUT", BUNDLES + "/itest.moving", "application/java-archive", pinned(moving(2))).expect(200);
        assertEquals("kept", credential(id).path("name2").asText());
        assertEquals("1.0.0", shown("itest.moving").at("/rollback/version").asText());
        JsonNode back = api.post(BUNDLES + "/itest.moving/rollback").expect(200).json();
        assertEquals("1.0.0 ACTIVE", back.get("version").asText() + " " + back.get("state").asText());
        assertEquals("kept", credential(id).path("name1").asText());
        assertProblem("conflict", api.post(BUNDLES + "/itest.moving/rollback"));
        send("PUT", BUNDLES + "/itest.moving", "application/java-archive", moving(2)).expect(200);
        assertFalse(api.post(BUNDLES + "/itest.moving/close-rollback").expect(200).json().has("rollback"));
        assertProblem("conflict", api.post(BUNDLES + "/itest.moving/rollback"));
        assertEquals("kept", credential(id).path("name2").asText());
        api.delete("/api/v1/connections/" + id + "?force=true&now=true").expect(204);
    }

    private static byte[] moving(int schema) {
        return ProviderBundle.named("itest.moving", schema + ".0.0").provider("moving", MovingProvider.class)
                .classes(MovingProvider.class.getDeclaredClasses())
                .entry(MovingProvider.SCHEMA, Integer.toString(schema).getBytes(UTF_8)).jar();
    }

    private JsonNode credential(String id) {
        return api.get("/api/v1/connections/" + id + "/credential").expect(200).json().get("values");
    }

    @Test
    public void featureOfIntegrationAndLibraryIsInstalledAsOneAndGoesAsOne() {
        byte[] library = pinned(ProviderBundle.named("itest.library", "1.0.0").header("Import-Package", "").header("Require-Capability", "")
                .header("Export-Package", "itest.library;version=1.0").entry("itest/library/x", new byte[1]).jar());
        byte[] user = pinned(quiet("1.0.0").header("Import-Package",
                "dev.patchbay.api,dev.patchbay.api.provider,itest.library;version=\"[1,2)\"").jar());
        byte[] archive = HostileInstalls.archive("{\"feature-resource-version\":\"1.0\",\"id\":\"itest:both:1.0.0\",\"bundles\":"
                + "[{\"id\":\"g:user:1\"},{\"id\":\"g:library:1\"}]}", Map.of("user-1.jar", user, "library-1.jar", library));
        List<String> before = state();
        JsonNode feature = send("POST", FEATURES, "application/zip", archive).expect(201).json();
        assertEquals("itest:both", feature.get("id").asText());
        assertEquals("[\"itest:both\"]", shown("itest.quiet").get("features").toString());
        assertEquals(200, api.get("/api/v1/providers/quiet").status());
        assertProblem("conflict", api.delete(BUNDLES + "/itest.quiet"));
        api.delete(FEATURES + "/itest:both").expect(204);
        assertEquals(before, state());
    }

    @Test
    public void filesInTheWatchedFolderAreInstalledReplacedAndUninstalled() throws Exception {
        Path file = settings().resolve("watched/quiet.jar");
        Path refused = settings().resolve("watched/quiet.jar.refused.txt");
        Files.write(file, quiet("1.0.9").jar());
        Eventually.until("the reasons are written", () -> Files.readString(refused).contains("install.digests"));
        Files.write(file, pinned(quiet("1.0.1").jar()));
        Eventually.until("it is installed", () -> api.get(BUNDLES + "/itest.quiet").status() == 200);
        Eventually.until("the reasons are gone", () -> !Files.exists(refused));
        Files.write(file, pinned(quiet("1.1.10").jar()));
        Eventually.until("it is replaced", () -> shown("itest.quiet").get("version").asText().equals("1.1.10"));
        Files.delete(file);
        Eventually.until("it is uninstalled", () -> api.get(BUNDLES + "/itest.quiet").status() == 404);
    }

    @Test
    public void missingPackageIsNamedWithWhoCouldGiveIt() {
        byte[] needy = pinned(quiet("1.0.0").header("Import-Package", "dev.patchbay.api;version=\"[9,10)\",no.such").jar());
        Reply refused = api.install(needy);
        assertProblem("bundle-unresolved", refused);
        assertTrue(refused.text(), refused.text().contains("use another version of the host") && refused.text().contains("no.such"));
    }

    @Test
    public void hostileInstallsLeaveHostDiskAndFrameworkAsTheyWere() {
        List<String> before = state();
        int sent = 0;
        for (HostileInstalls.Hostile hostile : HostileInstalls.all()) {
            Reply reply = send("POST", "/api/v1/admin/" + hostile.path(), hostile.mediaType(), pinned(hostile.content()));
            String what = hostile.name() + " " + reply;
            assertEquals(what, "urn:patchbay:problem:" + hostile.problem(), reply.json().path("type").asText());
            assertTrue(what, reply.status() >= 400 && reply.status() < 500 && reply.json().get("errors").size() > 0);
            assertEquals(what, before, state());
            sent++;
        }
        assertTrue(sent + " were sent", sent >= 50);
        assertEquals(200, api.get("/readyz").status());
    }

    /** What a refused install must leave alone. */
    private List<String> state() {
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            lines.add(bundle.getBundleId() + " " + bundle.getLocation() + " " + bundle.getVersion() + " " + bundle.getState());
        }
        for (String path : List.of(BUNDLES, FEATURES, "/api/v1/providers")) {
            api.get(path).expect(200).json().get("items").forEach(item -> lines.add(item.path("symbolicName").asText()
                    + item.path("version").asText() + item.path("id").asText() + item.path("state").asText()));
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty(DATA), "tmp"))) {
            left.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("upload-")).forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.add(Arrays.toString(settings().resolve("watched").toFile().list()));
        return lines;
    }
}
