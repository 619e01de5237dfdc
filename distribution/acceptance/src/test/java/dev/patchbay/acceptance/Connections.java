package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Api;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections over HTTP, as a program makes and uses them. Thread-safe. */
final class Connections {
    static final String PATH = "/api/v1/connections";
    static final String BUNDLES = "/api/v1/admin/bundles";
    static final String FTP_BUNDLE = BUNDLES + "/dev.patchbay.app.ftp";

    private final Api api;

    Connections(Api api) {
        this.api = api;
    }

    /** Installs the FTP integration from the distribution. */
    void installFtp() {
        api.install(Distribution.integration("dev.patchbay.app.ftp")).expect(201);
    }

    /** Stores one and returns its id. */
    String create(String provider, String label, Map<String, ?> values) {
        return api.post(PATH, Map.of("account", "demo", "provider", provider, "label", label, "values", values))
                .expect(201).json().path("id").asText();
    }

    /** Stores an API key and returns its id. */
    String createKey(String label, String key) {
        return create("api-key", label, Map.of("key", key));
    }

    /** A masked read. */
    JsonNode get(String id) {
        return api.get(PATH + "/" + id).expect(200).json();
    }

    /** A value in clear. */
    String secret(String id, String field) {
        return api.get(PATH + "/" + id + "/credential").expect(200).json().path("values").path(field).asText();
    }

    /** Tests a stored one. */
    JsonNode test(String id) {
        return api.post(PATH + "/" + id + "/test").expect(200).json();
    }

    /** The reason of the first step that failed. */
    static String failure(JsonNode report) {
        assertEquals(report.toString(), "false", report.path("passed").asText());
        for (JsonNode step : report.path("steps")) {
            if (step.path("mark").asText().equals("FAILED")) {
                return step.path("failure").path("reason").asText();
            }
        }
        throw new AssertionError("no step failed: " + report);
    }

    /** The path of a file behind a connection. */
    static String file(String id, String path) {
        return PATH + "/" + id + "/files?path=" + Api.encode(path);
    }

    /** Values that reach a practice server. */
    static Map<String, Object> ftp(PracticeFtpServer server, String encryption) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of(
                "host", PracticeFtpServer.HOST,
                "port", encryption.equals("implicit") ? server.implicitPort() : server.port(),
                "encryption", encryption,
                "username", PracticeFtpServer.USER,
                "password", server.password()));
        if (!encryption.equals("none")) {
            values.put("trust", "pinned");
            values.put("certificateFingerprint", fingerprint(server));
        }
        return values;
    }

    /** Whether a connection works now: an upload comes back as it was sent. */
    void assertMovesAFile(String id, Path serverHome) {
        byte[] sent = id.getBytes(StandardCharsets.UTF_8);
        assertEquals(2, api.put(file(id, "/moved-" + id), sent).status() / 100);
        assertEquals(id, api.get(file(id, "/moved-" + id)).expect(200).text());
        assertTrue(Files.exists(serverHome.resolve("moved-" + id)));
    }

    private static String fingerprint(PracticeFtpServer server) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(server.certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
