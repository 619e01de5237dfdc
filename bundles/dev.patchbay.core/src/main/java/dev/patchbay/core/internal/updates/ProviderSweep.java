package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.connections.SchemaLift;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.updates.WorkLedger.Kind;
import dev.patchbay.core.internal.updates.WorkLedger.State;
import dev.patchbay.core.internal.updates.WorkLedger.Work;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over the stored connections of each provider whose definition is another than the last time: lifts them, and notes
 * whether one wants more than it was granted. Goes on with approvals and rollbacks that were begun. Some rows at a time; where it
 * is, is stored, so that it goes on after a crash. {@link #step} is for one thread, all else is thread-safe.
 */
public final class ProviderSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderSweep.class);

    private final Database database;
    private final Providers providers;
    private final WorkLedger ledger;
    private final StoredRows rows;
    private final SchemaLift lift;
    private final Sealing sealing;
    private final GrantGaps gaps;
    private final GrantApproval approval;
    private final FormerValues former;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    /** A definition all of whose connections were looked at. */
    private record Looked(ConnectionDefinition definition, boolean waiting) {}

    ProviderSweep(
            Database database,
            Providers providers,
            WorkLedger ledger,
            StoredRows rows,
            SchemaLift lift,
            Sealing sealing,
            GrantGaps gaps,
            GrantApproval approval,
            FormerValues former) {
        this.database = database;
        this.providers = providers;
        this.ledger = ledger;
        this.rows = rows;
        this.lift = lift;
        this.sealing = sealing;
        this.gaps = gaps;
        this.approval = approval;
        this.former = former;
    }

    /** Does the next piece for one provider; returns whether to call it again. */
    public boolean step() {
        List<Work> works = ledger.list();
        for (Providers.Live live : providers.available()) {
            if (step(live.definition(), works)) {
                return true;
            }
        }
        return false;
    }

    private boolean step(ConnectionDefinition definition, List<Work> works) {
        String id = definition.id();
        for (Work begun : works) {
            if (begun.provider().equals(id) && begun.kind() != Kind.SWEEP) {
                goOn(definition, begun);
                return true;
            }
        }
        Looked before = looked.get(id);
        if (before != null && before.definition() == definition) {
            return false;
        }
        Optional<Work> sweep = works.stream()
                .filter(work -> work.provider().equals(id) && work.kind() == Kind.SWEEP && work.isFor(definition))
                .findFirst();
        if (sweep.isEmpty() && !database.read(r -> r.hasConnections(id))) {
            looked.put(id, new Looked(definition, false));
            return false;
        }
        Work work = sweep.orElseGet(() -> Work.begin(definition, Kind.SWEEP));
        if (work.state().isDone()) {
            looked.put(id, new Looked(definition, work.state().isWaiting()));
            return false;
        }
        sweep(definition, work);
        return true;
    }

    private void sweep(ConnectionDefinition definition, Work work) {
        List<ConnectionRow> page = rows.page(work.provider(), work.afterCreatedAt(), work.afterId());
        boolean waiting = work.state().isWaiting();
        for (ConnectionRow row : page) {
            waiting |= isWaiting(definition, row);
        }
        boolean done = page.size() < StoredRows.PAGE;
        ledger.put(after(work, page, State.of(done, waiting)));
        if (done) {
            looked.put(work.provider(), new Looked(definition, waiting));
        }
    }

    private static Work after(Work work, List<ConnectionRow> page, State state) {
        ConnectionRow last = page.isEmpty() ? null : page.get(page.size() - 1);
        return last == null ? work.at(state, work.afterCreatedAt(), work.afterId()) : work.at(state, last.createdAt(), last.id());
    }

    /** Lifts the connection; whether it wants more than it was granted. */
    private boolean isWaiting(ConnectionDefinition definition, ConnectionRow row) {
        try {
            ConnectionRow now = row.schemaVersion() < definition.version()
                    ? lift.lifted(sealing.load(row), definition).row()
                    : row;
            return !gaps.gap(definition, now).equals(Grant.NONE);
        } catch (VaultException e) {
            LOG.warn("connection {} was not migrated: {}", row.id(), e.getMessage());
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.NOT_FOUND)) {
                throw e;
            }
        }
        return false;
    }

    /** What was begun for another definition than the present one is over. */
    private void goOn(ConnectionDefinition definition, Work work) {
        if (!work.isFor(definition)) {
            ledger.remove(work.provider(), work.kind());
        } else if (work.kind() == Kind.RESTORE) {
            restore(definition);
        } else {
            List<ConnectionRow> page = rows.page(work.provider(), work.afterCreatedAt(), work.afterId());
            approval.apply(definition, page);
            if (page.size() < StoredRows.PAGE) {
                end(definition, work.kind());
            } else {
                ledger.put(after(work, page, State.RUNNING));
            }
        }
    }

    /** Puts back what is kept from before the last migration; returns how many. */
    long restore(ConnectionDefinition definition) {
        long restored = former.restore(definition);
        end(definition, Kind.RESTORE);
        return restored;
    }

    /** The connections are looked at anew. */
    private void end(ConnectionDefinition definition, Kind kind) {
        database.write(w -> {
            WorkLedger.remove(w, definition.id(), kind);
            ledger.put(w, Work.begin(definition, Kind.SWEEP));
            return true;
        });
        looked.remove(definition.id());
    }

    /** Whether every connection of the present definition was looked at. */
    boolean isDone(ConnectionDefinition definition) {
        Looked done = looked.get(definition.id());
        return done != null && done.definition() == definition;
    }

    /** Whether a connection was found to want more than it was granted. */
    boolean isWaiting(String provider) {
        return Optional.ofNullable(looked.get(provider)).filter(Looked::waiting).isPresent();
    }

    /** Nothing of a provider waits any more. */
    void noteNothingWaits(ConnectionDefinition definition) {
        looked.computeIfPresent(definition.id(), (id, before) -> {
            if (before.definition() != definition) {
                return before;
            }
            ledger.put(Work.begin(definition, Kind.SWEEP).at(State.DONE, null, null));
            return new Looked(definition, false);
        });
    }
}
