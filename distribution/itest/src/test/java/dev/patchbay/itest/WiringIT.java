package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The shipped features fit together, in the framework and by the rules of the architecture. */
public class WiringIT extends HostTest {
    private static final int BUNDLES_AT_LEAST = 50;
    private static final int COMPONENTS_AT_LEAST = 10;
    private static final Set<String> OF_THE_TEST = Set.of("dev.patchbay.itest.configuration", "dev.patchbay.testsupport");

    @Inject
    ServiceComponentRuntime components;

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("wiring").withFtpServer().options();
    }

    @Test
    public void everyBundleOfTheFeaturesIsActive() {
        List<String> wanted = System.getProperty(BUNDLES).lines().toList();
        assertTrue("only " + wanted.size() + " bundles", wanted.size() >= BUNDLES_AT_LEAST);
        for (String path : wanted) {
            Bundle bundle = List.of(context.getBundles()).stream().filter(b -> b.getLocation().endsWith(path)).findFirst()
                    .orElseThrow(() -> new AssertionError(path + " is not installed"));
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            assertEquals(path, fragment ? Bundle.RESOLVED : Bundle.ACTIVE, bundle.getState());
        }
    }

    @Test
    public void nothingOfOursRunsThatNoFeatureNames() {
        Set<String> wanted = new TreeSet<>();
        System.getProperty(BUNDLES).lines().forEach(path -> wanted.add(Path.of(path).getParent().getParent().getFileName().toString()));
        Set<String> running = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            running.add(String.valueOf(bundle.getSymbolicName()));
        }
        running.removeIf(name -> !name.startsWith("dev.patchbay.") || OF_THE_TEST.contains(name) || name.equals(FTP_BUNDLE));
        wanted.removeIf(name -> !name.startsWith("dev.patchbay."));
        assertEquals(wanted, running);
    }

    @Test
    public void everyComponentIsSatisfied() {
        needFtp();
        Eventually.until("every component is satisfied", () -> unsatisfied().isEmpty());
        List<String> all = new ArrayList<>();
        components.getComponentDescriptionDTOs().forEach(description -> all.add(description.implementationClass));
        assertTrue(all.toString(), all.size() >= COMPONENTS_AT_LEAST);
        assertTrue(all.toString(), all.contains("dev.patchbay.app.ftp.internal.FtpConnectionProvider"));
    }

    private List<String> unsatisfied() {
        List<String> unsatisfied = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            List<ComponentConfigurationDTO> made = new ArrayList<>(components.getComponentConfigurationDTOs(description));
            if (made.isEmpty()) {
                unsatisfied.add(description.name + " has no configuration");
            }
            made.removeIf(c -> c.state == ComponentConfigurationDTO.SATISFIED || c.state == ComponentConfigurationDTO.ACTIVE);
            made.forEach(c -> unsatisfied.add(description.name + " in state " + c.state));
        }
        return unsatisfied;
    }

    @Test
    public void theHostIsReadyForTheLauncher() throws Exception {
        ServiceReference<?>[] ready = context.getAllServiceReferences("java.util.function.BooleanSupplier", "(patchbay.ready=true)");
        assertEquals(1, ready.length);
        ServiceReference<?>[] port = context.getAllServiceReferences("java.util.function.IntSupplier", "(patchbay.port=*)");
        assertEquals(port(), port[0].getProperty("patchbay.port"));
    }

    @Test
    public void theBundlesKeepTheRulesOfTheArchitecture() {
        assertEquals(List.of(), ArchitectureRules.faults(shipped()));
    }

    @Test
    public void theRulesRefuseAnEmptyListAndEveryForbiddenThing() {
        assertEquals(ArchitectureRules.ALWAYS_THERE.size(), ArchitectureRules.faults(List.of()).size());
        assertRefused("dev.patchbay.app.ftp imports dev.patchbay.host.store",
                new ShippedJar("dev.patchbay.app.ftp", Set.of("dev.patchbay.host.store"), Set.of(), Set.of(), Set.of(), 61));
        assertRefused("dev.patchbay.api imports org.slf4j",
                new ShippedJar("dev.patchbay.api", Set.of("org.slf4j"), Set.of(), Set.of(), Set.of(), 61));
        assertRefused("dev.patchbay.core imports dev.patchbay.vault.internal",
                new ShippedJar("dev.patchbay.core", Set.of("dev.patchbay.vault.internal"), Set.of(), Set.of(), Set.of(), 61));
        assertRefused("dev.patchbay.rest exports [a]",
                new ShippedJar("dev.patchbay.rest", Set.of(), Set.of("a"), Set.of(), Set.of(), 61));
        assertRefused("dev.patchbay.rest imports dynamically",
                new ShippedJar("dev.patchbay.rest", Set.of(), Set.of(), Set.of("DynamicImport-Package"), Set.of(), 61));
        assertRefused("dev.patchbay.api is in dev.patchbay.api and in other",
                new ShippedJar("dev.patchbay.api", Set.of(), Set.of("dev.patchbay.api"), Set.of(), Set.of(), 61),
                new ShippedJar("other", Set.of(), Set.of(), Set.of(), Set.of("dev.patchbay.api"), 61));
        assertRefused("other has classes of version 62", new ShippedJar("other", Set.of(), Set.of(), Set.of(), Set.of(), 62));
        assertRefused("other holds jasypt", new ShippedJar("other", Set.of(), Set.of(), Set.of(), Set.of("org.jasypt.iv"), 52));
    }

    private static void assertRefused(String fault, ShippedJar... jars) {
        List<String> faults = ArchitectureRules.faults(List.of(jars));
        assertTrue(faults.toString(), faults.contains(fault));
    }

    private static List<ShippedJar> shipped() {
        Path repository = Path.of(System.getProperty("patchbay.test.distribution"), "repository");
        List<ShippedJar> jars = new ArrayList<>();
        System.getProperty(BUNDLES).lines().forEach(path -> jars.add(ShippedJar.read(repository.resolve(path))));
        try (var integrations = Files.newDirectoryStream(ftpJar().getParent(), "*.jar")) {
            integrations.forEach(jar -> jars.add(ShippedJar.read(jar)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    @Test
    public void whileTheDatabaseIsAwayRequestsAreAskedToComeBack() throws Exception {
        assertUnavailableWithout("dev.patchbay.store");
    }

    @Test
    public void whileTheVaultIsAwayRequestsAreAskedToComeBack() throws Exception {
        assertUnavailableWithout("dev.patchbay.vault");
    }

    @Test
    public void whileTheHostStartsRequestsAreAskedToComeBack() throws Exception {
        assertUnavailableWithout("dev.patchbay.core");
    }

    private void assertUnavailableWithout(String symbolicName) throws Exception {
        needFtp();
        String id = create("wiring", "ftp", symbolicName, ftpValues());
        Bundle part = bundle(symbolicName);
        part.stop(Bundle.STOP_TRANSIENT);
        try {
            for (String path : List.of("/readyz", "/api/v1/providers", "/api/v1/connections", "/api/v1/connections/" + id,
                    "/api/v1/connections/" + id + "/credential", "/api/v1/admin/bundles", "/api/v1/admin/audit")) {
                var reply = api.get(path);
                assertEquals(path + " " + reply, 503, reply.status());
                assertTrue(path, Integer.parseInt(reply.header("Retry-After")) > 0);
                assertEquals("application/problem+json", reply.header("Content-Type"));
            }
            var created = api.post("/api/v1/connections", draft("wiring", "api-key", "lost", java.util.Map.of("key", "k")));
            assertEquals(created.toString(), 503, created.status());
            assertEquals(200, api.get("/healthz").status());
        } finally {
            part.start(Bundle.START_TRANSIENT);
        }
        Eventually.until("the host is ready again", () -> api.get("/readyz").status() == 200);
        Eventually.until("the integration is back", () -> api.get("/api/v1/connections/" + id).json().get("status").asText().equals("ready"));
        assertTrue(api.post("/api/v1/connections/" + id + "/test").expect(200).json().get("passed").asBoolean());
    }
}
