package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the key-encryption key (KEK), rewraps what former ones wrap, some rows at a time, and destroys a former one when
 * nothing is left under it. All state is the rows themselves: after a crash the next pass goes on. A row's version stays, so
 * that a client's precondition holds; a row that is changed at the same time, or does not verify, is left to the next pass.
 * Connect sessions are not rewrapped: they end soon, and a former KEK is kept until they are gone. For one thread.
 */
public final class KeyRotation {
    static final int BATCH = 200;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final Database database;
    private final ConnectionLookup lookup;
    private final Sealing sealing;
    private final UnlockedVault vault;
    private final AuditChain audit;
    private final ActiveKek kek;
    private final OtherKeys others;
    private final Set<String> destroyed = new HashSet<>();
    private boolean passing;
    private String active = "";
    private String after = "";
    private String afterFormer = "";
    private String afterOther = "";
    private long lastRemaining;

    public KeyRotation(
            Database database,
            ConnectionLookup lookup,
            Sealing sealing,
            UnlockedVault vault,
            AuditChain audit,
            ActiveKek kek,
            OtherKeys others) {
        this.database = database;
        this.lookup = lookup;
        this.sealing = sealing;
        this.vault = vault;
        this.audit = audit;
        this.kek = kek;
        this.others = others;
    }

    /**
     * Begins a pass, unless one is going on: renews the KEK where it is due. What an earlier pass destroyed leaves the memory
     * only now, so that a use which had read its row before found its key.
     *
     * @return whether there is anything for {@link #step} to do
     */
    public boolean begin() {
        if (passing) {
            return false;
        }
        destroyed.forEach(vault::forget);
        destroyed.clear();
        active = kek.renewIfDue();
        after = "";
        afterFormer = "";
        afterOther = "";
        passing = !kek.former().isEmpty();
        return passing;
    }

    /** Rewraps the next rows; at the end of the pass destroys what is of no use any more. Returns whether to call it again. */
    public boolean step() {
        boolean more = false;
        try {
            more = current() || former() || other();
            if (!more) {
                finish();
            }
            return more;
        } finally {
            passing = more;
        }
    }

    private boolean current() {
        List<ConnectionRow> rows = database.read(r -> r.listNotUnder(active, after, BATCH));
        rewrap(rows, StoreWriter::rewrapConnection);
        after = rows.isEmpty() ? after : rows.get(rows.size() - 1).id();
        return !rows.isEmpty();
    }

    private boolean former() {
        List<ConnectionRow> rows = database.read(r -> r.listFormerNotUnder(active, afterFormer, BATCH));
        rewrap(rows, StoreWriter::rewrapFormer);
        afterFormer = rows.isEmpty() ? afterFormer : rows.get(rows.size() - 1).id();
        return !rows.isEmpty();
    }

    private boolean other() {
        String last = others.rewrap(active, afterOther, BATCH);
        afterOther = last == null ? afterOther : last;
        return last != null;
    }

    private void rewrap(List<ConnectionRow> rows, Put put) {
        Map<ConnectionRow, ConnectionRow> rewrapped = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (ConnectionRow row : rows) {
            try {
                rewrapped.put(row, sealing.rewrap(row));
                ids.add(row.id());
            } catch (VaultException e) {
                LOG.debug("connection {} cannot be rewrapped: {}", row.id(), e.getMessage());
            }
        }
        if (!ids.isEmpty()) {
            lookup.write(ids, w -> {
                rewrapped.forEach((former, next) -> put.run(w, next, former.mac()));
                return true;
            });
        }
    }

    private void finish() {
        long remaining = database.read(r -> r.countNotUnder(active));
        if (remaining == 0) {
            kek.former().forEach(this::destroy);
        } else if (remaining != lastRemaining) {
            LOG.warn("{} data keys are still under a former key-encryption key, which is kept for them", remaining);
        }
        lastRemaining = remaining;
    }

    private void destroy(KeyRow former) {
        database.write(w -> {
            w.deleteKey(former.id());
            return audit.append(w, HostCaller.HOST, "key.destroy", former.id(), null, Map.of("active", active));
        });
        destroyed.add(former.id());
    }

    @FunctionalInterface
    private interface Put {
        boolean run(StoreWriter writer, ConnectionRow row, byte[] formerMac);
    }
}
