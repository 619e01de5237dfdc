package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/** A real framework with bundles that hold nothing but a manifest. */
public class RunningFrameworkTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path repository;
    private RunningFramework framework;

    @Before
    public void prepare() throws Exception {
        repository = folder.newFolder("a repository + with % signs").toPath();
        framework = RunningFramework.prepare(folder.getRoot().toPath().resolve("cache"), Map.of("patchbay.mode", "host"), Map.of(), new HostLog());
    }

    @After
    public void stop() {
        framework.close();
    }

    @Test
    public void bundlesRunAtTheirStartLevel() throws Exception {
        bundle("one", Map.of());
        bundle("two", Map.of());

        framework.start(plan("x:one:1 3", "x:two:1 7"), repository);

        Bundle two = framework.bundle("two").orElseThrow();
        assertEquals(Bundle.ACTIVE, two.getState());
        assertEquals(7, two.adapt(BundleStartLevel.class).getStartLevel());
        assertEquals("host", framework.context().getProperty("patchbay.mode"));
    }

    @Test
    public void fragmentIsAttachedAndNotStarted() throws Exception {
        bundle("one", Map.of());
        bundle("fragment", Map.of("Fragment-Host", "one"));

        framework.start(plan("x:fragment:1 1", "x:one:1 1"), repository);

        assertEquals(Bundle.RESOLVED, framework.bundle("fragment").orElseThrow().getState());
    }

    @Test
    public void everyBundleThatDoesNotResolveIsNamedWithTheReason() throws Exception {
        bundle("one", Map.of("Import-Package", "not.there"));
        bundle("two", Map.of("Import-Package", "nor.this"));

        StartFailure failure = assertThrows(StartFailure.class, () -> framework.start(plan("x:one:1 1", "x:two:1 1"), repository));

        assertEquals(ExitCodes.SOFTWARE, failure.exitCode());
        List<String> lines = failure.getMessage().lines().toList();
        assertEquals(lines.toString(), 2, lines.size());
        assertTrue(lines.get(0), lines.get(0).startsWith("The bundle one does not start: ") && lines.get(0).contains("not.there"));
        assertTrue(lines.get(1), lines.get(1).startsWith("The bundle two does not start: ") && lines.get(1).contains("nor.this"));
    }

    @Test
    public void bundleWhoseActivatorFailsIsNamedWithTheReason() throws Exception {
        bundle("one", Map.of("Bundle-Activator", "not.there.Activator"));

        StartFailure failure = assertThrows(StartFailure.class, () -> framework.start(plan("x:one:1 1"), repository));

        assertTrue(failure.getMessage(), failure.getMessage().startsWith("The bundle one does not start: ") && failure.getMessage().contains("not.there.Activator"));
    }

    @Test
    public void missingBundleIsNamed() {
        StartFailure failure = assertThrows(StartFailure.class, () -> framework.start(plan("x:one:1 1"), repository));

        assertTrue(failure.getMessage(), failure.getMessage().contains("one-1.jar is missing"));
    }

    @Test
    public void nothingOfTheLauncherIsVisibleToBundles() throws Exception {
        bundle("one", Map.of("Import-Package", "dev.patchbay.launcher;resolution:=optional"));
        framework.start(plan("x:one:1 1"), repository);

        assertThrows(ClassNotFoundException.class, () -> framework.bundle("one").orElseThrow().loadClass(Main.class.getName()));
    }

    @Test
    public void bundlesSpeakThroughServices() {
        Signals signals = new Signals(framework.context());
        BundleContext context = framework.context();
        assertFalse(signals.isReady() || signals.failure().isPresent() || signals.command("backup").isPresent());

        context.registerService(BooleanSupplier.class, () -> true, new Hashtable<>(Map.of("patchbay.ready", true)));
        context.registerService(IntSupplier.class, () -> 78, new Hashtable<>(Map.of("patchbay.exit", 78, "patchbay.message", "Wrong passphrase.")));
        ToIntFunction<String[]> command = arguments -> arguments.length;
        context.registerService(ToIntFunction.class, command, new Hashtable<>(Map.of("patchbay.command", "backup")));

        assertTrue(signals.isReady());
        assertEquals("Wrong passphrase.", signals.failure().orElseThrow().getMessage());
        assertEquals(78, signals.failure().orElseThrow().exitCode());
        assertEquals(2, signals.command("backup").orElseThrow().applyAsInt(new String[2]));
        assertFalse(signals.command("restore").isPresent());
    }

    private static StartPlan plan(String... bundles) {
        List<StartPlan.Entry> entries = Stream.of(bundles).map(bundle -> bundle.split(" "))
                .map(parts -> new StartPlan.Entry(BundleId.parse(parts[0]), Integer.parseInt(parts[1]))).toList();
        return new StartPlan(entries, Map.of(), Map.of());
    }

    private void bundle(String name, Map<String, String> headers) throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        headers.forEach(attributes::putValue);
        Path jar = repository.resolve(new BundleId("x", name, "1").path());
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
    }
}
