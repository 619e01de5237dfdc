package dev.patchbay.host.connections;

import java.util.List;
import java.util.Map;

/**
 * How many connections there are, deleted ones left out. Immutable.
 *
 * @param byStatus every status, as shown; a record that was changed outside of the host counts by what it says of itself
 * @param byProvider the providers that have any, those with the most first
 */
public record ConnectionSummary(long total, Map<Status, Long> byStatus, List<OfProvider> byProvider) {
    /**
     * The connections of one provider.
     *
     * @param label what a person reads; the id where nothing else is known of it
     */
    public record OfProvider(String provider, String label, long count) {}

    /** Copies both. */
    public ConnectionSummary {
        byStatus = Map.copyOf(byStatus);
        byProvider = List.copyOf(byProvider);
    }
}
