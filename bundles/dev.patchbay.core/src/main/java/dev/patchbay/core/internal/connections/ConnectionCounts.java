package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.ConnectionSummary.OfProvider;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.ConnectionGroup;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections. The database counts those that are alike in all that decides about {@code unavailable}; whether a kind can
 * be used is then asked once for each. No record is opened or verified for it. Thread-safe.
 */
public final class ConnectionCounts {
    private final Database database;
    private final Providers providers;
    private final Availability availability;

    public ConnectionCounts(Database database, Providers providers, Availability availability) {
        this.database = database;
        this.providers = providers;
        this.availability = availability;
    }

    ConnectionSummary summary(
            Caller caller, @Nullable String account, @Nullable String provider, @Nullable String text) {
        Permissions.require(caller, Scope.READ);
        List<String> words = Words.of(text);
        if (account != null && !Permissions.maySee(caller, account)) {
            return summary(List.of());
        }
        String only = caller.account() == null ? account : caller.account();
        return summary(database.read(r -> r.groupConnections(only, provider, words)));
    }

    /** All there are, by status, for the host itself. */
    public Map<Status, Long> byStatus() {
        return summary(database.read(r -> r.groupConnections(null, null, List.of()))).byStatus();
    }

    private ConnectionSummary summary(List<ConnectionGroup> groups) {
        Map<Status, Long> byStatus = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            byStatus.put(status, 0L);
        }
        groups.forEach(group -> byStatus.merge(shown(group), group.count(), Long::sum));
        Map<String, Long> byProvider = groups.stream()
                .collect(Collectors.groupingBy(ConnectionGroup::provider, Collectors.summingLong(ConnectionGroup::count)));
        List<OfProvider> rows = byProvider.entrySet().stream()
                .map(each -> new OfProvider(each.getKey(), label(each.getKey()), each.getValue()))
                .sorted(Comparator.comparingLong(OfProvider::count).reversed().thenComparing(OfProvider::provider))
                .toList();
        return new ConnectionSummary(groups.stream().mapToLong(ConnectionGroup::count).sum(), byStatus, rows);
    }

    private Status shown(ConnectionGroup group) {
        return availability.isUsable(group) ? Status.valueOf(group.status().toUpperCase(Locale.ROOT)) : Status.UNAVAILABLE;
    }

    private String label(String provider) {
        return providers.definition(provider).map(ConnectionDefinition::label).orElse(provider);
    }
}
