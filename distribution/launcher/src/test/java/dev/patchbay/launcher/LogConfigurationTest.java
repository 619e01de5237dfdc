package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class LogConfigurationTest {
    @Test
    public void levelsSizesAndFilesAreThoseOfTheSettings() throws Exception {
        Document log = log(Path.of("/d & <e>"), "log.level", "warn", "log.max-size", "7MB", "log.keep", "3", "log.level.org.acme", "trace");

        assertEquals("warn", ((Element) log.getElementsByTagName("root").item(0)).getAttribute("level"));
        assertEquals("7MB", text(log, "maxFileSize"));
        assertEquals("3", text(log, "maxHistory"));
        assertEquals("21MB", text(log, "totalSizeCap"));
        assertEquals(Path.of("/d & <e>/logs/patchbay.log"), Path.of(text(log, "file")));
        assertEquals("trace", levels(log).get("org.acme"));
    }

    @Test
    public void talkativeLibrariesAreQuietUnlessSomebodyLooks() throws Exception {
        assertEquals("warn", levels(log(Path.of("/d"), "log.level", "info")).get("org.eclipse.jetty"));
        assertFalse(levels(log(Path.of("/d"), "log.level", "trace")).containsKey("org.glassfish.jersey"));
        assertEquals("info", levels(log(Path.of("/d"), "log.level", "info", "log.level.org.eclipse.jetty", "info")).get("org.eclipse.jetty"));
    }

    @Test
    public void noSettingMakesTheHttpServerPrintHeadersAndBodies() throws Exception {
        assertEquals("info", levels(log(Path.of("/d"), "log.level", "trace")).get("org.eclipse.jetty"));
        Map<String, String> asked = levels(log(Path.of("/d"), "log.level.org.eclipse.jetty", "debug", "log.level.org.eclipse.jetty.http", "trace"));
        assertEquals("info", asked.get("org.eclipse.jetty"));
        assertEquals("info", asked.get("org.eclipse.jetty.http"));
    }

    @Test
    public void changesAreSeenWhileRunning() throws Exception {
        Element configuration = log(Path.of("/d"), "log.level", "info").getDocumentElement();

        assertEquals("true", configuration.getAttribute("scan"));
        assertTrue(configuration.getAttribute("scanPeriod").startsWith("2 "));
    }

    private static Map<String, String> levels(Document log) {
        Map<String, String> levels = new LinkedHashMap<>();
        NodeList loggers = log.getElementsByTagName("logger");
        for (int i = 0; i < loggers.getLength(); i++) {
            levels.put(((Element) loggers.item(i)).getAttribute("name"), ((Element) loggers.item(i)).getAttribute("level"));
        }
        return levels;
    }

    private static String text(Document log, String element) {
        return log.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Document log(Path data, String... changes) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        Settings.table().forEach(setting -> values.put(setting.key(), setting.standard()));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        String xml = LogConfiguration.host(new SettingValues(values), data);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
