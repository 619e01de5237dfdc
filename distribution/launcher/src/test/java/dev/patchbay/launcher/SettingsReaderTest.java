package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsReaderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();
    private Path home;
    private Path file;

    @Before
    public void makeHome() throws Exception {
        home = folder.getRoot().toPath().toAbsolutePath().normalize();
        file = Files.createDirectory(home.resolve("conf")).resolve("patchbay.properties");
        properties.setProperty("patchbay.home", home.toString());
    }

    @Test
    public void withoutAnythingEveryKeyHasItsDefault() {
        SettingValues values = read();

        assertEquals("127.0.0.1", values.text("http.host"));
        assertEquals(7070, values.number("http.port"));
        assertEquals("600", values.text("delete.grace"));
        assertEquals(home.resolve("data"), values.dataFolder());
    }

    @Test
    public void fileIsUtf8AndHasTheFormOfJavaProperties() throws Exception {
        write("# a comment\n! another\n\n  http.port : 8181  \negress.allow = 10.0.0.0/8,\\\n    bücher.example\ndata.dir=C:\\\\data\n");

        SettingValues values = read();

        assertEquals(8181, values.number("http.port"));
        assertEquals("10.0.0.0/8,bücher.example", values.text("egress.allow"));
        assertTrue(values.text("data.dir"), values.text("data.dir").endsWith("C:\\data"));
    }

    @Test
    public void variableWinsOverFileAndPropertyOverBoth() throws Exception {
        write("http.port=1\negress.no-proxy=file\nlog.keep=3");
        environment.put("PATCHBAY_HTTP_PORT", "2");
        environment.put("PATCHBAY_EGRESS_NO_PROXY", "variable");
        properties.setProperty("patchbay.http.port", "3");

        SettingValues values = read();

        assertEquals(3, values.number("http.port"));
        assertEquals("variable", values.text("egress.no-proxy"));
        assertEquals(3, values.number("log.keep"));
    }

    @Test
    public void emptyVariableTakesAValueBack() throws Exception {
        write("egress.proxy=http://proxy:3128");
        environment.put("PATCHBAY_EGRESS_PROXY", "");

        assertEquals("", read().text("egress.proxy"));
    }

    @Test
    public void unknownKeyIsRefusedWithTheNearestAndItsLine() throws Exception {
        write("\nhttp.prot=1\n");

        assertEquals(List.of(file + " line 2: there is no setting http.prot; did you mean http.port?"), faults());
    }

    @Test
    public void keyLikeNothingPointsToTheTable() {
        environment.put("PATCHBAY_ENTIRELY_SOMETHING_ELSE", "1");

        assertEquals(List.of("environment variable PATCHBAY_ENTIRELY_SOMETHING_ELSE: there is no setting entirely.something.else;"
                + " bin/patchbay settings shows all."), faults());
    }

    @Test
    public void everyFaultIsReportedAtOnce() throws Exception {
        write("http.port=70000\nlog.level=loud\nhttp.port=1\ndata.dir=C:\\data\nhttp.behind-proxy=maybe\nno.such=1");
        environment.put("PATCHBAY_DELETE_GRACE", "soon");
        environment.put("PATCHBAY_HTTP_HOST", "0.0.0.0");
        properties.setProperty("patchbay.public.url", "ftp://x");

        List<String> faults = faults();

        assertEquals(faults.toString(), 9, faults.size());
        assertTrue(faults.toString(), faults.get(0).contains("line 3: http.port was given before, in " + file + " line 1"));
        assertTrue(faults.toString(), faults.get(1).contains("line 4: a single backslash"));
        assertTrue(faults.toString(), faults.get(2).contains("line 1: http.port: \"70000\" is no port"));
        assertTrue(faults.toString(), faults.get(7).startsWith("-Dpatchbay.public.url: public.url: \"ftp://x\" is no address"));
        assertTrue(faults.toString(), faults.get(8).startsWith("http.host=0.0.0.0 can be reached from other machines"));
    }

    @Test
    public void fileThatIsNotUtf8IsNamed() throws Exception {
        Files.write(file, "data.dir=b\u00fccher".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(List.of(file + " is not written in UTF-8."), faults());
    }

    @Test
    public void chosenFileMustBeThere() {
        environment.put("PATCHBAY_CONF", home.resolve("other.properties").toString());

        assertEquals(List.of("The settings file " + home.resolve("other.properties") + " is not there."), faults());
    }

    @Test
    public void chosenFileIsRead() throws Exception {
        Files.writeString(home.resolve("other.properties"), "http.port=4");
        environment.put("PATCHBAY_CONF", home.resolve("other.properties").toString());

        assertEquals(4, read().number("http.port"));
    }

    @Test
    public void variablesThatAreNoSettingsAreLeftAlone() {
        for (String name : List.of("PATCHBAY_JAVA_OPTS", "PATCHBAY_PASSPHRASE", "PATCHBAY_HOME", "PATCHBAY_URL", "PATCHBAY_KEY_FILE",
                "PATCHBAY_PORT", "PATCHBAY_SERVICE_HOST", "PATCHBAY_SERVICE_PORT_HTTP", "PATCHBAY_PORT_7070_TCP", "PATCHBAY_PORT_7070_TCP_ADDR", "HTTP_PORT")) {
            environment.put(name, "tcp://10.0.0.1:7070");
        }

        assertEquals(7070, read().number("http.port"));
    }

    @Test
    public void loggerHasItsOwnLevel() throws Exception {
        write("log.level.dev.patchbay.egress=DEBUG");
        environment.put("PATCHBAY_LOG_LEVEL_ORG_ACME", "off");

        assertEquals(Map.of("dev.patchbay.egress", "debug", "org.acme", "off"), read().loggers());
    }

    @Test
    public void bundlesGetEachValueInOneForm() throws Exception {
        write("delete.grace=2h\negress.timeout=30\negress.ca-file=conf/roots.pem\nhttp.behind-proxy=FALSE\npublic.url=https://c.example/\nhttp.host=[::1]");

        SettingValues values = read();

        assertEquals(Map.of("delete-grace", "7200", "public-url", "https://c.example", "connect-lifetime", "1800", "refresh-lease", "30",
                        "session-idle", "3600", "session-lifetime", "43200"),
                values.configurations().get("dev.patchbay.core"));
        assertEquals(Map.of("timeout", "30", "ca-file", home.resolve("conf/roots.pem").toString()), values.configurations().get("dev.patchbay.egress"));
        assertEquals(Map.of("behind-proxy", "false"), values.configurations().get("dev.patchbay.rest"));
        assertEquals(Map.of("patchbay.http.host", "::1", "patchbay.http.port", "7070"), values.frameworkProperties());
    }

    @Test
    public void configurationWithoutValuesIsThereSoThatItCanBeEmptied() {
        assertEquals(Map.of(), read().configurations().get("dev.patchbay.vault"));
    }

    @Test
    public void valuesAreNotPrinted() {
        environment.put("PATCHBAY_EGRESS_PROXY", "http://user:canary-8d1f@proxy:1");

        assertFalse(read().toString().contains("canary"));
    }

    @Test
    public void textValuesAreNotInFaults() throws Exception {
        write("egress.proxy=http://user:canary-8d1f@\\u0007proxy");

        assertFalse(faults().toString().contains("canary"));
    }

    private SettingValues read() {
        return new SettingsReader(ProgramHome.find(environment, properties), environment, properties).read();
    }

    private List<String> faults() {
        StartFailure failure = assertThrows(StartFailure.class, this::read);
        assertEquals(ExitCodes.USAGE, failure.exitCode());
        return failure.getMessage().lines().toList();
    }

    private void write(String content) throws Exception {
        Files.writeString(file, content);
    }
}
