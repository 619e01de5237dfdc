package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.caller;
import static dev.patchbay.installer.internal.InstallerFixture.messages;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.wiring.BundleWiring;

/** Install, update and uninstall in a running framework. */
public class InstallerTest {
    private static final String SCR = "org.apache.felix.scr";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private InstallerFixture host;

    @Before
    public void start() throws Exception {
        host = new InstallerFixture(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    private InstalledBundle install(ProviderBundle bundle) {
        return host.installer.install(ADMIN, stream(bundle), null);
    }

    private InstalledBundle update(ProviderBundle bundle) {
        return host.installer.update(ADMIN, "acme.sample", stream(bundle), null, false);
    }

    private InstalledBundle get() {
        return host.installer.get(ADMIN, "acme.sample");
    }

    @Test
    public void installedBundleRunsAndIsRecordedAndAudited() throws Exception {
        InstalledBundle bundle = install(sample("1.2"));

        assertEquals("ACTIVE", bundle.state());
        assertEquals("1.2.0", bundle.version());
        assertEquals(List.of("sample"), bundle.providers());
        assertEquals("sha256:" + host.row("acme.sample").digest(), bundle.digest());
        assertEquals("open", bundle.trust());
        assertEquals("installed", bundle.origin());
        assertNull(bundle.problem());
        assertEquals(1, host.providers.services("sample").size());
        assertEquals(List.of(bundle), host.installer.list(ADMIN));
        assertTrue(host.audited().toString(), host.audited().get(0).startsWith("bundle.install acme.sample "));
        assertEquals("no upload is left", List.of(), List.of(host.tmp().toFile().list()));
    }

    @Test
    public void jarOnTheClassPathAndMultiReleaseClassesAreAccepted() {
        byte[] future = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99};
        InstalledBundle bundle = install(sample("1").header("Bundle-ClassPath", ".,lib/a.jar,folder")
                .header("Multi-Release", "true").entry("lib/a.jar", Archives.zip("x", new byte[1])).entry("folder/x", new byte[1])
                .entry("META-INF/versions/99/X.class", future));
        assertEquals("ACTIVE", bundle.state());
    }

    @Test
    public void everyReasonIsGivenAtOnce() {
        ProblemException refused = problem(ProblemType.BUNDLE_REFUSED, () -> install(ProviderBundle.named("acme", "x")
                .header("Bundle-Activator", "a.B").header("Import-Package", "dev.patchbay.host.vault")
                .entry("../x", new byte[1]).entry("x.so", new byte[1])));
        assertEquals(List.of("../x entry-name", "Bundle-Activator header", "Bundle-Version required", "Import-Package host-package",
                "Provide-Capability no-provider", "Service-Component required", "x.so native-code"), reasons(refused));
    }

    @Test
    public void missingPackageIsNamedWithItsVersions() {
        ProblemException refused = problem(ProblemType.BUNDLE_UNRESOLVED, () -> install(sample("1").header("Import-Package",
                "dev.patchbay.api,dev.patchbay.api.provider,no.such;version=\"[1.2,2)\"")));
        assertTrue(messages(refused), messages(refused).contains("the package no.such in version >= 1.2.0 and < 2.0.0."));
    }

    @Test
    public void digestThatWasGivenMustBeThatOfTheUpload() throws Exception {
        byte[] jar = sample("1").jar();
        List<String> before = host.state();
        ProblemException refused = problem(ProblemType.CHECKSUM_MISMATCH,
                () -> host.installer.install(ADMIN, stream(jar), "0".repeat(64)));
        assertEquals(List.of("sha256 digest"), reasons(refused));
        assertEquals(before, host.state());
        String right = HexFormat.of().formatHex(Upload.sha256().digest(jar));
        InstalledBundle bundle = host.installer.install(ADMIN, stream(jar), right.toUpperCase(Locale.ROOT));
        assertEquals("sha256:" + right, bundle.digest());
    }

    @Test
    public void uploadThatBreaksOffIsMalformedAndLeavesNothing() throws Exception {
        List<String> before = host.state();
        InputStream breaking = new FilterInputStream(stream(sample("1")).bytes()) {
            private int reads;

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                if (reads++ > 0) {
                    throw new IOException("connection reset");
                }
                return super.read(buffer, from, 100);
            }
        };
        problem(ProblemType.MALFORMED, () -> host.installer.install(ADMIN, new Content(breaking), null));
        assertEquals(before, host.state());
    }

    @Test
    public void onlyTheScopeWithoutAnAccountMay() {
        install(sample("1"));
        for (Caller caller : List.of(caller(null, Scope.ADMIN, Scope.READ), caller("shop", Scope.BUNDLES_INSTALL))) {
            problem(ProblemType.FORBIDDEN, () -> host.installer.list(caller));
            problem(ProblemType.FORBIDDEN, () -> host.installer.get(caller, "acme.sample"));
            problem(ProblemType.FORBIDDEN, () -> host.installer.install(caller, stream(sample("2")), null));
            problem(ProblemType.FORBIDDEN, () -> host.installer.update(caller, "acme.sample", stream(sample("2")), null, false));
            problem(ProblemType.FORBIDDEN, () -> host.installer.uninstall(caller, "acme.sample"));
        }
        assertEquals("1.0.0", get().version());
    }

    @Test
    public void bundleOfTheStartSetCannotBeChanged() throws Exception {
        List<String> before = host.state();
        problem(ProblemType.CONFLICT, () -> host.installer.update(ADMIN, SCR, stream(sample("2")), null, false));
        problem(ProblemType.CONFLICT, () -> host.installer.uninstall(ADMIN, SCR));
        assertEquals(before, host.state());
        assertEquals("start-set", host.installer.get(ADMIN, SCR).origin());
    }

    @Test
    public void unknownBundleIsNotFound() {
        problem(ProblemType.NOT_FOUND, () -> host.installer.get(ADMIN, "acme.sample"));
        problem(ProblemType.NOT_FOUND, () -> host.installer.update(ADMIN, "acme.sample", stream(sample("2")), null, false));
        problem(ProblemType.NOT_FOUND, () -> host.installer.uninstall(ADMIN, "acme.sample"));
    }

    @Test
    public void secondInstallOfANameIsAConflict() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        problem(ProblemType.CONFLICT, () -> install(sample("2")));
        assertEquals(before, host.state());
    }

    @Test
    public void installThatCannotBeRecordedIsTakenBack() throws Exception {
        List<String> before = host.state();
        host.audit.failing = true;
        try {
            install(sample("1"));
            throw new AssertionError("installed without its audit entry");
        } catch (IllegalStateException e) {
            assertEquals("the audit cannot be written", e.getMessage());
        }
        List<String> after = new ArrayList<>(host.state());
        assertTrue("the provider was here and owns its id", after.remove("provider sample acme.sample"));
        assertEquals(before, after);
    }

    @Test
    public void updateReplacesTheBundle() {
        install(sample("1"));
        List<Long> service = host.providers.services("sample");
        InstalledBundle updated = update(sample("2"));
        assertEquals("2.0.0", updated.version());
        assertEquals("2.0.0", host.row("acme.sample").version());
        assertNotEquals(service, host.providers.services("sample"));
        assertTrue(host.audited().toString(), host.audited().get(0).startsWith("bundle.update acme.sample "));
    }

    @Test
    public void sameBytesAgainChangeNothing() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        List<Long> service = host.providers.services("sample");
        assertEquals(get(), update(sample("1")));
        assertEquals(before, host.state());
        assertEquals("not even restarted", service, host.providers.services("sample"));
    }

    @Test
    public void olderVersionWithAnotherProviderIsAcceptedAndTheAuditSaysSo() {
        install(sample("2"));
        InstalledBundle older = update(ProviderBundle.named("acme.sample", "1").provider("other", OtherProvider.class));
        assertEquals(List.of("other"), older.providers());
        String entry = host.audited().get(0);
        assertTrue(entry, entry.contains("removed-providers=sample") && entry.contains("replaced-version=2.0.0"));
    }

    @Test
    public void updateThatDoesNotResolveDoesNotEvenInterruptTheFormer() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        List<Long> service = host.providers.services("sample");
        ProblemException refused = problem(ProblemType.BUNDLE_UNRESOLVED,
                () -> update(sample("2").header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,no.such")));
        assertEquals(List.of("Import-Package missing"), reasons(refused));
        assertEquals(before, host.state());
        assertEquals(service, host.providers.services("sample"));
    }

    @Test
    public void updateWhoseProviderIsRefusedPutsTheFormerBack() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        ProblemException refused = problem(ProblemType.PROVIDER_REFUSED,
                () -> update(ProviderBundle.named("acme.sample", "2").provider("promised", OtherProvider.class)));
        assertEquals(List.of("other provider-refused"), reasons(refused));
        assertEquals(before, host.state());
    }

    @Test
    public void updateThatCannotBeRecordedPutsTheFormerBack() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        host.audit.failing = true;
        try {
            update(sample("2"));
            throw new AssertionError("updated without its audit entry");
        } catch (IllegalStateException e) {
            assertEquals("the audit cannot be written", e.getMessage());
        }
        assertEquals(before, host.state());
    }

    @Test
    public void updateMustBeOfTheSameName() throws Exception {
        install(sample("1"));
        List<String> before = host.state();
        ProblemException refused = problem(ProblemType.BUNDLE_REFUSED,
                () -> update(ProviderBundle.named("acme.other", "2").provider("other", OtherProvider.class)));
        assertEquals(List.of("Bundle-SymbolicName other-bundle"), reasons(refused));
        assertEquals(before, host.state());
    }

    @Test
    public void uninstalledBundleIsGoneAndCanComeBack() throws Exception {
        List<String> before = host.state().stream().filter(line -> !line.startsWith("file")).toList();
        install(sample("1"));
        host.installer.uninstall(ADMIN, "acme.sample");
        assertEquals(List.of(), host.providers.services("sample"));
        assertEquals("bundle.uninstall", host.audited().get(0).split(" ")[0]);
        assertEquals(before, host.state().stream()
                .filter(line -> !line.startsWith("file") && !line.startsWith("audit") && !line.startsWith("provider")).toList());
        assertEquals("ACTIVE", install(sample("1")).state());
    }

    @Test
    public void uninstallThatCannotBeRecordedPutsTheBundleBack() {
        install(sample("1"));
        host.audit.failing = true;
        try {
            host.installer.uninstall(ADMIN, "acme.sample");
            throw new AssertionError("uninstalled without its audit entry");
        } catch (IllegalStateException e) {
            assertEquals("the audit cannot be written", e.getMessage());
        }
        assertEquals("ACTIVE", get().state());
        assertEquals(1, host.providers.services("sample").size());
        assertNotNull(host.row("acme.sample"));
    }

    @Test
    public void idStaysWithItsOwnerAfterItsBundleWasUninstalled() {
        install(sample("1"));
        host.installer.uninstall(ADMIN, "acme.sample");
        ProblemException refused = problem(ProblemType.PROVIDER_OWNED, () -> install(
                ProviderBundle.named("acme.thief", "1").provider("sample", dev.patchbay.installer.fixture.SampleProvider.class)));
        assertEquals(List.of("sample provider-owned"), reasons(refused));
    }

    @Test
    public void changeThatWaitsTooLongForAnotherIsToldToComeBack() throws Exception {
        host.install(Duration.ofMillis(1));
        RunningInstaller hasty = host.installer;
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<InstalledBundle> first = new FutureTask<>(() -> hasty.install(ADMIN, stream(sample("1")), null));
        host.providers.beforeAsking(() -> {
            inside.countDown();
            go.await();
            return null;
        });
        new Thread(first, "first").start();
        inside.await();
        ProblemException waited = problem(ProblemType.NOT_READY, () -> hasty.install(ADMIN,
                stream(ProviderBundle.named("acme.other", "1").provider("other", OtherProvider.class)), null));
        assertNotNull(waited.retryAfter());
        go.countDown();
        assertEquals("ACTIVE", first.get().state());
        assertEquals("no upload is left", List.of(), List.of(host.tmp().toFile().list()));
    }

    @Test
    public void ofTwoUploadsOfOneNameAtOnceOneIsInstalled() throws Exception {
        List<FutureTask<InstalledBundle>> both = new ArrayList<>();
        for (String version : List.of("1", "2")) {
            both.add(new FutureTask<>(() -> install(sample(version))));
        }
        both.forEach(task -> new Thread(task, "upload").start());
        int conflicts = 0;
        for (FutureTask<InstalledBundle> task : both) {
            try {
                task.get();
            } catch (java.util.concurrent.ExecutionException e) {
                assertEquals(ProblemType.CONFLICT, ((ProblemException) e.getCause()).type());
                conflicts++;
            }
        }
        assertEquals(1, conflicts);
        assertEquals(get().version(), host.row("acme.sample").version());
        assertEquals(1, host.providers.services("sample").size());
    }

    @Test
    public void noClassLoaderOfAReplacedOrRemovedBundleIsHeld() {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            install(sample("1." + i));
            loaders.add(loader());
            update(sample("2." + i));
            loaders.add(loader());
            ProviderBundle refused = ProviderBundle.named("acme.sample", "3").provider("promised", OtherProvider.class);
            problem(ProblemType.PROVIDER_REFUSED, () -> update(refused));
            host.installer.uninstall(ADMIN, "acme.sample");
        }
        Eventually.until("every class loader is collected", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertFalse(loaders.isEmpty());
    }

    private WeakReference<ClassLoader> loader() {
        return new WeakReference<>(new LiveBundles(host.framework.getBundleContext()).find("acme.sample").orElseThrow()
                .adapt(BundleWiring.class).getClassLoader());
    }
}
