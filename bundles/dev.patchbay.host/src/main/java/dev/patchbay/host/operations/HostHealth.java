package dev.patchbay.host.operations;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.RenewalCounts;
import dev.patchbay.host.store.StoreSize;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** How the host does, in numbers it has anyway. Thread-safe. */
@ProviderType
public interface HostHealth {
    /** How many providers are here, how many registrations were refused, and how many of those here are quarantined. */
    record ProviderCounts(long here, long refused, long quarantined) {}

    /** How many calls to providers run, given-up ones included, and how many transfers of files among them. */
    record CallCounts(long running, long transfers) {}

    /** The last check of the audit since the host started. */
    record Verified(Instant at, boolean intact) {}

    /**
     * Work that waits.
     *
     * @param approvals providers whose connections want more than they were granted, as far as is known
     * @param sweeps what is not done yet for all connections of a provider
     */
    record Waiting(long approvals, long sweeps) {}

    /**
     * All of it. Immutable.
     *
     * @param startedAt when the host began to serve
     * @param version the program's
     * @param dataFree bytes that can be written in the data folder
     * @param connections by status, as shown
     * @param auditEntries how many there are
     * @param verified null where nobody checked the audit since the start
     */
    record Health(
            Instant startedAt,
            String version,
            StoreSize database,
            long dataFree,
            Map<Status, Long> connections,
            RenewalCounts renewals,
            ProviderCounts providers,
            CallCounts calls,
            long auditEntries,
            @Nullable Verified verified,
            Waiting waiting) {}

    /** How it does now; needs {@code admin} and a caller that is not bound to one account. */
    Health health(Caller caller);
}
