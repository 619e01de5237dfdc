package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderCatalog.ProviderQuery;
import dev.patchbay.host.connections.ProviderCatalog.Refusal;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.ProviderRow;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** The registry over a real framework, database and vault. */
public class ProviderRegistryTest {
    private static final CallLimits LIMITS =
            new CallLimits(10, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.SHORT, Lanes.SHORT, 3);
    private static final Caller READER =
            new Caller(Caller.Kind.API_KEY, "key", "Key", Set.of(Scope.READ), null, "");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RegistryFixture host;
    private ProviderRegistry registry;

    /** A provider that counts whatever is called on it. */
    private static class Counted implements ConnectionProvider {
        final AtomicInteger calls = new AtomicInteger();
        private final ConnectionDefinition definition;

        Counted(String id) {
            this(ConnectionDefinition.of(id, "Label of " + id).category("files").methods(ConnectionMethod.of("m", "M")));
        }

        Counted(ConnectionDefinition definition) {
            this.definition = definition;
        }

        @Override
        public ConnectionDefinition definition() {
            calls.incrementAndGet();
            return definition;
        }

        @Override
        public void test(TestRun run) {
            calls.incrementAndGet();
        }
    }

    @Before
    public void start() throws Exception {
        host = new RegistryFixture(folder.getRoot().toPath());
        registry = host.open(LIMITS);
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    private static void waitFor(BooleanSupplier fact) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!fact.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(2);
        }
        assertTrue(fact.getAsBoolean());
    }

    private ProviderHandle handle(String id) throws InterruptedException {
        waitFor(() -> registry.find(id).isPresent());
        return registry.find(id).orElseThrow();
    }

    private Refusal refusal() throws InterruptedException {
        waitFor(() -> !registry.refusals().isEmpty());
        return registry.refusals().get(0);
    }

    @Test
    public void aPromisedProviderIsHereWithTheHostsCopyAndItsDefinitionIsReadOnce() throws Exception {
        Bundle bundle = host.bundle("test.a", "1.2.3", "alpha");
        Counted provider = new Counted("alpha");
        AtomicInteger changes = new AtomicInteger();
        registry.onChange(changes::incrementAndGet);
        ServiceRegistration<ConnectionProvider> service = RegistryFixture.register(bundle, provider);

        ProviderHandle handle = handle("alpha");
        assertEquals("test.a", handle.owner());
        assertEquals("1.2.3", handle.bundleVersion());
        assertEquals(Set.of("test"), handle.capabilities());
        assertFalse(handle.definition() == provider.definition);
        assertEquals(1, provider.calls.get());
        waitFor(() -> changes.get() == 1);

        service.unregister();
        assertEquals(Optional.empty(), registry.find("alpha"));
        assertEquals("alpha", registry.definition("alpha").orElseThrow().id());
        assertEquals("Needs the provider alpha (bundle test.a 1.2.3), which is not running.", registry.whyUnavailable("alpha"));
        waitFor(() -> changes.get() == 2);
        bundle.uninstall();
        assertEquals("Needs the provider alpha (bundle test.a 1.2.3), which is not installed.",
                registry.whyUnavailable("alpha"));
        assertEquals("Needs the provider other, which is not installed.", registry.whyUnavailable("other"));
        assertThrows("it is let go", ProblemException.class, handle.lane()::provider);
    }

    @Test
    public void whatIsThereAtOpeningIsDecidedOnBeforeItReturns() throws Exception {
        RegistryFixture.register(host.bundle("test.a", "1.0.0", "alpha"), new Counted("alpha"));
        registry = host.open(LIMITS);
        assertTrue(registry.find("alpha").isPresent());
        assertEquals(List.of("alpha"), registry.definitions().stream().map(ConnectionDefinition::id).toList());
    }

    @Test
    public void aSecondRegistrationIsRefusedWithoutACallAndFollowsWhenTheFirstIsGone() throws Exception {
        Bundle bundle = host.bundle("test.a", "1.0.0", "alpha");
        ServiceRegistration<ConnectionProvider> first = RegistryFixture.register(bundle, new Counted("alpha"));
        handle("alpha");
        Counted second = new Counted("alpha");
        RegistryFixture.register(bundle, second);

        assertEquals(List.of("The id alpha is registered already."), refusal().reasons());
        assertEquals(0, second.calls.get());
        first.unregister();
        handle("alpha");
        assertEquals(List.of(), registry.refusals());
        assertEquals(1, second.calls.get());
    }

    @Test
    public void anotherBundlesIdIsRefusedWithoutACallAlsoAfterARestartAndWhileTheOwnerIsAway() throws Exception {
        Bundle owner = host.bundle("test.owner", "1.0.0", "alpha");
        RegistryFixture.register(owner, new Counted("alpha"));
        handle("alpha");
        owner.uninstall();
        registry = host.open(LIMITS);
        Bundle thief = host.bundle("test.thief", "9.0.0", "alpha", "beta");
        Counted stolen = new Counted("alpha");
        Counted other = new Counted("beta");
        RegistryFixture.register(thief, stolen);
        RegistryFixture.register(thief, other);

        waitFor(() -> registry.refusals().size() == 2);
        assertEquals(List.of("The id alpha belongs to the bundle test.owner."), registry.refusals().get(0).reasons());
        assertEquals(0, stolen.calls.get());
        assertEquals("none of its services is called", 0, other.calls.get());
        assertEquals(Optional.empty(), registry.find("alpha"));
        assertEquals(Optional.empty(), registry.find("beta"));
    }

    @Test
    public void anIdThatWasNotPromisedIsRefused() throws Exception {
        Counted silent = new Counted("alpha");
        RegistryFixture.register(host.bundle("test.none", "1.0.0"), silent);
        assertTrue(refusal().reasons().get(0).contains("promises no provider id"));
        assertEquals(0, silent.calls.get());

        RegistryFixture.register(host.bundle("test.other", "1.0.0", "beta"), new Counted("gamma"));
        waitFor(() -> registry.refusals().size() == 2);
        Refusal refusal = registry.refusals().get(1);
        assertEquals("gamma", refusal.providerId());
        assertTrue(refusal.reasons().get(0).contains("does not promise the id gamma"));
        assertTrue(registry.whyUnavailable("gamma").contains("does not promise"));
    }

    @Test
    public void everyFaultOfADefinitionIsSaid() throws Exception {
        RegistryFixture.register(host.bundle("test.a", "1.0.0", "alpha"), new Counted(
                ConnectionDefinition.of("alpha", "").methods(ConnectionMethod.of("M", "M").fields(Field.text("password", "P")))));
        assertTrue(refusal().reasons().toString(), refusal().reasons().size() >= 3);
        assertEquals(Optional.empty(), registry.definition("alpha"));
    }

    @Test
    public void anIconThatDoesMoreThanShowIsRefused() throws Exception {
        ConnectionDefinition plain = ConnectionDefinition.of("alpha", "Alpha").methods(ConnectionMethod.of("m", "M"));
        byte[] drawn = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>".getBytes(StandardCharsets.UTF_8);
        byte[] acting = "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>".getBytes(StandardCharsets.UTF_8);
        RegistryFixture.register(host.bundle("test.a", "1.0.0", "alpha"), new Counted(plain.icon("image/svg+xml", acting)));
        assertEquals(List.of("The icon cannot be shown. The SVG has the event handler onload."), refusal().reasons());
        RegistryFixture.register(host.bundle("test.b", "1.0.0", "beta"),
                new Counted(ConnectionDefinition.of("beta", "B").methods(ConnectionMethod.of("m", "M")).icon("text/html", drawn)));
        waitFor(() -> registry.refusals().size() == 2);
        RegistryFixture.register(host.bundle("test.c", "1.0.0", "gamma"),
                new Counted(ConnectionDefinition.of("gamma", "G").methods(ConnectionMethod.of("m", "M")).icon("image/svg+xml", drawn)));
        assertEquals("gamma", handle("gamma").id());
    }

    @Test(timeout = 60_000)
    public void aConstructorOrDefinitionThatThrowsOrHangsIsRefusedAndHarmsNobody() throws Exception {
        registry = host.open(new CallLimits(10, Lanes.SHORT, Lanes.LONG, Lanes.LONG, Lanes.SHORT, Lanes.SHORT, 3));
        CountDownLatch never = new CountDownLatch(1);
        List<Throwable> thrown = List.of(new NoClassDefFoundError("x"), new StackOverflowError(), new IllegalStateException("canary"));
        for (int i = 0; i < thrown.size(); i++) {
            Throwable what = thrown.get(i);
            RegistryFixture.register(host.bundle("test.t" + i, "1.0.0", "t" + i), new Counted("t" + i) {
                @Override
                public ConnectionDefinition definition() {
                    throw ProviderRegistryTest.<RuntimeException>sneak(what);
                }
            });
        }
        RegistryFixture.register(host.bundle("test.hang", "1.0.0", "hang"), new Counted("hang") {
            @Override
            public ConnectionDefinition definition() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.definition();
            }
        });
        RegistryFixture.register(host.bundle("test.fine", "1.0.0", "fine"), new Counted("fine"));

        handle("fine");
        waitFor(() -> registry.refusals().size() == 4);
        assertFalse(registry.refusals().toString().contains("canary"));
        assertTrue(registry.refusals().get(0).reasons().get(0).contains("no definition in time"));
        assertTrue(registry.refusals().get(1).reasons().get(0).contains("NoClassDefFoundError"));
        waitFor(() -> host.threads.inUse() == 0);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    public void aChangedRecordOfTheOwnerKeepsEverybodyOut() throws Exception {
        RegistryFixture.register(host.bundle("test.a", "1.0.0", "alpha"), new Counted("alpha"));
        handle("alpha");
        ProviderRow row = host.store.read(reader -> reader.providers().get(0));
        host.store.write(writer -> {
            writer.putProvider(new ProviderRow(row.id(), "test.thief", row.bundleVersion(), row.definition(),
                    row.capabilities(), row.seenAt(), row.mac()));
            return row;
        });
        registry = host.open(LIMITS);

        waitFor(() -> !registry.refusals().isEmpty());
        assertTrue(refusal().reasons().get(0).contains("changed outside of the host"));
        assertEquals(Optional.empty(), registry.find("alpha"));
        assertEquals(Optional.empty(), registry.definition("alpha"));
    }

    @Test
    public void theCatalogueListsSearchesAndAsksForTheScope() throws Exception {
        RegistryFixture.register(host.bundle("test.b", "1.0.0", "beta"), new Counted("beta"));
        RegistryFixture.register(host.bundle("test.a", "1.0.0", "alpha"), new Counted("alpha"));
        handle("alpha");
        handle("beta");

        assertEquals(List.of("alpha", "beta"), ids(new ProviderQuery(null, null, null)));
        assertEquals(List.of("beta"), ids(new ProviderQuery("LAB bet", null, null)));
        assertEquals(List.of(), ids(new ProviderQuery("eta", null, null)));
        assertEquals(List.of(), ids(new ProviderQuery(null, "other", null)));
        assertEquals(List.of("alpha", "beta"), ids(new ProviderQuery(null, "files", "stored-fields")));
        assertEquals(List.of(), ids(new ProviderQuery(null, null, "oauth2")));
        assertTrue(registry.get(READER, "alpha").available());
        assertNull(registry.get(READER, "alpha").problem());
        assertEquals(ProblemType.NOT_FOUND,
                assertThrows(ProblemException.class, () -> registry.get(READER, "gamma")).type());
        Caller nobody = new Caller(Caller.Kind.API_KEY, "k", "K", Set.of(Scope.USE), null, "");
        assertEquals(ProblemType.FORBIDDEN, assertThrows(ProblemException.class,
                () -> registry.list(nobody, new ProviderQuery(null, null, null))).type());
        assertEquals(ProblemType.FORBIDDEN,
                assertThrows(ProblemException.class, () -> registry.get(nobody, "alpha")).type());
    }

    private List<String> ids(ProviderQuery query) {
        return registry.list(READER, query).stream().map(view -> view.definition().id()).toList();
    }

    @Test(timeout = 120_000)
    public void noClassLoaderOfAProviderStaysReachableAcrossUpdatesWhileCallsRun() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        Thread caller = new Thread(() -> callUntil(stop, answered, unexpected));
        caller.start();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try {
            for (int cycle = 0; cycle < 40; cycle++) {
                loaders.add(cycle(cycle, answered));
            }
        } finally {
            stop.set(true);
            caller.join(30_000);
        }
        assertNull(unexpected.get());
        waitFor(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertEquals(40, loaders.size());
    }

    private void callUntil(AtomicBoolean stop, AtomicInteger answered, AtomicReference<Throwable> unexpected) {
        ProviderDoor door = new ProviderDoor(LoopbackEgress::new, () -> null, LIMITS);
        while (!stop.get()) {
            try {
                Optional<ProviderHandle> handle = registry.find("fixture");
                if (handle.isPresent()) {
                    door.test(handle.get(), new ProviderDoor.Tested(
                            handle.get().definition().methods().get(0), Values.empty(), null, Grant.NONE, null),
                            step -> { });
                    answered.incrementAndGet();
                }
            } catch (ProblemException e) {
                if (!e.type().equals(ProblemType.PROVIDER_STOPPING)) {
                    unexpected.set(e);
                }
            } catch (RuntimeException | Error e) {
                unexpected.set(e);
            }
        }
    }

    /** One life of the bundle, with calls; everything of it is on this method's stack only. */
    private WeakReference<ClassLoader> cycle(int number, AtomicInteger answered) throws Exception {
        Bundle bundle = host.bundle("test.fixture", "1.0." + number, "fixture");
        Class<?> type = bundle.loadClass("dev.patchbay.core.fixture.FixtureProvider");
        assertFalse("from the bundle, not from the test", type.getClassLoader() == getClass().getClassLoader());
        RegistryFixture.register(bundle, (ConnectionProvider) type.getConstructor().newInstance());
        int before = answered.get();
        waitFor(() -> answered.get() > before + 2);
        bundle.stop();
        assertEquals(Optional.empty(), registry.find("fixture"));
        bundle.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        host.framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertTrue(refreshed.await(30, TimeUnit.SECONDS));
        return new WeakReference<>(type.getClassLoader());
    }
}
