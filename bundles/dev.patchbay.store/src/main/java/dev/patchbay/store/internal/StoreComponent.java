package dev.patchbay.store.internal;

import dev.patchbay.host.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Opens the store of the data folder and registers it as {@link Store}; where that fails, registers what the launcher is to
 * say instead, and no store.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "dev.patchbay.store",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class StoreComponent {
    /** Settings of {@code dev.patchbay.store}. */
    public @interface Settings {
        /** Connections that read at a time, at the most; 0: two for each processor, eight at the most. */
        int readers() default 0;
    }

    private @Nullable SqlStore store;
    private @Nullable ServiceRegistration<?> registration;

    @Activate
    void activate(BundleContext context, Settings settings) {
        String folder = context.getProperty("patchbay.data");
        if (folder == null) {
            report(new StartFailure(StartFailure.OTHER, "The framework property patchbay.data is missing."), context);
            return;
        }
        Path data = Path.of(folder);
        try {
            NativeLibrary.unpackTo(data.resolve("tmp"));
            store = SqlStore.open(data, Clock.systemUTC(), readers(settings));
            registration = context.registerService(Store.class, store, null);
            StoreLog.LOG.info("The store is open, schema version {}", store.schemaVersion());
        } catch (IOException | RuntimeException | LinkageError e) {
            StoreLog.LOG.error("The store cannot be opened", e);
            report(StartFailure.of(e, data), context);
        }
    }

    private void report(StartFailure failure, BundleContext context) {
        registration = context.registerService(IntSupplier.class, failure, failure.properties());
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
        }
        if (store != null) {
            store.close();
        }
    }

    private static int readers(Settings settings) {
        return settings.readers() > 0 ? settings.readers() : Math.min(8, 2 * Runtime.getRuntime().availableProcessors());
    }
}
