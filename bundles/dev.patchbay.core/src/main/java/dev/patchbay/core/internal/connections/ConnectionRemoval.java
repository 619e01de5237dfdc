package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes, restores and shreds connections. A deleted one is of no use at once; its data key goes when the grace ends.
 * Thread-safe.
 */
public final class ConnectionRemoval {
    private static final int TRIES = 20;
    private static final int BATCH = 100;

    private final Database database;
    private final ConnectionLookup lookup;
    private final Sealing sealing;
    private final AuditChain audit;
    private final Clock clock;
    private final Supplier<Duration> grace;
    private final ConnectionViews views;
    private final Farewells farewells;

    public ConnectionRemoval(
            Database database,
            ConnectionLookup lookup,
            Sealing sealing,
            AuditChain audit,
            Clock clock,
            Supplier<Duration> grace,
            ConnectionViews views,
            Farewells farewells) {
        this.database = database;
        this.lookup = lookup;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
        this.grace = grace;
        this.views = views;
        this.farewells = farewells;
    }

    /**
     * Deletes; with {@code now} also what was deleted before and waits for the end of its grace. One that steps use is deleted
     * with {@code force} only; they are unbound when it is shredded.
     */
    void delete(Caller caller, String id, boolean force, boolean now, @Nullable Long expectedVersion) {
        Permissions.require(caller, Scope.WRITE);
        for (int i = 0; i < TRIES; i++) {
            ConnectionRow row = now ? lookup.stored(caller, id) : lookup.present(caller, id);
            if (expectedVersion != null && expectedVersion != row.version()) {
                throw Problems.changed();
            }
            boolean evenUsed = force || row.deletedAt() != null;
            if (now ? shred(caller, row, evenUsed) : mark(caller, row, evenUsed)) {
                return;
            }
        }
        throw Problems.changed();
    }

    private boolean mark(Caller caller, ConnectionRow row, boolean evenUsed) {
        long now = clock.millis();
        RowDraft draft = RowDraft.after(row, now);
        draft.deletedAt = now;
        draft.purgeAt = now + grace.get().toMillis();
        return update(caller, row, sealed(row, draft), "connection.delete", evenUsed);
    }

    ConnectionView restore(Caller caller, String id) {
        Permissions.require(caller, Scope.WRITE);
        for (int i = 0; i < TRIES; i++) {
            ConnectionRow row = lookup.stored(caller, id);
            if (row.deletedAt() == null) {
                return views.view(row);
            }
            if (row.purgeAt() == null || row.purgeAt() <= clock.millis()) {
                throw Permissions.notFound();
            }
            if (!sealing.load(row).intact()) {
                throw Problems.integrity();
            }
            RowDraft draft = RowDraft.after(row, clock.millis());
            draft.deletedAt = null;
            draft.purgeAt = null;
            ConnectionRow next = sealed(row, draft);
            if (update(caller, row, next, "connection.restore", true)) {
                return views.view(next);
            }
        }
        throw Problems.changed();
    }

    /** Sealed anew; a row that does not open keeps its wrong code, so that nothing makes a changed record a right one. */
    private ConnectionRow sealed(ConnectionRow row, RowDraft draft) {
        Loaded loaded = sealing.load(row);
        if (!loaded.intact()) {
            return draft.row();
        }
        try {
            Values values = sealing.open(loaded);
            return row.payload().length == 0 ? sealing.sealEmpty(draft) : sealing.seal(draft, values);
        } catch (VaultException e) {
            return draft.row();
        }
    }

    private boolean update(
            Caller caller, ConnectionRow former, ConnectionRow next, String action, boolean evenUsed) {
        return lookup.write(next.id(), w -> {
            if (!evenUsed) {
                StepBinding.requireUnused(w, next.id());
            }
            boolean same = w.updateConnection(next, former.version());
            if (same) {
                audit.append(w, caller, action, next.id(), next.account(), Map.of("provider", next.provider()));
            }
            return same;
        });
    }

    private boolean shred(Caller caller, ConnectionRow row, boolean evenUsed) {
        Runnable farewell = farewells.prepare(row);
        boolean shredded = lookup.write(row.id(), w -> {
            if (!evenUsed) {
                StepBinding.requireUnused(w, row.id());
            }
            boolean same = w.findConnection(row.id()).filter(r -> r.version() == row.version()).isPresent();
            if (same) {
                shred(w, caller, row);
            }
            return same;
        });
        if (shredded) {
            farewell.run();
        }
        return shredded;
    }

    private void shred(StoreWriter writer, Caller caller, ConnectionRow row) {
        writer.shredConnection(row.id());
        audit.append(writer, caller, "connection.shred", row.id(), row.account(), Map.of("provider", row.provider()));
    }

    /** Shreds what was deleted and whose grace has ended; returns how many. */
    public int purge() {
        int shredded = 0;
        List<ConnectionRow> some;
        do {
            long now = clock.millis();
            some = database.read(r -> r.purgeable(now, BATCH));
            for (ConnectionRow row : some) {
                shredded += shred(HostCaller.HOST, row, true) ? 1 : 0;
            }
        } while (some.size() == BATCH);
        return shredded;
    }
}
