package dev.patchbay.core.internal;

import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.state.HostState;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.Vault;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says from the first moment how the host is doing, and starts it on a thread of its own once database and vault are here.
 * What it starts are plain objects; see {@link RunningHost}.
 */
@Component(service = HostState.class, immediate = true, configurationPid = "dev.patchbay.core")
public final class Core implements HostState {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);
    private static final int PATIENCE_SECONDS = 20;

    private record Shown(Phase phase, String detail) {}

    private final BundleContext context;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Core::startThread);
    private volatile CoreSettings settings;
    private volatile Shown shown = new Shown(Phase.STARTING, "Waiting for the database and the vault.");
    private volatile @Nullable Store store;
    private volatile @Nullable Vault vault;
    private volatile @Nullable RootKeySource source;
    private volatile @Nullable Egress egress;
    /** Touched on the start thread only. */
    private @Nullable AutoCloseable running;
    private @Nullable Store runningStore;
    private boolean failed;

    @Activate
    public Core(BundleContext context, Map<String, Object> configuration) {
        this.context = context;
        this.settings = CoreSettings.of(configuration);
    }

    /** Libraries that look for classes by the thread's loader find those of this bundle's wiring; no plugin runs here. */
    private static Thread startThread(Runnable work) {
        Thread thread = HostThreads.thread("patchbay-start", work);
        thread.setContextClassLoader(Core.class.getClassLoader());
        return thread;
    }

    /** Takes changed settings while running. */
    @Modified
    void modified(Map<String, Object> configuration) {
        settings = CoreSettings.of(configuration);
    }

    @Override
    public Phase phase() {
        return shown.phase();
    }

    @Override
    public String detail() {
        return shown.detail();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindStore(Store service) {
        store = service;
        thread.execute(this::begin);
    }

    void unbindStore(Store service) {
        if (store == service) {
            store = null;
            finish(Phase.STARTING, "Waiting for the database.");
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindVault(Vault service) {
        vault = service;
        thread.execute(this::begin);
    }

    void unbindVault(Vault service) {
        if (vault == service) {
            vault = null;
            finish(Phase.STARTING, "Waiting for the vault.");
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindSource(RootKeySource service) {
        source = service;
        thread.execute(this::begin);
    }

    /** The source is needed to unlock; once that is done the host goes on without it. */
    void unbindSource(RootKeySource service) {
        if (source == service) {
            source = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEgress(Egress service) {
        egress = service;
    }

    void unbindEgress(Egress service) {
        if (egress == service) {
            egress = null;
        }
    }

    @Deactivate
    void deactivate() {
        finish(Phase.STOPPING, "The host is stopping.");
        thread.shutdown();
    }

    private void begin() {
        Store database = store;
        Vault keys = vault;
        RootKeySource root = source;
        if (running != null && runningStore != database) {
            end();
        }
        if (running != null || failed || database == null || keys == null || root == null) {
            return;
        }
        try {
            RunningHost host = new RunningHost(context, database, keys, root, () -> settings, () -> egress);
            running = host;
            runningStore = database;
            shown = new Shown(Phase.STARTING, "Unlocking the vault.");
            host.start(() -> shown = new Shown(Phase.READY, "Serving."));
        } catch (RuntimeException e) {
            failed = true;
            end();
            StartFailure failure = StartFailure.of(e);
            shown = new Shown(failure.phase(), failure.sentence());
            failure.register(context);
        }
    }

    private void end() {
        AutoCloseable host = running;
        running = null;
        runningStore = null;
        if (host != null) {
            try {
                host.close();
            } catch (Exception e) {
                LOG.warn("ending the host: {}", e.getClass().getName());
            }
        }
    }

    /** Ends what runs before the service it stands on goes; waits for it, but not for ever. */
    private void finish(Phase phase, String detail) {
        if (thread.isShutdown()) {
            return;
        }
        shown = new Shown(phase, detail);
        try {
            Future<?> ended = thread.submit(this::end);
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.warn("the host did not end in time: {}", e.getClass().getName());
        }
    }
}
