package dev.patchbay.core.internal;

import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.operations.Ground;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.operations.HostHealth;
import dev.patchbay.host.store.RenewalCounts;
import dev.patchbay.host.store.Rows.AuditHeadRow;
import dev.patchbay.host.store.StoreSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The numbers that the parts of the host keep. Thread-safe. */
final class HostNumbers implements HostHealth {
    /** The sweep comes by more often than this: what is due for longer is late. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Ground ground;
    private final HostParts parts;
    private final Supplier<List<ProviderHealth.Health>> providers;
    private final LongSupplier refused;
    private final String version;
    private final Instant startedAt;

    HostNumbers(
            Ground ground,
            HostParts parts,
            Supplier<List<ProviderHealth.Health>> providers,
            LongSupplier refused,
            String version) {
        this.ground = ground;
        this.parts = parts;
        this.providers = providers;
        this.refused = refused;
        this.version = version;
        this.startedAt = ground.clock().instant();
    }

    @Override
    public Health health(Caller caller) {
        Permissions.require(caller, Scope.ADMIN);
        Permissions.requireAllAccounts(caller);
        List<ProviderHealth.Health> here = providers.get();
        long quarantined = here.stream().filter(each -> each.quarantine() != null).count();
        long running = here.stream().mapToLong(ProviderHealth.Health::calls).sum();
        long transfers = here.stream().mapToLong(ProviderHealth.Health::transfers).sum();
        long now = ground.clock().millis();
        RenewalCounts renewals = parts.database.read(r -> r.countRenewals(now, now - LATE.toMillis()));
        long entries = parts.database.read(r -> r.lastAuditHead()).map(AuditHeadRow::lastSeq).orElse(0L);
        Verified verified = parts.audit.lastCheck().map(each -> new Verified(each.at(), each.intact())).orElse(null);
        return new Health(
                startedAt, version, size(), free(), parts.counts.byStatus(), renewals,
                new ProviderCounts(here.size(), refused.getAsLong(), quarantined), new CallCounts(running, transfers),
                entries, verified, new Waiting(parts.following.updates.waiting(), parts.following.updates.underWay()));
    }

    private StoreSize size() {
        try {
            return ground.store().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long free() {
        try {
            return Files.getFileStore(ground.data()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
