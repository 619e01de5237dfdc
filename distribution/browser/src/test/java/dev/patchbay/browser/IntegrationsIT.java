package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What an operator does with integrations besides dropping them: fetch, paste, update, approve, go back, remove, let in again. */
public class IntegrationsIT {
    private static final Hand HAND = Hand.MOUSE;
    private static final byte[] PARCELS = declared("parcels", "Parcels", "1.0.0", "https://api.parcels.example", "");

    private static HttpServer repository;
    private static ShownHost host;
    private static Chromium chromium;

    @BeforeClass
    public static void open() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/com/acme/parcels/1.0.0/parcels-1.0.0.jar", PARCELS);
        serve("/com/acme/parcels/1.0.0/parcels-1.0.0.jar.sha256", sha256(PARCELS).getBytes(StandardCharsets.US_ASCII));
        repository.start();
        host = ShownHost.start("integrations", Map.of("install.repositories", address("")));
        chromium = Chromium.open(host.address());
        chromium.go(host.signInLink()).sees("Nothing is connected yet");
    }

    @AfterClass
    public static void close() throws Exception {
        Closing.all(chromium, host, () -> Optional.ofNullable(repository).ifPresent(server -> server.stop(0)));
    }

    private static void serve(String path, byte[] content) {
        repository.createContext(path, exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            exchange.sendResponseHeaders(here ? 200 : 404, here ? content.length : -1);
            if (here) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + repository.getAddress().getPort() + "/" + path;
    }

    private static String sha256(byte[] content) {
        try {
            return String.format("%064x", new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String declaration(String id, String label, String release, String base, String more) {
        return """
                {"id": "%s", "label": "%s", "release": "%s", "category": "shipping", "baseUrl": "%s"%s, "methods": [
                {"id": "key", "label": "API key", "fields": [{"kind": "secret", "name": "apiKey", "label": "API key"}]}]}"""
                .formatted(id, label, release, base, more).replace("\n", " ");
    }

    private static byte[] declared(String id, String label, String release, String base, String more) {
        return ProviderBundle.named("com.acme." + id, release).header("Import-Package", "")
                .header("Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.declarative)(version>=1.0)(!(version>=2.0)))\"")
                .header("Provide-Capability", "dev.patchbay.provider;dev.patchbay.provider=\"" + id + "\"")
                .entry("OSGI-INF/connections/" + id + ".connection.json",
                        declaration(id, label, release, base, more).getBytes(StandardCharsets.UTF_8))
                .jar();
    }

    private static void press(String name) {
        HAND.press(chromium, name);
    }

    private static void integrations() {
        chromium.go("/console/integrations").sees("Drop a bundle here");
    }

    private static void paste(String json) {
        press("Paste JSON");
        HAND.type(chromium, "JSON", json);
        press("Install");
    }

    private static JsonNode bundle(String symbolicName) {
        return host.api().get("/api/v1/admin/bundles/" + symbolicName).expect(200).json();
    }

    @Test
    public void whatIsPastedIsUpdatedApprovedTakenBackAndRemoved() {
        integrations();
        paste(declaration("depot", "Depot", "1.0.0", "https://api.depot.example", ""));
        chromium.sees("Depot 1.0.0 runs.");
        String symbolicName = host.api().get("/api/v1/providers/depot").expect(200).json().get("bundle").asText();
        host.connection("shop", "depot", "Warehouse", Map.of("apiKey", "k-1"));

        integrations();
        paste(declaration("depot", "Depot", "1.1.0", "https://api.depot.example", ", \"allowedHosts\": [\"eu.depot.example\"]"));
        chromium.sees("Update Depot to 1.1.0?").sees("Dry run. Nothing has changed yet.").sees("Restarts").sees("eu.depot.example, new");
        assertEquals("1.0.0", bundle(symbolicName).get("version").asText());
        press("Cancel");
        chromium.sees("Left as it was");
        assertEquals("1.0.0", bundle(symbolicName).get("version").asText());
        press("Install");
        press("Update, old hosts only");
        chromium.sees("runs in version 1.1.0 now").sees("Waits for approval");
        press("Approve for 1 connection");
        chromium.sees("Depot: approved for 1 connection.").doesNotSee("Waits for approval");

        press("More for Depot");
        press("Go back to 1.0.0…");
        chromium.sees("Go back to Depot 1.0.0?");
        press("Go back to 1.0.0");
        chromium.sees("Depot is back in version 1.0.0");
        assertEquals("1.0.0", bundle(symbolicName).get("version").asText());
        assertEquals("ready", host.named("shop", "Warehouse").get("status").asText());

        press("More for Depot");
        press("Remove…");
        chromium.sees("1 connection becomes unavailable. It is kept");
        press("Remove Depot");
        chromium.sees("Depot is removed");
        assertEquals("unavailable", host.named("shop", "Warehouse").get("status").asText());
        chromium.go("/console/connections").sees("Warehouse").sees("Unavailable");
        chromium.complaints(); // the 409 by which the host says that it is an update
    }

    /** An archive of a feature with these bundles, each declared, by provider. */
    private static byte[] harbour(String version, Map<String, byte[]> jars) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String bundles = jars.keySet().stream().sorted().map(id -> "{\"id\": \"com.acme:" + id + ":1\"}").collect(Collectors.joining(", "));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("feature.json"));
            zip.write(("{\"feature-resource-version\": \"1.0\", \"id\": \"com.acme:harbour:" + version
                    + "\", \"name\": \"Harbour\", \"bundles\": [" + bundles + "]}").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
                zip.putNextEntry(new ZipEntry(jar.getKey() + "-1.jar"));
                zip.write(jar.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    public void featureIsLookedAtBeforeItReplacesWhatIsHere() {
        byte[] first = harbour("1.0.0", Map.of("quay", declared("quay", "Quay", "1.0.0", "https://api.quay.example", ""),
                "berth", declared("berth", "Berth", "1.0.0", "https://api.berth.example", "")));
        byte[] second = harbour("2.0.0", Map.of(
                "quay", declared("quay", "Quay", "1.1.0", "https://api.quay.example", ", \"allowedHosts\": [\"eu.quay.example\"]"),
                "crane", declared("crane", "Crane", "1.0.0", "https://api.crane.example", "")));
        integrations();
        HAND.giveFile(chromium, "Choose a file", host.file("harbour-1.zip", first));
        chromium.sees("Version 1.0.0 is here, with 2 bundles.");
        String quay = host.connection("shop", "quay", "Our quay", Map.of("apiKey", "k-1"));
        host.connection("shop", "berth", "Our berth", Map.of("apiKey", "k-1"));

        integrations();
        HAND.giveFile(chromium, "Choose a file", host.file("harbour-2.zip", second));
        chromium.sees("Replace the feature Harbour?").sees("Dry run. Nothing has changed yet.").sees("Quay: 1.0.0 to 1.1.0").sees("eu.quay.example, new")
                .sees("com.acme.crane 1.0.0").sees("com.acme.berth 1.0.0").sees("1 connection becomes unavailable, since its provider goes.");
        press("Cancel");
        chromium.sees("Left as it was");
        assertEquals("1.0.0", bundle("com.acme.quay").get("version").asText());
        assertEquals(404, host.api().get("/api/v1/providers/crane").status());

        HAND.giveFile(chromium, "Choose a file", host.file("harbour-2.zip", second));
        press("Approve and replace Harbour");
        chromium.sees("Version 2.0.0 is here, with 2 bundles.").doesNotSee("Waits for approval");
        assertEquals("1.1.0", bundle("com.acme.quay").get("version").asText());
        assertEquals(200, host.api().get("/api/v1/providers/crane").status());
        assertEquals("ready", host.api().get("/api/v1/connections/" + quay).expect(200).json().get("status").asText());
        assertEquals("unavailable", host.named("shop", "Our berth").get("status").asText());
        chromium.assertQuiet();
    }

    @Test
    public void whatARepositoryHasIsFetchedByAddressAndByCoordinates() {
        integrations();
        press("From a URL");
        HAND.type(chromium, "Address", "parcels.jar");
        press("Install");
        chromium.sees("An address begins with https://");
        HAND.type(chromium, "Address", address("com/acme/parcels/1.0.0/parcels-1.0.0.jar"));
        HAND.type(chromium, "SHA-256", "0".repeat(64));
        press("Install");
        chromium.sees("not the one that was given");
        HAND.type(chromium, "SHA-256", sha256(PARCELS));
        press("Install");
        chromium.sees("Parcels 1.0.0 runs.");
        host.api().delete("/api/v1/admin/bundles/com.acme.parcels").expect(204);

        integrations();
        press("Maven coordinates");
        HAND.type(chromium, "Maven coordinates", "com.acme:parcels:9.9.9");
        press("Install");
        chromium.sees("9.9.9");
        assertEquals(404, host.api().get("/api/v1/providers/parcels").status());
        HAND.type(chromium, "Maven coordinates", "com.acme:parcels:1.0.0");
        press("Install");
        chromium.sees("Parcels 1.0.0 runs.");
        chromium.complaints(); // the two refusals
    }

    @Test
    public void whatIsMissingIsNamed() {
        integrations();
        byte[] jar = ProviderBundle.named("com.acme.lonely", "1.0.0").provider("lonely", HangingProvider.class)
                .header("Import-Package", "dev.patchbay.api;version=\"[1,2)\",dev.patchbay.api.provider;version=\"[1,2)\",com.acme.parts").jar();
        HAND.giveFile(chromium, "Choose a file", host.file("lonely.jar", jar));
        Reply refused = host.api().install(jar);
        assertEquals(422, refused.status());
        chromium.sees(refused.json().get("detail").asText()).sees("com.acme.parts").sees("bundle-unresolved");
        chromium.complaints();
    }

    @Test
    public void whatHangsIsPutOutOfUseAndLetInAgain() throws Exception {
        host.api().install(ProviderBundle.named("com.acme.hanging", "1.0.0").provider("hanging", HangingProvider.class).jar()).expect(201);
        String connection = host.connection("shop", "hanging", "Stuck", Map.of());
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(callers.submit(() -> host.api().post("/api/v1/connections/" + connection + "/test")));
            }
            for (Future<Reply> call : calls) {
                assertFalse(call.get().expect(200).json().get("passed").asBoolean(true));
            }
        } finally {
            callers.shutdown();
        }
        integrations();
        chromium.sees("Why Hanging app is out of use").sees("patchbay-call-");
        press("Let calls in again");
        chromium.sees("Hanging app takes calls again").doesNotSee("Why Hanging app is out of use");
        Eventually.until("the host agrees", () -> host.api().get("/api/v1/providers/hanging").expect(200).json().get("available").asBoolean());
    }

    @Test
    public void whatIsNotPinnedIsRefusedAndWhatCameWithTheHostIsNot() {
        String nobody = host.file("no.digests", new byte[0]).toString();
        try (ShownHost strict = ShownHost.start("strict", Map.of("install.trust", "digest", "install.digests", nobody));
                Chromium other = Chromium.open(strict.address())) {
            other.go(strict.signInLink()).sees("Nothing is connected yet");
            other.go("/console/integrations").sees("Trust: pinned digests.");
            HAND.giveFile(other, "Choose a file", strict.file("parcels.jar", PARCELS));
            other.sees("Its SHA-256 " + sha256(PARCELS) + " is not pinned");
            assertEquals(404, strict.api().get("/api/v1/providers/parcels").status());
            other.complaints();
            HAND.type(other, "Search apps", "calendly");
            HAND.press(other, "Install Calendly");
            other.sees("Calendly is installed");
            other.assertQuiet();
        }
    }
}
