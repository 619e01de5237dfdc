package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import java.util.Set;

/**
 * A registered provider, as data of the host's own; the provider itself is reached only through its lane. Immutable and
 * thread-safe; once the provider left, calls are refused.
 *
 * @param id the provider's id
 * @param owner symbolic name of its bundle
 * @param bundleVersion version of its bundle
 * @param definition the host's copy
 * @param json the same in its JSON form
 * @param capabilities what it can do, words of {@code ProviderCatalog.ProviderView}
 * @param loopbackPorts ports of this machine its bundle listens on
 * @param lane the way to the provider
 */
record ProviderHandle(
        String id,
        String owner,
        String bundleVersion,
        ConnectionDefinition definition,
        String json,
        Set<String> capabilities,
        Set<Integer> loopbackPorts,
        ProviderLane lane) {
    ProviderHandle {
        capabilities = Set.copyOf(capabilities);
        loopbackPorts = Set.copyOf(loopbackPorts);
    }

    @Override
    public String toString() {
        return id + " of " + owner + " " + bundleVersion;
    }
}
