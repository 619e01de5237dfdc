package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HostAddressTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final Path FILE = Path.of("key");

    private static String message(String url, Map<String, String> environment) {
        return assertThrows(MojoFailureException.class, () -> HostAddress.of(url, null, environment)).getMessage();
    }

    @Test
    public void hostOfTheDistributionIsTheDefault() throws Exception {
        HostAddress host = HostAddress.of(null, null, Map.of("PATCHBAY_HOME", "/opt/patchbay"));
        assertEquals("http://127.0.0.1:7070", host.toString());
        assertEquals(Path.of("/opt/patchbay/data/first-key"), host.keyFile());
        assertEquals("http://127.0.0.1:7070/api/v1/admin/bundles", host.resolve("api/v1/admin/bundles").toString());
    }

    @Test
    public void settingsOfTheHostInTheEnvironmentCount() throws Exception {
        HostAddress host = HostAddress.of(null, null,
                Map.of("PATCHBAY_HOME", "/opt/patchbay", "PATCHBAY_HTTP_PORT", "7080", "PATCHBAY_DATA_DIR", "/var/lib/patchbay"));
        assertEquals("http://127.0.0.1:7080", host.toString());
        assertEquals(Path.of("/var/lib/patchbay/first-key"), host.keyFile());
    }

    @Test
    public void variablesForTheGoalsWinOverThose() throws Exception {
        HostAddress host = HostAddress.of(null, null, Map.of("PATCHBAY_HOME", "/opt/patchbay", "PATCHBAY_HTTP_PORT", "7080",
                "PATCHBAY_URL", "https://patchbay.example/hub", "PATCHBAY_KEY_FILE", "/secrets/key"));
        assertEquals("https://patchbay.example/hub/api", host.resolve("api").toString());
        assertEquals(Path.of("/secrets/key"), host.keyFile());
    }

    @Test
    public void whatTheAuthorSaysWins() throws Exception {
        HostAddress host = HostAddress.of("http://localhost:1234/", FILE,
                Map.of("PATCHBAY_URL", "https://patchbay.example", "PATCHBAY_KEY_FILE", "/secrets/key"));
        assertEquals("http://localhost:1234", host.toString());
        assertEquals(FILE, host.keyFile());
    }

    @Test
    public void keyIsNeverSentInClearOverANetwork() {
        assertTrue(message("http://patchbay.example", Map.of()).contains("https"));
    }

    @Test
    public void whatIsNoAddressIsNamed() {
        for (String url : new String[] {"patchbay.example", "ftp://patchbay.example", "http:///path", "http://a b"}) {
            assertTrue(url, message(url, Map.of("PATCHBAY_HOME", "/opt/patchbay")).contains(url));
        }
    }

    @Test
    public void withoutAHomeTheMessageSaysWhatToSet() {
        assertTrue(message(null, Map.of()).contains("PATCHBAY_HOME"));
    }

    @Test
    public void keyIsReadWhenItIsNeededAndNeverPrinted() throws Exception {
        Path file = folder.getRoot().toPath().resolve("first-key");
        HostAddress host = HostAddress.of(null, file, Map.of());
        MojoFailureException missing = assertThrows(MojoFailureException.class, host::key);
        assertTrue(missing.getMessage().contains(file.toString()));
        Files.writeString(file, "pbk_abc\n");
        assertEquals("pbk_abc", host.key());
        assertFalse(host.toString().contains("pbk_abc"));
    }
}
