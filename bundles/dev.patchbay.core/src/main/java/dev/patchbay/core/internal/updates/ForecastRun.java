package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connections.ConnectionViews;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.definitions.MigrationRun;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ProviderUpdates.Example;
import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import dev.patchbay.host.connections.ProviderUpdates.Unfit;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dry run of an update over the connections that are stored, each at whatever schema it is. For one thread. */
final class ForecastRun {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastRun.class);
    private static final int MOST_UNFIT = 20;

    private final ConnectionDefinition next;
    private final Optional<ConnectionDefinition> present;
    private final Sealing sealing;
    private final GrantGaps gaps;
    private final GrantGaps.Tally tally = new GrantGaps.Tally();
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();
    private final List<Unfit> firstUnfit = new ArrayList<>();
    private int oldest;
    private long connections;
    private long unfit;
    private @Nullable Example example;

    ForecastRun(ConnectionDefinition next, Providers providers, Sealing sealing, GrantGaps gaps) {
        this.next = next;
        this.present = providers.definition(next.id());
        this.sealing = sealing;
        this.gaps = gaps;
        this.oldest = next.version();
    }

    /** One connection more; a record that is not intact is left out, no update does anything to it. */
    void add(ConnectionRow row) {
        Loaded loaded = sealing.load(row);
        if (!loaded.intact() || row.schemaVersion() > next.version()) {
            return;
        }
        oldest = Math.min(oldest, row.schemaVersion());
        try {
            Values stored = sealing.open(loaded);
            Outcome outcome = MigrationRun.run(next, row.schemaVersion(), row.method(), stored);
            if (outcome instanceof Outcome.Migrated migrated) {
                connections++;
                migrated(row, stored, migrated);
            } else {
                look(row, row.method(), stored);
            }
        } catch (VaultException e) {
            LOG.warn("connection {} does not open and is left out of the forecast", row.id());
        }
    }

    private void migrated(ConnectionRow row, Values stored, Outcome.Migrated migrated) {
        Map<String, Object> before = stored.asMap();
        Map<String, Object> after = migrated.values().asMap();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.stream().filter(name -> !Objects.equals(before.get(name), after.get(name))).forEach(changed::add);
        if (!migrated.errors().isEmpty()) {
            unfit++;
            if (firstUnfit.size() < MOST_UNFIT) {
                firstUnfit.add(new Unfit(row.id(), row.account(), row.label(), migrated.errors()));
            }
        } else if (example == null) {
            example = new Example(row.id(), row.label(),
                    ConnectionViews.masked(present.flatMap(d -> d.method(row.method())), stored),
                    ConnectionViews.masked(next.method(migrated.method()), migrated.values()));
        }
        look(row, migrated.method(), migrated.values());
    }

    private void look(ConnectionRow row, String method, Values values) {
        if (next.method(method).isEmpty()) {
            missing.add(method);
        }
        tally.add(gaps.gap(next, method, values, row.grant()));
    }

    /** What it comes to. */
    Forecast forecast() {
        return new Forecast(next.id(), oldest, next.version(), connections, List.copyOf(changed), unfit, firstUnfit, example,
                tally.hosts(), tally.endpoints(), tally.scopes(), List.copyOf(missing));
    }
}
