package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What logback makes of the configuration. */
public class LogLineTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final LoggerContext logback = new LoggerContext();
    private Path data;

    @Before
    public void configure() throws Exception {
        data = folder.newFolder("a (b) & c").toPath();
        Map<String, String> values = new LinkedHashMap<>();
        Settings.table().forEach(setting -> values.put(setting.key(), setting.standard()));
        String xml = LogConfiguration.host(new SettingValues(values), data).replace("core.ConsoleAppender", "core.helpers.NOPAppender");
        logback.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logback);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @After
    public void stop() {
        logback.stop();
    }

    @Test
    public void anEventIsOneLineWithItsTimeInUtc() throws Exception {
        logback.getLogger("org.acme").info("two\r\nlines \u001b[31mand\u0007 colour");

        List<String> lines = lines();
        assertEquals(1, lines.size());
        assertTrue(lines.get(0), lines.get(0).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\[.*] org\\.acme: two lines  \\[31mand  colour"));
    }

    @Test
    public void stackTraceStaysOnTheLine() throws Exception {
        logback.getLogger("org.acme").warn("failed", new IllegalStateException("why\nso"));
        logback.getLogger("org.acme").warn("next");

        List<String> lines = lines();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0), lines.get(0).contains("org.acme: failed | java.lang.IllegalStateException: why | so | at dev.patchbay.launcher.LogLineTest"));
        assertTrue(lines.get(1), lines.get(1).endsWith(" org.acme: next"));
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(data.resolve("logs/patchbay.log"));
    }
}
