package dev.patchbay.declarative.internal;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Follows the started bundles and registers a provider for each declaration in them, in their own name: who looks at the service
 * sees the bundle that holds the file. Nothing is read before somebody asks the provider for its definition. Thread-safe.
 */
@Component
public final class DeclarationExtender {
    private final BundleTracker<DeclaredProviders> tracker;

    /** Begins to follow. */
    @Activate
    public DeclarationExtender(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, new Follower());
        tracker.open();
    }

    /** Takes every provider away again. */
    @Deactivate
    void close() {
        tracker.close();
    }

    /** Called with the framework's locks held, so it only looks at the names of files. */
    private static final class Follower implements BundleTrackerCustomizer<DeclaredProviders> {
        @Override
        public @Nullable DeclaredProviders addingBundle(Bundle bundle, @Nullable BundleEvent event) {
            return DeclaredProviders.of(bundle).orElse(null);
        }

        @Override
        public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, DeclaredProviders providers) {
            /* there is one state that is followed */
        }

        @Override
        public void removedBundle(Bundle bundle, @Nullable BundleEvent event, DeclaredProviders providers) {
            providers.close();
        }
    }
}
