package dev.patchbay.core.internal;

import dev.patchbay.core.internal.signin.AuthEngines;
import dev.patchbay.host.auth.AuthEngine;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Hands the engines among the services to {@link AuthEngines}. */
final class AuthEngineTracker extends ServiceTracker<AuthEngine, AuthEngine> {
    private final AuthEngines engines;

    AuthEngineTracker(BundleContext context, AuthEngines engines) {
        super(context, AuthEngine.class, null);
        this.engines = engines;
    }

    @Override
    public @Nullable AuthEngine addingService(ServiceReference<AuthEngine> reference) {
        AuthEngine engine = context.getService(reference);
        if (engine != null) {
            engines.add(kind(reference), engine);
        }
        return engine;
    }

    @Override
    public void removedService(ServiceReference<AuthEngine> reference, AuthEngine engine) {
        engines.remove(kind(reference), engine);
        context.ungetService(reference);
    }

    private static String kind(ServiceReference<AuthEngine> reference) {
        return String.valueOf(reference.getProperty(AuthEngine.KIND));
    }
}
