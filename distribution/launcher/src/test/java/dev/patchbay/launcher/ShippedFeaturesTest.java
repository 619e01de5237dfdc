package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Reads what the module "features" built; build that one first. */
public class ShippedFeaturesTest {
    private static final Path BUILT = Path.of("../../features/target");

    @Test
    public void repositoryHoldsTheBundlesOfTheFeaturesAndNothingElse() throws Exception {
        Set<String> wanted = features().stream().flatMap(feature -> feature.bundles().stream()).map(BundleId::path).collect(Collectors.toCollection(TreeSet::new));
        Path repository = BUILT.resolve("repository");
        Set<String> there;
        try (Stream<Path> files = Files.walk(repository)) {
            there = files.filter(file -> file.toString().endsWith(".jar")).map(file -> repository.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertFalse(there.isEmpty());
        assertEquals("features/*.json (expected) and the dependencies of features/pom.xml differ", wanted, there);
    }

    @Test
    public void maintenanceHasTheHostButNoHttpAndNoIntegrations() {
        Set<String> bundles = StartPlan.of(features(), "maintenance").bundles().stream().map(entry -> entry.id().artifactId()).collect(Collectors.toSet());

        assertTrue(bundles.toString(), bundles.containsAll(Set.of("dev.patchbay.core", "dev.patchbay.store", "dev.patchbay.vault", "sqlite-jdbc")));
        assertTrue(bundles.toString(), bundles.stream().noneMatch(name -> name.contains("http") || name.contains("jersey") || name.contains(".type.") || name.contains("installer")));
    }

    @Test
    public void integrationsAreNotInTheStartSet() {
        assertTrue(StartPlan.of(features(), "host").bundles().stream().noneMatch(entry -> entry.id().artifactId().startsWith("dev.patchbay.app.")));
    }

    @Test
    public void noPlaceholderIsLeft() {
        for (StartPlan.Entry entry : StartPlan.of(features(), "host").bundles()) {
            assertFalse(entry.id().toString(), entry.id().toString().contains("$"));
        }
    }

    private static List<Feature> features() {
        List<Feature> features = FeatureReader.read(BUILT.resolve("features"));
        assertFalse(features.isEmpty());
        return features;
    }
}
