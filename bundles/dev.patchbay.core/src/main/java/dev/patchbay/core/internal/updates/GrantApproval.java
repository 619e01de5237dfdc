package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.SchemaLift;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals connections anew for what was approved. Hosts and endpoints alone: scopes are the app's to give. Thread-safe.
 */
final class GrantApproval {
    private static final Logger LOG = LoggerFactory.getLogger(GrantApproval.class);

    private final ConnectionLookup lookup;
    private final SchemaLift lift;
    private final Sealing sealing;
    private final GrantGaps gaps;
    private final AuditChain audit;
    private final Clock clock;

    /** A row before and after, and what it may reach more. */
    private record Wider(ConnectionRow before, ConnectionRow after, Grant gap) {}

    GrantApproval(
            ConnectionLookup lookup, SchemaLift lift, Sealing sealing, GrantGaps gaps, AuditChain audit, Clock clock) {
        this.lookup = lookup;
        this.lift = lift;
        this.sealing = sealing;
        this.gaps = gaps;
        this.audit = audit;
        this.clock = clock;
    }

    /** These rows, or what they are by now, in one transaction; those that are changed at the same time in another. */
    void apply(ConnectionDefinition definition, List<ConnectionRow> rows) {
        List<ConnectionRow> left = rows;
        while (!left.isEmpty()) {
            List<Wider> wider = left.stream().flatMap(row -> widen(definition, row).stream()).toList();
            List<String> again = wider.isEmpty() ? List.of() : put(wider);
            left = again.stream().flatMap(id -> lookup.find(id).stream()).filter(row -> row.deletedAt() == null).toList();
        }
    }

    private Optional<Wider> widen(ConnectionDefinition definition, ConnectionRow stored) {
        try {
            ConnectionRow row = stored.schemaVersion() < definition.version()
                    ? lift.lifted(sealing.load(stored), definition).row()
                    : stored;
            Grant gap = gaps.gap(definition, row);
            if (!GrantGaps.isForApproval(gap)) {
                return Optional.empty();
            }
            RowDraft draft = RowDraft.after(row, clock.millis()).granted(Grant.parse(row.grant()).reaching(gap));
            ConnectionRow wider = row.payload().length == 0
                    ? sealing.sealEmpty(draft)
                    : sealing.seal(draft, sealing.open(sealing.load(row)));
            return Optional.of(new Wider(row, wider, gap));
        } catch (VaultException | ProblemException e) {
            LOG.warn("connection {} does not get the wider grant: {}", stored.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The ids of those that somebody else changed. */
    private List<String> put(List<Wider> wider) {
        return lookup.write(wider.stream().map(each -> each.before().id()).toList(), w -> {
            List<String> again = new ArrayList<>();
            for (Wider each : wider) {
                if (w.updateConnection(each.after(), each.before().version())) {
                    note(w, each);
                } else {
                    again.add(each.before().id());
                }
            }
            return again;
        });
    }

    private void note(StoreWriter w, Wider each) {
        Map<String, String> detail = new HashMap<>(Map.of("hosts", String.join(" ", each.gap().hosts())));
        if (!each.gap().endpoints().isEmpty()) {
            detail.put("endpoints", String.join(" ", each.gap().endpoints()));
        }
        audit.append(w, HostCaller.HOST, "connection.widen", each.after().id(), each.after().account(), detail);
    }
}
