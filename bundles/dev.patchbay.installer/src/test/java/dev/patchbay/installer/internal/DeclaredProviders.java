package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;

/** An extender in short: a provider for each declaration of a started bundle, through that bundle's own context. */
final class DeclaredProviders extends BundleTracker<Bundle> {
    /** What the framework says it has. */
    static final String CAPABILITY = "osgi.extender;osgi.extender=\"dev.patchbay.declarative\";version:Version=\"1.0\"";

    DeclaredProviders(BundleContext context) {
        super(context, Bundle.ACTIVE, null);
    }

    @Override
    public Bundle addingBundle(Bundle bundle, BundleEvent event) {
        var entries = bundle.findEntries(Declarations.FOLDER, "*" + Declarations.SUFFIX, false);
        if (entries == null) {
            return null;
        }
        for (URL url : Collections.list(entries)) {
            try (var in = url.openStream()) {
                ConnectionDefinition definition = Declarations.read(url.getPath(), in.readAllBytes()).definition();
                bundle.getBundleContext().registerService(ConnectionProvider.class, () -> definition, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundle;
    }
}
