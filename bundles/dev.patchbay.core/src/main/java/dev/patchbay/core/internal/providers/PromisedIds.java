package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ProvidesConnection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        if (bundle == null) {
            return Set.of();
        }
        return reference.getProperty(ProvidesConnection.NAMESPACE) instanceof String id && values(bundle).anyMatch(id::equals)
                ? Set.of(id) : of(bundle);
    }

    /** The values of the {@code dev.patchbay.provider} capabilities; empty where there is none or the bundle is gone. */
    static Set<String> of(Bundle bundle) {
        return values(bundle).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One by one: a bundle may promise a thousand, and register as many services. */
    private static Stream<String> values(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? Stream.of() : revision.getDeclaredCapabilities(ProvidesConnection.NAMESPACE).stream()
                .map(capability -> capability.getAttributes().get(ProvidesConnection.NAMESPACE))
                .filter(String.class::isInstance).map(String.class::cast);
    }
}
