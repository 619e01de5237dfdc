package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What bundles that were examined and resolve would change, asked of them beside those that run. Used under the installer's lock. */
final class Forecasts {
    private final InstallerParts parts;

    Forecasts(InstallerParts parts) {
        this.parts = parts;
    }

    /** What it would do in place of an installed one. */
    UpdateForecast update(BundleRow former, Candidate candidate) throws IOException {
        CheckedBundle bundle = candidate.bundle();
        List<Forecast> forecasts = new ArrayList<>();
        for (ConnectionDefinition definition : definitions(candidate)) {
            forecasts.add(parts.updates().forecast(definition));
        }
        Set<String> before = BundleViews.providers(former);
        return new UpdateForecast(bundle.symbolicName(), former.version(), bundle.version(), parts.live().closure(bundle.symbolicName()),
                without(bundle.providers(), before), without(before, Set.copyOf(bundle.providers())), forecasts);
    }

    /**
     * What it says of its providers.
     *
     * @throws dev.patchbay.host.problem.ProblemException where one of them would be refused
     */
    List<ConnectionDefinition> definitions(Candidate candidate) throws IOException {
        return parts.rehearsal().definitions(candidate, parts.updates());
    }

    private static List<String> without(Iterable<String> all, Set<String> these) {
        Set<String> left = new TreeSet<>();
        all.forEach(left::add);
        left.removeAll(these);
        return List.copyOf(left);
    }
}
