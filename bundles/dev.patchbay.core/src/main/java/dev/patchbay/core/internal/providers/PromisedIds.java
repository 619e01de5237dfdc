package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ProvidesConnection;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** The provider ids a bundle promises in its manifest, read without running any code of it. */
final class PromisedIds {
    private PromisedIds() {}

    /**
     * What a registration may become: the id it names in its property of that name, where the bundle promises it; otherwise
     * whatever the bundle promises.
     */
    static Set<String> of(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        Set<String> promised = bundle == null ? Set.of() : of(bundle);
        return reference.getProperty(ProvidesConnection.NAMESPACE) instanceof String id && promised.contains(id)
                ? Set.of(id) : promised;
    }

    /** The values of the {@code dev.patchbay.provider} capabilities; empty where there is none or the bundle is gone. */
    static Set<String> of(Bundle bundle) {
        Set<String> ids = new TreeSet<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            revision.getDeclaredCapabilities(ProvidesConnection.NAMESPACE).forEach(capability -> {
                if (capability.getAttributes().get(ProvidesConnection.NAMESPACE) instanceof String id) {
                    ids.add(id);
                }
            });
        }
        return ids;
    }
}
