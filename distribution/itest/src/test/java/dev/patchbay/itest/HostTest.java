package dev.patchbay.itest;

import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What tests within a running host share: its HTTP interface with the first key, its bundles, the FTP server beside it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class HostTest {
    static final String PORT = "patchbay.test.port";
    static final String DATA = "patchbay.test.data";
    static final String BUNDLES = "patchbay.test.bundles";
    static final String FTP_PORT = "patchbay.test.ftp.port";
    static final String FTP_IMPLICIT_PORT = "patchbay.test.ftp.implicit-port";
    static final String FTP_PASSWORD = "patchbay.test.ftp.password";
    static final String FTP_FINGERPRINT = "patchbay.test.ftp.fingerprint";
    static final String FTP_BUNDLE = "dev.patchbay.app.ftp";

    @Inject
    BundleContext context;

    Api api;

    /** For tests, which the framework makes. */
    protected HostTest() {}

    /** Waits for the host. */
    @Before
    public void waitUntilReady() {
        Api stranger = new Api(URI.create("http://127.0.0.1:" + System.getProperty(PORT)), null);
        Eventually.until("the host is ready", () -> stranger.get("/readyz").status() == 200);
        api = stranger.as(firstKey());
    }

    static String firstKey() {
        try {
            return Files.readString(Path.of(System.getProperty(DATA), "first-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int port() {
        return Integer.getInteger(PORT);
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles()).filter(b -> symbolicName.equals(b.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    /** The jar of the FTP integration as shipped. */
    static Path ftpJar() {
        Path folder = Path.of(System.getProperty("patchbay.test.distribution"), "integrations");
        try (var jars = Files.newDirectoryStream(folder, FTP_BUNDLE + "-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new AssertionError("no integrations", e);
        }
    }

    /** Installs the FTP integration if it is not there. */
    void needFtp() {
        if (api.get("/api/v1/admin/bundles/" + FTP_BUNDLE).status() == 404) {
            api.install(ftpJar()).expect(201);
        }
    }

    /** Values of a connection to the FTP server beside the host, in clear. */
    static Map<String, Object> ftpValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", "127.0.0.1");
        values.put("encryption", "none");
        values.put("port", Integer.getInteger(FTP_PORT));
        values.put("username", "practice");
        values.put("password", System.getProperty(FTP_PASSWORD));
        return values;
    }

    static Map<String, Object> draft(String account, String provider, String label, Map<String, ?> values) {
        return new LinkedHashMap<>(Map.of("account", account, "provider", provider, "label", label, "values", values));
    }

    /** Creates a connection and returns its id. */
    String create(String account, String provider, String label, Map<String, ?> values) {
        return api.post("/api/v1/connections", draft(account, provider, label, values)).expect(201).json().get("id").asText();
    }

    /** Makes a key and returns its text. */
    Api key(String label, String account, String... scopes) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("label", label, "scopes", List.of(scopes)));
        if (!account.isEmpty()) {
            body.put("account", account);
        }
        return api.as(api.post("/api/v1/admin/api-keys", body).expect(201).json().get("key").asText());
    }
}
