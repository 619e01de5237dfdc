package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the installer once core is ready, which it shows by its services. The service {@link Installer} is there when every
 * recorded bundle had its chance, so that a ready host has all its providers.
 */
@Component(service = {}, configurationPid = "dev.patchbay.installer")
public final class InstallerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(InstallerComponent.class);
    private static final Duration PROVIDERS_WITHIN = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 1_000;
    private static final long TIDY_MILLIS = Duration.ofHours(1).toMillis();
    private static final long STOP_MILLIS = 5_000;

    private final InstallerParts parts;
    private final InstallSettings settings;
    private final BundleContext framework;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, InstallerComponent::thread);
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private volatile boolean stopped;

    /** Starts the recorded bundles on a thread of its own: the framework's must not wait for authors' code. */
    @Activate
    public InstallerComponent(
            BundleContext framework,
            Map<String, ?> configuration,
            @Reference Store store,
            @Reference Vault vault,
            @Reference AuditTrail audit,
            @Reference ProviderCatalog catalog,
            @Reference ProviderUpdates updates,
            @Reference Egress egress) {
        this.framework = framework;
        settings = InstallSettings.of(configuration, isLoopback(property(framework, "patchbay.http.host", "127.0.0.1")));
        parts = new InstallerParts(new InstallerParts.Surroundings(framework, store, vault, audit, catalog, updates, egress, settings,
                Path.of(property(framework, "patchbay.home", "")), Path.of(property(framework, "patchbay.data", null)),
                Clock.systemUTC(), PROVIDERS_WITHIN, PATIENCE));
        worker.execute(this::start);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "patchbay-installer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private static String property(BundleContext framework, String name, @Nullable String absent) {
        String value = framework.getProperty(name);
        if (value == null && absent == null) {
            throw new IllegalStateException("the framework property " + name + " is not set");
        }
        return value == null ? absent : value;
    }

    /** Whether only this machine reaches the address; no name but {@code localhost} is resolved. */
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            boolean literal = host.matches("[0-9.]+") || host.contains(":");
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void start() {
        RunningInstaller installer = new RunningInstaller(parts);
        RunningFeatures features = new RunningFeatures(parts);
        InstallPolicy policy = installer.policy();
        LOG.info("install.trust is {}: {}", policy.trust(), policy.detail());
        try {
            parts.startRecorded(features);
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("the installed bundles could not be started; restart the host", e);
            }
            return;
        }
        synchronized (this) {
            if (stopped) {
                return;
            }
            registrations.add(framework.registerService(Installer.class, installer, null));
            registrations.add(framework.registerService(FeatureInstaller.class, features, null));
        }
        worker.scheduleWithFixedDelay(guarded(installer::closeExpired), 0, TIDY_MILLIS, TimeUnit.MILLISECONDS);
        Path watched = settings.watched();
        if (watched != null) {
            WatchedFolder folder = new WatchedFolder(watched, installer, features, parts);
            worker.scheduleWithFixedDelay(guarded(folder::look), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** One failure must not end what is done again and again. */
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.error("the installer's background work failed", e);
                }
            }
        };
    }

    /** Takes the services away and ends what is being started. */
    @Deactivate
    public void stop() {
        synchronized (this) {
            stopped = true;
            registrations.forEach(ServiceRegistration::unregister);
            registrations.clear();
        }
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("the installer's thread is still at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
