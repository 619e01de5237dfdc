package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsWatchTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<SettingValues> applied = new ArrayList<>();
    private final HostLog log = new HostLog();
    private Path file;
    private SettingsReader reader;
    private SettingsWatch watch;

    @Before
    public void watch() throws Exception {
        file = folder.getRoot().toPath().resolve("patchbay.properties");
        Files.writeString(file, "log.level=info\n");
        Properties properties = new Properties();
        properties.setProperty("patchbay.home", folder.getRoot().toString());
        properties.setProperty("patchbay.conf", file.toString());
        reader = new SettingsReader(ProgramHome.find(Map.of(), properties), Map.of(), properties);
        watch = new SettingsWatch(file, reader::read, reader.read(), applied::add, log);
    }

    @Test
    public void liveChangeIsApplied() throws Exception {
        edit("log.level=debug\negress.allow=10.0.0.1\nlog.level.org.acme=trace\n");

        assertEquals(1, applied.size());
        assertEquals("debug", applied.get(0).text("log.level"));
        assertEquals("10.0.0.1", applied.get(0).text("egress.allow"));
        assertEquals(Map.of("org.acme", "trace"), applied.get(0).loggers());
        assertEquals(List.of("INFO Settings changed: egress.allow, log.level, log.level.org.acme."), log.kept());
    }

    @Test
    public void editMadeWhileTheHostStartedIsApplied() throws Exception {
        SettingValues atStart = reader.read();
        Files.writeString(file, "log.level=debug\n");
        new SettingsWatch(file, reader::read, atStart, applied::add, log).look();

        assertEquals(1, applied.size());
        assertEquals("debug", applied.get(0).text("log.level"));
    }

    @Test
    public void changeBackIsAppliedToo() throws Exception {
        edit("log.level.org.acme=trace\n");
        edit("");

        assertEquals(2, applied.size());
        assertEquals(Map.of(), applied.get(1).loggers());
    }

    @Test
    public void brokenEditChangesNothingAndIsExplained() throws Exception {
        edit("log.level=debug\nlog.keeep=3\n");

        assertEquals(List.of(), applied);
        assertEquals(List.of("WARN The edited settings are ignored. " + file + " line 2: there is no setting log.keeep; did you mean log.keep?"), log.kept());
    }

    @Test
    public void changeThatCannotTakeEffectNowIsNamedAndNotApplied() throws Exception {
        edit("log.level=warn\nhttp.port=1\n");

        assertEquals(7070, applied.get(0).number("http.port"));
        assertEquals(List.of("INFO Settings changed: log.level.",
                "WARN These settings differ from those the host runs with and take effect at the next start: http.port."), log.kept());
    }

    @Test
    public void untouchedFileIsLeftAlone() {
        watch.look();

        assertEquals(List.of(), applied);
        assertEquals(List.of(), log.kept());
    }

    @Test
    public void anEditIsReportedOnce() throws Exception {
        edit("http.port=1\n");
        int lines = log.kept().size();

        watch.look();

        assertEquals(1, lines);
        assertEquals(lines, log.kept().size());
    }

    @Test
    public void editOfACommentAppliesNothing() throws Exception {
        edit("# later\nlog.level=info\n");

        assertEquals(List.of(), applied);
    }

    private void edit(String content) throws Exception {
        Files.writeString(file, content);
        watch.look();
    }
}
