package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
@Component(service = {})
public final class InstallerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(InstallerComponent.class);
    private static final Duration PROVIDERS_WITHIN = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STOP_MILLIS = 5_000;

    private final Thread starter;
    private volatile boolean stopped;
    private @Nullable ServiceRegistration<Installer> registration;

    /** Starts the recorded bundles on a thread of its own: the framework's must not wait for authors' code. */
    @Activate
    public InstallerComponent(
            BundleContext framework,
            @Reference Store store,
            @Reference Vault vault,
            @Reference AuditTrail audit,
            @Reference ProviderCatalog catalog) {
        String data = framework.getProperty("patchbay.data");
        if (data == null) {
            throw new IllegalStateException("the framework property patchbay.data is not set");
        }
        RunningInstaller installer = new RunningInstaller(new LiveBundles(framework),
                new BundleRecords(store, vault, audit, Clock.systemUTC()),
                new ProviderWatch(catalog, PROVIDERS_WITHIN), Path.of(data).resolve("tmp"), PATIENCE);
        starter = new Thread(() -> start(framework, installer), "patchbay-installer");
        starter.setDaemon(true);
        starter.setContextClassLoader(null);
        starter.start();
    }

    private void start(BundleContext framework, RunningInstaller installer) {
        try {
            installer.startRecorded();
            synchronized (this) {
                if (!stopped) {
                    registration = framework.registerService(Installer.class, installer, null);
                }
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("the installed bundles could not be started; restart the host", e);
            }
        }
    }

    /** Takes the service away and ends what is being started. */
    @Deactivate
    public void stop() {
        synchronized (this) {
            stopped = true;
            if (registration != null) {
                registration.unregister();
                registration = null;
            }
        }
        starter.interrupt();
        try {
            starter.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
