package dev.patchbay.core.internal;

import dev.patchbay.api.Connections;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.connect.ConnectParts;
import dev.patchbay.core.internal.connect.PublicUrl;
import dev.patchbay.core.internal.connect.SelfCallDoctor;
import dev.patchbay.core.internal.operations.Commands;
import dev.patchbay.core.internal.operations.Ground;
import dev.patchbay.core.internal.operations.RunningMaintenance;
import dev.patchbay.core.internal.people.StoredPersonSessions;
import dev.patchbay.core.internal.providers.CallLimits;
import dev.patchbay.core.internal.providers.ProviderDoor;
import dev.patchbay.core.internal.providers.ProviderRegistry;
import dev.patchbay.core.internal.providers.RegisteredProviders;
import dev.patchbay.core.internal.signin.AuthEngines;
import dev.patchbay.core.internal.signin.EngineExchanges;
import dev.patchbay.core.internal.tokens.TokenParts;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.steps.Steps;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.Vault;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host over one open database: unlocks, registers its services, and takes them back. Used by one thread. */
final class RunningHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningHost.class);
    private static final int THREADS = 64;

    private final BundleContext context;
    private final Store store;
    private final Vault vault;
    private final RootKeySource source;
    private final Supplier<CoreSettings> settings;
    private final Supplier<@Nullable Egress> egress;
    /** What to do at the end, the last first. */
    private final Deque<Runnable> endings = new ArrayDeque<>();

    RunningHost(
            BundleContext context,
            Store store,
            Vault vault,
            RootKeySource source,
            Supplier<CoreSettings> settings,
            Supplier<@Nullable Egress> egress) {
        this.context = context;
        this.store = store;
        this.vault = vault;
        this.source = source;
        this.settings = settings;
        this.egress = egress;
    }

    /** Starts; throws, with nothing registered, where it cannot. */
    void start(Runnable onReady) {
        Path data = Path.of(property("patchbay.data"));
        Ground ground = new Ground(store, vault, Clock.systemUTC(), new SecureRandom(), data);
        if ("maintenance".equals(context.getProperty("patchbay.mode"))) {
            new Commands(ground, source, publicUrl()::base).all().forEach(this::command);
            return;
        }
        new Startup(store, vault, source).unlockOrBegin();
        serve(ground, onReady);
    }

    private void serve(Ground ground, Runnable onReady) {
        HostThreads threads = new HostThreads(THREADS);
        endings.push(threads::close);
        ProviderDoor door = new ProviderDoor(egress, this::callback, CallLimits.STANDARD);
        ProviderRegistry registry = new ProviderRegistry(store, vault, threads, CallLimits.STANDARD);
        AuthEngines engines = new AuthEngines();
        AuthEngineTracker tracker = new AuthEngineTracker(context, engines);
        tracker.open();
        endings.push(tracker::close);
        TokenParts.Means means = new TokenParts.Means(
                new EngineExchanges(engines, egress), () -> settings.get().refreshLease(), System::nanoTime);
        PublicUrl publicUrl = publicUrl();
        HostParts parts = new HostParts(
                ground, new RegisteredProviders(registry, door), () -> settings.get().deleteGrace(), publicUrl::base, means);
        endings.push(parts.tokens::close);
        Optional<Path> firstKey = parts.firstKey.makeIfNone();
        firstKey.ifPresent(file -> LOG.info("the first API key lies in {}", file));
        parts.noteStart(HostCaller.HOST);
        StoredPersonSessions people = parts.people(
                publicUrl, () -> settings.get().connect(), () -> settings.get().sessions());
        Background background = new Background(parts, people);
        endings.push(background::close);
        registry.onChange(background::followUpdates);
        parts.following.updates.onWork(background::followUpdates);
        registry.open(context);
        endings.push(registry::close);
        background.start();
        register(Maintenance.class, new RunningMaintenance(ground, parts.kek, background::followKeys), new Hashtable<>());
        String version = String.valueOf(context.getProperty("patchbay.version"));
        register(HostHealth.class,
                new HostNumbers(ground, parts, registry::health, () -> registry.refusals().size(), version), new Hashtable<>());
        register(parts, registry, threads);
        ConnectParts connect = parts.connect(publicUrl, () -> settings.get().connect());
        Dictionary<String, Object> none = new Hashtable<>();
        register(ConnectSessions.class, connect.sessions, none);
        register(ConnectFlow.class, connect.flow, none);
        register(Sessions.class, people, none);
        if (firstKey.isPresent() && "true".equals(context.getProperty("patchbay.terminal"))) {
            tellOnce(people.operatorLink(HostCaller.HOST).url().toString());
        }
        register(CallbackDoctor.class,
                new SelfCallDoctor(() -> settings.get().publicUrl(), egress, ground.random()), none);
        onReady.run();
        Dictionary<String, Object> ready = new Hashtable<>();
        ready.put("patchbay.ready", true);
        register(BooleanSupplier.class, () -> true, ready);
        LOG.info("ready");
    }

    private void register(HostParts parts, ProviderRegistry registry, HostThreads threads) {
        Dictionary<String, Object> none = new Hashtable<>();
        register(ProviderCatalog.class, registry, none);
        register(ProviderHealth.class, new OperatedProviders(registry, threads, parts.database, parts.chain), none);
        register(ProviderUpdates.class, parts.following.updates, none);
        register(AuditTrail.class, parts.audit, none);
        register(AuditLog.class, parts.audit, none);
        register(ApiKeys.class, parts.apiKeys, none);
        register(ConnectionDirectory.class, parts.connections, none);
        register(ConnectionUse.class, parts.use, none);
        register(ConnectionFiles.class, parts.files, none);
        register(OAuthClients.class, parts.oauth.clients, none);
        register(Accounts.class, parts.accounts, none);
        register(Steps.class, parts.steps, none);
        ServiceRegistration<?> consumers =
                context.registerService(Connections.class.getName(), new ForBundle(parts, settings), none);
        endings.push(consumers::unregister);
    }

    private <T> void register(Class<T> type, T service, Dictionary<String, Object> properties) {
        ServiceRegistration<T> registration = context.registerService(type, service, properties);
        endings.push(registration::unregister);
    }

    /** Hands the link to the launcher, which prints it; whoever asks later gets nothing. No bundle of others runs at a first start. */
    private void tellOnce(String link) {
        AtomicReference<@Nullable String> text = new AtomicReference<>(link);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("patchbay.first-link", true);
        register(Supplier.class, () -> text.getAndSet(null), properties);
    }

    private void command(String name, ToIntFunction<String[]> command) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("patchbay.command", name);
        ServiceRegistration<?> registration =
                context.registerService(ToIntFunction.class.getName(), command, properties);
        endings.push(registration::unregister);
    }

    private PublicUrl publicUrl() {
        String told = context.getProperty("patchbay.url");
        if (told != null) {
            return new PublicUrl(() -> settings.get().publicUrl(), told);
        }
        String host = context.getProperty("patchbay.http.host");
        String port = context.getProperty("patchbay.http.port");
        return new PublicUrl(
                () -> settings.get().publicUrl(), host == null ? "127.0.0.1" : host, port == null ? 7070 : Integer.parseInt(port));
    }

    private @Nullable URI callback() {
        URI url = settings.get().publicUrl();
        return url == null ? null : URI.create(url + "/oauth/callback");
    }

    private String property(String name) {
        String value = context.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the framework property " + name + " is not set");
        }
        return value;
    }

    /** Takes everything back, the last first; what fails stops nothing else. */
    @Override
    public void close() {
        while (!endings.isEmpty()) {
            try {
                endings.pop().run();
            } catch (RuntimeException e) {
                LOG.debug("while ending: {}", e.getClass().getName());
            }
        }
    }

    /** One service for each bundle that asks. */
    private record ForBundle(HostParts parts, Supplier<CoreSettings> settings) implements ServiceFactory<Connections> {
        @Override
        public Connections getService(Bundle bundle, ServiceRegistration<Connections> registration) {
            return new ConsumerConnections(parts, settings, String.valueOf(bundle.getSymbolicName()));
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Connections> registration, Connections service) {
            /* nothing is held for a bundle */
        }
    }
}
