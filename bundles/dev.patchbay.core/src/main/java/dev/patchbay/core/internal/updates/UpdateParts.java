package dev.patchbay.core.internal.updates;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.core.internal.connections.SchemaLift;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.WantedGrants;
import dev.patchbay.core.internal.providers.Providers;
import java.time.Clock;

/** The parts that follow updates of providers, put together. */
public final class UpdateParts {
    public final ProviderSweep sweep;
    public final StoredProviderUpdates updates;
    private final FormerValues former;

    /** What they stand on. */
    public record Base(
            Database database,
            UnlockedVault vault,
            ConnectionLookup lookup,
            Sealing sealing,
            SchemaLift lift,
            AuditChain audit,
            Clock clock) {}

    public UpdateParts(Base base, Providers providers, WantedGrants wanted) {
        WorkLedger ledger = new WorkLedger(base.database(), base.vault());
        StoredRows rows = new StoredRows(base.database());
        GrantGaps gaps = new GrantGaps(base.sealing(), wanted);
        GrantApproval approval =
                new GrantApproval(base.lookup(), base.lift(), base.sealing(), gaps, base.audit(), base.clock());
        former = new FormerValues(
                base.database(), base.lookup(), new RestoredRow(base.sealing(), wanted), base.audit(), base.clock());
        sweep = new ProviderSweep(
                base.database(), providers, ledger, rows, base.lift(), base.sealing(), gaps, approval, former);
        updates = new StoredProviderUpdates(
                base.database(), providers, base.sealing(), base.audit(), ledger, rows, gaps, sweep, former);
    }

    /** Shreds former values that were kept long enough; returns how many. */
    public long forgetFormer() {
        return former.expire();
    }
}
