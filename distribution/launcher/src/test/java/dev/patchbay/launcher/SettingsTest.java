package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class SettingsTest {
    private static final Path SHIPPED = Path.of("../assembly/src/conf/patchbay.properties");

    @Test
    public void shippedFileIsTheOneOfTheTable() throws Exception {
        assertEquals("write it anew with: bin/patchbay settings --file", Settings.file(), Files.readString(SHIPPED));
    }

    @Test
    public void everyRowIsComplete() {
        Set<Object> once = new HashSet<>();
        for (Setting setting : Settings.table()) {
            assertTrue(setting.key(), setting.key().matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+"));
            assertTrue(setting.key(), setting.help().endsWith("."));
            assertTrue(setting.key(), once.add(setting.key()));
            assertTrue(setting.key(), once.add(setting.variable()));
            assertTrue(setting.key(), setting.target() instanceof Setting.Launcher || once.add(setting.target()));
            assertTrue(setting.key(), setting.standard().isEmpty() || setting.kind().fault(setting.standard()).isEmpty());
        }
    }

    @Test
    public void everyRowIsInTheTableOfTheManual() {
        String manual = Settings.markdown();

        assertEquals(Settings.table().size() + 2, manual.lines().count());
        assertTrue(manual.lines().allMatch(line -> line.matches("\\|.*\\|") && line.replace("\\|", "").chars().filter(c -> c == '|').count() == 6));
        for (Setting setting : Settings.table()) {
            assertTrue(setting.key(), manual.contains("| `" + setting.key() + "` |"));
        }
    }

    @Test
    public void liveSettingsAreThoseOfLogEgressPeopleCoreAndSandbox() {
        for (Setting setting : Settings.table()) {
            boolean live = setting.key().matches("(log|egress|connect|session|embed|refresh|delete|consumers|sandbox)\\..*");
            assertEquals(setting.key(), live, setting.live());
        }
    }

    @Test
    public void areaAndRestBecomePidAndKey() {
        assertEquals(new Setting.Configuration("dev.patchbay.egress", "no-proxy"), Settings.find("egress.no-proxy").orElseThrow().target());
        assertEquals(new Setting.Configuration("dev.patchbay.rest", "tls-key"), Settings.find("http.tls-key").orElseThrow().target());
        assertEquals(new Setting.Configuration("dev.patchbay.core", "public-url"), Settings.find("public.url").orElseThrow().target());
        assertEquals(new Setting.FrameworkProperty("patchbay.http.port"), Settings.find("http.port").orElseThrow().target());
    }

    @Test
    public void loggersAreSettings() {
        assertTrue(Settings.find("log.level.dev.patchbay.egress").orElseThrow().live());
        assertFalse(Settings.find("log.level.").isPresent());
    }
}
