package dev.patchbay.declarative.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.declaration.DeclarationBundle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The extender in a real framework; bundles are made as the host makes them of a file. */
public class DeclarationExtenderTest {
    /** What the extender bundle offers in its manifest, offered by the framework here. */
    private static final String OFFERED = "osgi.extender;osgi.extender=dev.patchbay.declarative;version:Version=1.0.0";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Framework framework;
    private BundleContext context;
    private DeclarationExtender extender;

    @Before
    public void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, folder.newFolder().getPath(),
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, OFFERED,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "dev.patchbay.api.provider"));
        framework.start();
        context = framework.getBundleContext();
        extender = new DeclarationExtender(context);
    }

    @After
    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static byte[] app(String id, String label) {
        return ("{\"id\":\"" + id + "\",\"label\":\"" + label + "\",\"methods\":[{\"id\":\"m\",\"label\":\"M\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Bundle install(String name, Map<String, byte[]> files) throws Exception {
        Bundle bundle = context.installBundle("test:" + name,
                new ByteArrayInputStream(DeclarationBundle.wrap("dev.patchbay.app." + name, "1.0.0", files)));
        bundle.start();
        return bundle;
    }

    /** Labels by the id that the service names. */
    private Map<String, ServiceReference<ConnectionProvider>> providers() throws Exception {
        Map<String, ServiceReference<ConnectionProvider>> all = new TreeMap<>();
        for (ServiceReference<ConnectionProvider> one : context.getServiceReferences(ConnectionProvider.class, null)) {
            all.put((String) one.getProperty(ProvidesConnection.NAMESPACE), one);
        }
        return all;
    }

    private ConnectionProvider provider(String id) throws Exception {
        return context.getService(providers().get(id));
    }

    @Test
    public void eachFileOfAStartedBundleIsAProviderOfThatBundle() throws Exception {
        Bundle bundle = install("two", Map.of("acme", app("acme", "Acme"), "zeta", app("zeta", "Zeta")));

        assertEquals(List.of("acme", "zeta"), List.copyOf(providers().keySet()));
        assertEquals(bundle, providers().get("acme").getBundle());
        assertEquals("Acme", provider("acme").definition().label());
        assertEquals("Zeta", provider("zeta").definition().label());
    }

    @Test
    public void aBundleThatWasThereBeforeIsExtendedToo() throws Exception {
        extender.close();
        install("early", Map.of("acme", app("acme", "Acme")));
        assertEquals(Map.of(), providers());

        extender = new DeclarationExtender(context);

        assertEquals("Acme", provider("acme").definition().label());
    }

    @Test
    public void aStoppedUpdatedOrUninstalledBundleTakesItsProvidersAlong() throws Exception {
        Bundle bundle = install("one", Map.of("acme", app("acme", "Acme")));

        bundle.stop();
        assertEquals(Map.of(), providers());
        bundle.update(new ByteArrayInputStream(DeclarationBundle.wrap("dev.patchbay.app.one", "1.1.0",
                Map.of("acme", app("acme", "Acme two")))));
        bundle.start();
        assertEquals("Acme two", provider("acme").definition().label());
        bundle.uninstall();
        assertEquals(Map.of(), providers());
    }

    @Test
    public void whenTheExtenderGoesSoDoItsProviders() throws Exception {
        install("one", Map.of("acme", app("acme", "Acme")));

        extender.close();

        assertEquals(Map.of(), providers());
    }

    @Test
    public void aFileWithFaultsIsRefusedWithFilePointerAndFixAndTheOthersWork() throws Exception {
        install("mixed", Map.of("acme", app("acme", "Acme"), "bad",
                "{\"id\":\"bad\",\"labl\":\"Bad\",\"methods\":[]}".getBytes(StandardCharsets.UTF_8)));

        ConnectionProvider bad = provider("bad");
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, bad::definition);

        assertEquals(Reason.INVALID_INPUT, failure.reason());
        assertEquals(List.of(
                "OSGI-INF/connections/bad.connection.json:/label: is missing",
                "OSGI-INF/connections/bad.connection.json:/labl: is not a known key; did you mean \"label\"?",
                "OSGI-INF/connections/bad.connection.json:/methods: there is no method"), failure.getMessage().lines().toList());
        assertEquals("Acme", provider("acme").definition().label());
    }

    @Test
    public void aFileNamedForAnotherIdIsRefused() throws Exception {
        install("misnamed", Map.of("acme", app("other", "Other")));

        ConnectionProvider acme = provider("acme");
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, acme::definition);

        assertTrue(failure.getMessage(), failure.getMessage().contains("/id: is \"other\" in a file named acme.connection.json"));
    }

    @Test
    public void otherFilesAndOtherBundlesAreLeftAlone() throws Exception {
        Bundle none = install("none", Map.of());

        assertEquals(Map.of(), providers());
        assertNull(none.getRegisteredServices());
    }

    @Test
    public void bundlesThatStartAndStopOnManyThreadsAtOnceLeaveNothingBehind() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Bundle bundle = install("turn" + t, Map.of("a" + t, app("a" + t, "A"), "b" + t, app("b" + t, "B")));
            work.add(() -> {
                for (int i = 0; i < 25; i++) {
                    bundle.stop();
                    bundle.start();
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();

        assertEquals(16, context.getServiceReferences(ConnectionProvider.class, null).size());
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != 0) {
                bundle.stop();
            }
        }
        assertEquals(Map.of(), providers());
    }
}
