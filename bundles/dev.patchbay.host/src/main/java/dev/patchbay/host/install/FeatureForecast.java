package dev.patchbay.host.install;

import dev.patchbay.host.install.InstalledFeature.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What installing a feature, or replacing one, would do. Immutable.
 *
 * @param id group and artifact with a colon between
 * @param fromVersion the version that is here; null where none is
 * @param updated what the integrations that are here in another form would become
 * @param added bundles that come
 * @param removed bundles that go, since no feature has them any more
 * @param addedProviders ids of the integrations that come
 * @param removedProviders ids of those that go: their connections become unavailable
 */
public record FeatureForecast(
        String id,
        String name,
        @Nullable String fromVersion,
        String toVersion,
        List<UpdateForecast> updated,
        List<Member> added,
        List<Member> removed,
        List<String> addedProviders,
        List<String> removedProviders) {
    /** Copies the lists. */
    public FeatureForecast {
        updated = List.copyOf(updated);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        addedProviders = List.copyOf(addedProviders);
        removedProviders = List.copyOf(removedProviders);
    }
}
