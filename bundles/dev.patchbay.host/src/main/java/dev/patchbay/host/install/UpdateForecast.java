package dev.patchbay.host.install;

import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import java.util.List;

/**
 * What an update would do. Immutable.
 *
 * @param refreshed symbolic names of the bundles that would be interrupted for a moment, its own among them
 * @param addedProviders ids that come
 * @param removedProviders ids that go: their connections become unavailable
 * @param providers what it means for the stored connections of each provider that stays
 */
public record UpdateForecast(
        String symbolicName,
        String fromVersion,
        String toVersion,
        List<String> refreshed,
        List<String> addedProviders,
        List<String> removedProviders,
        List<Forecast> providers) {
    /** Copies the lists. */
    public UpdateForecast {
        refreshed = List.copyOf(refreshed);
        addedProviders = List.copyOf(addedProviders);
        removedProviders = List.copyOf(removedProviders);
        providers = List.copyOf(providers);
    }
}
