package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles that are looked at before they are admitted; over a real framework. */
public class RehearsalTest {
    private static final CallLimits LIMITS =
            new CallLimits(10, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.SHORT, Lanes.SHORT, 3);
    private static final CallLimits HASTY =
            new CallLimits(10, Lanes.SHORT, Lanes.LONG, Lanes.LONG, Lanes.SHORT, Lanes.SHORT, 3);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RegistryFixture host;
    private ProviderRegistry registry;

    @Before
    public void start() throws Exception {
        host = new RegistryFixture(folder.getRoot().toPath());
        registry = host.open(LIMITS);
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    private static ConnectionDefinition definition(String id) {
        return ConnectionDefinition.of(id, "Label").methods(ConnectionMethod.of("m", "M"));
    }

    private Bundle rehearsed(String name, String... promised) throws Exception {
        Bundle bundle = host.framework.getBundleContext().installBundle(
                ProviderUpdates.REHEARSAL + name, new ByteArrayInputStream(RegistryFixture.jar(name + ".copy", "2.0.0", promised)));
        bundle.start();
        return bundle;
    }

    private List<Rehearsed> of(Bundle bundle, Supplier<ConnectionDefinition> says) {
        ConnectionProvider provider = says::get;
        RegistryFixture.register(bundle, provider);
        return registry.rehearse(bundle.getBundleId());
    }

    private String onlyReason(Bundle bundle, Supplier<ConnectionDefinition> says) {
        List<Rehearsed> heard = of(bundle, says);
        assertEquals(1, heard.size());
        assertEquals(heard.toString(), 1, heard.get(0).reasons().size());
        return heard.get(0).reasons().get(0);
    }

    @Test
    public void aRehearsedProviderSpeaksAndIsNotAdmitted() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ConnectionDefinition authors = definition("alpha");
        List<Rehearsed> heard = of(rehearsed("test.a", "alpha"), () -> {
            calls.incrementAndGet();
            return authors;
        });

        assertEquals(List.of(), heard.get(0).reasons());
        assertEquals("Label", heard.get(0).definition().label());
        assertFalse("the host's own copy", heard.get(0).definition() == authors);
        assertEquals(1, calls.get());
        registry = host.open(LIMITS);
        assertEquals(Optional.empty(), registry.find("alpha"));
        assertEquals(List.of(), registry.refusals());
        assertEquals("nothing was called for the registry", 1, calls.get());
    }

    @Test
    public void theProviderThatRunsMeanwhileStaysInUse() throws Exception {
        Bundle running = host.bundle("test.a", "1.0.0", "alpha");
        RegistryFixture.register(running, () -> definition("alpha"));
        registry = host.open(LIMITS);
        ProviderHandle before = registry.find("alpha").orElseThrow();
        assertEquals(List.of(), of(rehearsed("test.a", "alpha"), () -> definition("alpha")).get(0).reasons());
        assertEquals(before, registry.find("alpha").orElseThrow());
    }

    @Test
    public void everyReasonWhyItWouldBeRefusedIsSaid() throws Exception {
        Rehearsed faulty = of(rehearsed("test.b", "beta"),
                () -> ConnectionDefinition.of("gamma", "").methods(ConnectionMethod.of("M", "M"))).get(0);
        assertNotNull(faulty.definition());
        assertTrue(faulty.reasons().toString(), faulty.reasons().size() >= 3);
        assertTrue(faulty.reasons().toString(), faulty.reasons().get(faulty.reasons().size() - 1).contains("not promise"));
        assertTrue(onlyReason(rehearsed("test.c", "c"), () -> {
            throw new NoClassDefFoundError("canary");
        }).contains("threw java.lang.NoClassDefFoundError"));
        assertTrue(onlyReason(rehearsed("test.d", "d"), () -> null).contains("NullPointerException"));
        assertTrue(onlyReason(rehearsed("test.e", "e"), () -> {
            throw new OutOfMemoryError(String.valueOf(new long[Integer.MAX_VALUE].length));
        }).contains("OutOfMemoryError"));
        String large = "x".repeat(10 << 20);
        assertTrue(onlyReason(rehearsed("test.f", "f"), () -> definition("f").description(large)).contains("larger than 1 MiB"));
    }

    @Test
    public void anotherBundlesIdGetsNoCall() throws Exception {
        RegistryFixture.register(host.bundle("test.owner", "1.0.0", "alpha"), () -> definition("alpha"));
        registry = host.open(LIMITS);
        AtomicInteger calls = new AtomicInteger();
        assertEquals("The id alpha belongs to the bundle test.owner.", onlyReason(rehearsed("test.thief", "alpha"), () -> {
            calls.incrementAndGet();
            return definition("alpha");
        }));
        assertEquals(0, calls.get());
    }

    @Test
    public void twoProvidersOfOneIdAreAReason() throws Exception {
        Bundle bundle = rehearsed("test.a", "alpha");
        RegistryFixture.register(bundle, () -> definition("alpha"));
        List<Rehearsed> heard = of(bundle, () -> definition("alpha"));
        assertEquals(2, heard.size());
        assertEquals(List.of("Two providers of the bundle have the id alpha."), heard.get(1).reasons());
    }

    @Test(timeout = 60_000)
    public void oneThatHangsIsGivenUpAndTheNextIsHeard() throws Exception {
        registry = host.open(HASTY);
        CountDownLatch never = new CountDownLatch(1);
        Bundle bundle = rehearsed("test.a", "alpha", "beta");
        RegistryFixture.register(bundle, () -> {
            Uninterruptible.await(never);
            return definition("alpha");
        });
        List<Rehearsed> heard = of(bundle, () -> definition("beta"));
        assertEquals(List.of("The provider gave no definition in time."), heard.get(0).reasons());
        assertNull(heard.get(0).definition());
        assertEquals(List.of(), heard.get(1).reasons());
        never.countDown();
    }

    @Test(timeout = 60_000)
    public void nothingIsLeftBehind() throws Exception {
        registry = host.open(LIMITS);
        WeakReference<ClassLoader> loader = lookAtAndForget();
        for (int i = 0; i < 500 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(2);
        }
        assertNull(loader.get());
        assertEquals(0, host.threads.inUse());
    }

    private WeakReference<ClassLoader> lookAtAndForget() throws Exception {
        Bundle bundle = rehearsed("test.fixture", "fixture");
        Class<?> type = bundle.loadClass("dev.patchbay.core.fixture.FixtureProvider");
        AtomicInteger held = new AtomicInteger();
        ServiceRegistration<?> service = bundle.getBundleContext().registerService(
                ConnectionProvider.class.getName(), new ServiceFactory<Object>() {
                    @Override
                    public Object getService(Bundle by, ServiceRegistration<Object> registration) {
                        held.incrementAndGet();
                        try {
                            return type.getConstructor().newInstance();
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public void ungetService(Bundle by, ServiceRegistration<Object> registration, Object object) {
                        held.decrementAndGet();
                    }
                }, null);
        assertEquals(List.of(), registry.rehearse(bundle.getBundleId()).get(0).reasons());
        assertEquals("given back", 0, held.get());
        assertNull(service.getReference().getUsingBundles());
        bundle.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        host.framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertTrue(refreshed.await(30, TimeUnit.SECONDS));
        return new WeakReference<>(type.getClassLoader());
    }

    @Test
    public void aBundleThatIsAdmittedIsNotRehearsed() throws Exception {
        Bundle bundle = host.bundle("test.a", "1.0.0", "alpha");
        HostFixture.problem(ProblemType.NOT_FOUND, () -> registry.rehearse(bundle.getBundleId()));
        HostFixture.problem(ProblemType.NOT_FOUND, () -> registry.rehearse(4_711));
        assertEquals(List.of(), registry.rehearse(rehearsed("test.silent", "s").getBundleId()));
        assertEquals(Set.of(), Set.copyOf(registry.definitions()));
    }

    /** Waits whatever happens. */
    private static final class Uninterruptible {
        static void await(CountDownLatch latch) {
            boolean done = false;
            while (!done) {
                try {
                    latch.await();
                    done = true;
                } catch (InterruptedException e) {
                    done = false;
                }
            }
        }
    }
}
