package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.declaration;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.ProviderBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What is installed follows a folder. */
public class WatchedFolderTest {
    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;
    private Path folder;
    private WatchedFolder watched;

    @Before
    public void watch() throws Exception {
        fixture = host.fixture;
        folder = host.newFolder("watched");
        restart();
    }

    private void restart() {
        watched = new WatchedFolder(folder, fixture.installer, fixture.features, fixture.parts);
    }

    private void lookTwice() {
        watched.look();
        watched.look();
    }

    private List<String> installed() {
        return fixture.installer.list(ADMIN).stream().filter(bundle -> bundle.origin().equals("installed"))
                .map(bundle -> bundle.symbolicName() + " " + bundle.version() + " " + bundle.state()).toList();
    }

    private Path drop(String name, byte[] content) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000L + content.length)));
        return file;
    }

    @Test
    public void droppedFilesAreInstalledReplacedAndUninstalled() throws Exception {
        Path jar = drop("sample.jar", sample("1").jar());
        Path json = drop("acme.connection.json", declaration("acme", "1.0.0"));
        lookTwice();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE", "dev.patchbay.json.acme 1.0.0 ACTIVE"), installed());
        drop("sample.jar", sample("2.0.1").jar());
        drop("acme.connection.json", declaration("acme", "1.10.0"));
        lookTwice();
        assertEquals(List.of("acme.sample 2.0.1 ACTIVE", "dev.patchbay.json.acme 1.10.0 ACTIVE"), installed());
        Files.delete(jar);
        Files.delete(json);
        watched.look();
        assertEquals(List.of(), installed());
    }

    @Test
    public void fileThatStillGrowsIsNotRead() throws Exception {
        byte[] jar = sample("1").jar();
        for (int part = 1; part <= 4; part++) {
            drop("sample.jar", java.util.Arrays.copyOf(jar, jar.length * part / 4));
            watched.look();
            assertEquals(List.of(), installed());
            assertFalse(Files.exists(folder.resolve("sample.jar.refused.txt")));
        }
        watched.look();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
    }

    @Test
    public void refusedFileGetsItsReasonsBesideItUntilItIsCorrectedOrGone() throws Exception {
        Path reasons = folder.resolve("sample.jar.refused.txt");
        drop("sample.jar", sample("1").header("Bundle-Activator", "a.B").jar());
        lookTwice();
        assertTrue(Files.readString(reasons), Files.readString(reasons).contains("Bundle-Activator: "));
        watched.look();
        drop("sample.jar", sample("1").jar());
        lookTwice();
        assertFalse(Files.exists(reasons));
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
        Path bad = drop("bad.jar", new byte[] {1});
        lookTwice();
        assertTrue(Files.exists(folder.resolve("bad.jar.refused.txt")));
        Files.delete(bad);
        watched.look();
        assertFalse(Files.exists(folder.resolve("bad.jar.refused.txt")));
    }

    @Test
    public void refusedReplacementLeavesTheFormerRunning() throws Exception {
        drop("sample.jar", sample("1").jar());
        lookTwice();
        drop("sample.jar", sample("2").header("Bundle-Activator", "a.B").jar());
        lookTwice();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
        assertTrue(Files.exists(folder.resolve("sample.jar.refused.txt")));
    }

    @Test
    public void archiveOfAFeatureIsInstalledAndUninstalled() throws Exception {
        Path zip = drop("both.zip", FeatureArchive.of("acme:both:1").bundle("sample", "1", sample("1")).zip());
        lookTwice();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
        assertEquals(1, fixture.features.list(ADMIN).size());
        Files.delete(zip);
        watched.look();
        assertEquals(List.of(), installed());
        assertEquals(List.of(), fixture.features.list(ADMIN));
    }

    @Test
    public void restartKnowsWhatCameFromTheFolder() throws Exception {
        Path jar = drop("sample.jar", sample("1").jar());
        Path json = drop("acme.connection.json", declaration("acme", "1.0.0"));
        lookTwice();
        Files.delete(jar);
        fixture.restart();
        restart();
        List<String> audited = fixture.audited();
        lookTwice();
        assertEquals(List.of("dev.patchbay.json.acme 1.0.0 ACTIVE"), installed());
        assertEquals("nothing but the uninstall was done", audited.size() + 1, fixture.audited().size());
        assertFalse(Files.exists(folder.resolve(json.getFileName() + ".refused.txt")));
    }

    @Test
    public void whatAPersonInstalledIsNotTouched() throws Exception {
        fixture.installer.install(ADMIN, InstallerFixture.stream(sample("1")), null);
        drop("sample.jar", sample("2").jar());
        lookTwice();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
        String reasons = Files.readString(folder.resolve("sample.jar.refused.txt"));
        assertTrue(reasons, reasons.contains("is installed already"));
        Files.delete(folder.resolve("sample.jar"));
        watched.look();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
    }

    @Test
    public void folderThatIsAwayUninstallsNothing() throws Exception {
        drop("sample.jar", sample("1").jar());
        drop("readme.txt", new byte[] {1});
        lookTwice();
        Path away = folder.resolveSibling("away");
        Files.move(folder, away);
        lookTwice();
        assertEquals(List.of("acme.sample 1.0.0 ACTIVE"), installed());
        assertTrue(ProviderBundle.class.getName(), Files.exists(away.resolve("readme.txt")));
    }
}
