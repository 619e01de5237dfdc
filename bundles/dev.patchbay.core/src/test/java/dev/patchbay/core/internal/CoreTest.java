package dev.patchbay.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Connections;
import dev.patchbay.api.Secret;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.state.HostState.Phase;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.store.internal.SqlStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Assert;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The component as the framework drives it, over a real framework, database and vault. */
public class CoreTest {
    private static final List<Class<?>> SERVICES = List.of(
            ProviderCatalog.class, AuditTrail.class, AuditLog.class, ApiKeys.class, ConnectionDirectory.class,
            ConnectionUse.class, ConnectionFiles.class, Connections.class, ConnectSessions.class, ConnectFlow.class,
            OAuthClients.class, Sessions.class, BooleanSupplier.class);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final MemoryRootKey rootKey = new MemoryRootKey();
    private Path data;
    private Framework framework;
    private BundleContext context;
    private SqlStore store;
    private Vault vault;
    private Core core;

    @Before
    public void makeFolder() throws Exception {
        data = folder.newFolder("data").toPath();
    }

    @After
    public void end() throws Exception {
        if (framework != null) {
            stop();
        }
    }

    private void start(String mode) throws Exception {
        start(mode, false);
    }

    private void start(String mode, boolean terminal) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                "org.osgi.framework.storage", folder.getRoot().toPath().resolve("cache").toString(),
                "org.osgi.framework.storage.clean", "onFirstInit",
                "patchbay.data", data.toString(),
                "patchbay.mode", mode,
                "patchbay.url", "https://127.0.0.1:7443",
                "patchbay.terminal", String.valueOf(terminal)));
        framework.start();
        context = framework.getBundleContext();
        store = SqlStore.open(data, Clock.systemUTC(), 2);
        vault = HostFixture.vault(data);
        core = new Core(context, Map.of());
        assertEquals(Phase.STARTING, core.phase());
        core.bindVault(vault);
        core.bindStore(store);
        core.bindSource(rootKey);
    }

    private void stop() throws Exception {
        core.deactivate();
        framework.stop();
        framework.waitForStop(30_000);
        framework = null;
        store.close();
    }

    private static void await(BooleanSupplier fact) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!fact.getAsBoolean()) {
            assertTrue("never came", System.nanoTime() < until);
            Thread.sleep(5);
        }
    }

    private ServiceReference<?> exit() {
        return context.getServiceReference(IntSupplier.class);
    }

    private Set<String> commands() throws InvalidSyntaxException {
        Set<String> names = new TreeSet<>();
        ServiceReference<?>[] all = context.getAllServiceReferences(ToIntFunction.class.getName(), null);
        for (ServiceReference<?> each : all == null ? new ServiceReference<?>[0] : all) {
            names.add(String.valueOf(each.getProperty("patchbay.command")));
        }
        return names;
    }

    @Test
    public void itServesOnceDatabaseAndVaultAreHereAndUntilTheyGo() throws Exception {
        start("host");
        await(() -> context.getServiceReference(BooleanSupplier.class) != null);
        assertEquals(Phase.READY, core.phase());
        SERVICES.forEach(type -> assertNotNull(type.getName(), context.getServiceReference(type)));
        assertEquals(true, context.getServiceReference(BooleanSupplier.class).getProperty("patchbay.ready"));
        ApiKeys keys = context.getService(context.getServiceReference(ApiKeys.class));
        String first = Files.readString(data.resolve("first-key")).strip();
        assertEquals("First key", keys.authenticate(first, "").label());
        assertNull(exit());
        assertEquals(Set.of(), commands());
        core.unbindStore(store);
        assertEquals(Phase.STARTING, core.phase());
        SERVICES.forEach(type -> assertNull(type.getName(), context.getServiceReference(type)));
        core.bindStore(store);
        await(() -> core.phase() == Phase.READY);
        core.deactivate();
        assertEquals(Phase.STOPPING, core.phase());
        SERVICES.forEach(type -> assertNull(type.getName(), context.getServiceReference(type)));
    }

    @Test
    public void anotherStartUsesTheSameKeys() throws Exception {
        start("host");
        await(() -> core.phase() == Phase.READY);
        String first = Files.readString(data.resolve("first-key")).strip();
        stop();
        Files.delete(data.resolve("first-key"));
        start("host");
        await(() -> context.getServiceReference(ApiKeys.class) != null);
        context.getService(context.getServiceReference(ApiKeys.class)).authenticate(first, "");
        assertFalse(Files.exists(data.resolve("first-key")));
    }

    private Set<String> firstLinks() throws InvalidSyntaxException {
        Set<String> links = new TreeSet<>();
        ServiceReference<?>[] all = context.getAllServiceReferences(Supplier.class.getName(), "(patchbay.first-link=true)");
        for (ServiceReference<?> each : all == null ? new ServiceReference<?>[0] : all) {
            Object link = ((Supplier<?>) context.getService(each)).get();
            links.add(String.valueOf(link));
        }
        return links;
    }

    @Test
    public void aFirstStartOnATerminalTellsALinkOnceAndAnyOtherStartNone() throws Exception {
        start("host", true);
        await(() -> core.phase() == Phase.READY);
        Set<String> links = firstLinks();
        assertEquals(1, links.size());
        String link = links.iterator().next();
        assertTrue(link, link.startsWith("https://127.0.0.1:7443/console/enter#pbl_"));
        assertEquals(Set.of("null"), firstLinks());
        Sessions sessions = context.getService(context.getServiceReference(Sessions.class));
        sessions.signIn(Secret.of(link.substring(link.indexOf('#') + 1)), "");
        stop();
        start("host", true);
        await(() -> core.phase() == Phase.READY);
        assertEquals(Set.of(), firstLinks());
    }

    @Test
    public void aFirstStartWithoutATerminalMakesNoLink() throws Exception {
        start("host", false);
        await(() -> core.phase() == Phase.READY);
        assertEquals(Set.of(), firstLinks());
    }

    @Test
    public void aWrongPassphraseSealsTheHostAndWritesNothing() throws Exception {
        start("host");
        await(() -> core.phase() == Phase.READY);
        stop();
        byte[] before = Files.readAllBytes(data.resolve("patchbay.db"));
        rootKey.passphrase = 2;
        start("host");
        await(() -> exit() != null);
        assertEquals(Phase.SEALED, core.phase());
        assertEquals("The passphrase in memory is another one.", core.detail());
        assertEquals(78, exit().getProperty("patchbay.exit"));
        assertEquals(core.detail(), exit().getProperty("patchbay.message"));
        SERVICES.forEach(type -> assertNull(type.getName(), context.getServiceReference(type)));
        stop();
        Assert.assertArrayEquals(before, Files.readAllBytes(data.resolve("patchbay.db")));
    }

    @Test
    public void maintenanceHasCommandsAndMakesNothing() throws Exception {
        start("maintenance");
        await(() -> {
            try {
                return commands().size() == 7;
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(Set.of("backup", "verify", "restore", "passphrase", "forget-secrets", "key", "sign-in"), commands());
        SERVICES.forEach(type -> assertNull(type.getName(), context.getServiceReference(type)));
        assertEquals(List.of(), store.read(StoreReader::keys));
        assertEquals(0, rootKey.prepared);
        assertFalse(Files.exists(data.resolve("first-key")));
    }

    @Test
    public void noThreadOutlivesTheHost() throws Exception {
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        start("host");
        await(() -> core.phase() == Phase.READY);
        stop();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t)).noneMatch(t -> t.getName().startsWith("patchbay-")));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t)).noneMatch(t -> t.getName().startsWith("patchbay-")));
    }
}
