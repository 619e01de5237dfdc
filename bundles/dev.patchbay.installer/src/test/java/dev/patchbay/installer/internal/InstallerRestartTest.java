package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.installer.fixture.SampleProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a start makes of the records, with a framework that remembers nothing. */
public class InstallerRestartTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private InstallerFixture host;

    @Before
    public void start() throws Exception {
        host = new InstallerFixture(folder.getRoot().toPath());
        host.installer.install(ADMIN, stream(sample("1")), null);
        host.installer.install(ADMIN, stream(other()), null);
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    private static ProviderBundle other() {
        return ProviderBundle.named("acme.other", "1").provider("other", OtherProvider.class);
    }

    private InstalledBundle get(String name) {
        return host.installer.get(ADMIN, name);
    }

    private void assertNotRun(String why) throws Exception {
        int made = Integer.getInteger(SampleProvider.MADE, 0);
        host.restart();
        assertEquals("MISSING", get("acme.sample").state());
        assertTrue(get("acme.sample").problem(), get("acme.sample").problem().contains(why));
        assertEquals("its code did not run", made, (int) Integer.getInteger(SampleProvider.MADE, 0));
        assertEquals("the others do", "ACTIVE", get("acme.other").state());
        assertEquals(2, host.installer.list(ADMIN).size());
    }

    private static BundleRow changed(BundleRow row, String digest, byte[] content) {
        return new BundleRow(row.symbolicName(), row.version(), digest, content, row.providers(), row.installedBy(),
                row.installedAt(), row.mac(), row.trust(), row.signer());
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Upload.sha256().digest(content));
    }

    @Test
    public void recordedBundlesRunAgainWithTheirProviders() throws Exception {
        host.restart();
        assertEquals("ACTIVE", get("acme.sample").state());
        assertNull(get("acme.sample").problem());
        assertEquals(1, host.providers.services("sample").size());
        assertEquals(1, host.providers.services("other").size());
    }

    @Test
    public void bundleWithoutARecordIsNotThereAfterAStart() throws Exception {
        // what a host killed between starting a bundle and recording it leaves: a cache, an upload and no record
        new LiveBundles(host.framework.getBundleContext()).put(checked("acme.half"), half("acme.half").jar());
        Path left = Files.createFile(host.tmp().resolve("upload-1.jar"));
        Path others = Files.createFile(host.tmp().resolve("of-someone-else"));
        host.restart();
        assertFalse(host.state().toString().contains("acme.half"));
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(others));
    }

    private static ProviderBundle half(String name) {
        return ProviderBundle.named(name, "1").provider("half", OtherProvider.class);
    }

    private CheckedBundle checked(String name) throws Exception {
        Path jar = Files.write(folder.newFile().toPath(), half(name).jar());
        return new UploadCheck(new LiveBundles(host.framework.getBundleContext()), host.tmp()).check(jar, id -> Optional.empty(), null, false);
    }

    @Test
    public void recordWithOtherBytesIsListedAndNotRun() throws Exception {
        BundleRow row = host.row("acme.sample");
        host.putRow(changed(row, row.digest(), sample("6.6.6").jar()));
        assertNotRun("are not those that were installed");
    }

    @Test
    public void recordWithOtherBytesAndTheirDigestIsListedAndNotRun() throws Exception {
        byte[] evil = sample("6.6.6").jar();
        host.putRow(changed(host.row("acme.sample"), digest(evil), evil));
        assertNotRun("changed outside of the host");
    }

    @Test
    public void contentsOfTwoRecordsCannotBeSwapped() throws Exception {
        BundleRow row = host.row("acme.sample");
        BundleRow other = host.row("acme.other");
        host.putRow(new BundleRow(row.symbolicName(), other.version(), other.digest(), other.content(), other.providers(),
                other.installedBy(), other.installedAt(), other.mac(), other.trust(), other.signer()));
        assertNotRun("changed outside of the host");
    }

    @Test
    public void recordThatPassesNoCheckAnyMoreIsListedAndNotRun() throws Exception {
        // as after an upgrade to a host that refuses more: the record is the host's own
        byte[] jar = sample("1").header("Bundle-Activator", "a.B").jar();
        CheckedBundle bundle = new CheckedBundle("acme.sample", "1.0.0", Set.of("sample"), Map.of(), List.of(), false);
        try (Upload upload = Upload.receive(new ByteArrayInputStream(jar), host.tmp(), null)) {
            BundleRecords records = host.parts.records();
            RecordChange change = records.change();
            records.put(change, ADMIN, new Candidate(bundle, upload, new Trusted("open", "")), null);
            change.commit();
        }
        assertNotRun("Bundle-Activator");
    }

    @Test
    public void failedUpdateDoesNotRunARecordThatIsNotBelieved() throws Exception {
        byte[] evil = sample("6.6.6").jar();
        host.putRow(changed(host.row("acme.sample"), digest(evil), evil));
        host.restart();
        List<String> before = host.state();
        int made = Integer.getInteger(SampleProvider.MADE, 0);
        problem(ProblemType.PROVIDER_REFUSED, () -> host.installer.update(ADMIN, "acme.sample",
                stream(ProviderBundle.named("acme.sample", "2").provider("promised", OtherProvider.class)), null, false));
        assertEquals(before, host.state());
        assertEquals(made, (int) Integer.getInteger(SampleProvider.MADE, 0));
    }

    @Test
    public void recordThatIsNotBelievedIsMendedByAnUpdateOrUninstalled() throws Exception {
        host.putRow(changed(host.row("acme.sample"), "0".repeat(64), new byte[1]));
        host.putRow(changed(host.row("acme.other"), "0".repeat(64), new byte[1]));
        host.restart();
        InstalledBundle mended = host.installer.update(ADMIN, "acme.sample", stream(sample("1")), null, false);
        assertEquals("ACTIVE", mended.state());
        assertNull(mended.problem());
        host.installer.uninstall(ADMIN, "acme.other");
        host.restart();
        assertEquals(List.of(mended), host.installer.list(ADMIN));
    }

    @Test
    public void aSecondStartOverTheSameFrameworkFindsEverything() throws Exception {
        host.parts.startRecorded(host.features);
        assertEquals("ACTIVE", get("acme.sample").state());
        assertEquals(1, host.providers.services("sample").size());
    }
}
