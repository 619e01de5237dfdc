package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.store.UpdateRows.FormerRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of connections from before a migration: put back, or shredded. Some rows in a transaction; a row that is changed
 * at the same time is read again. Thread-safe.
 */
final class FormerValues {
    private static final Logger LOG = LoggerFactory.getLogger(FormerValues.class);
    private static final int BATCH = 100;

    private final Database database;
    private final ConnectionLookup lookup;
    private final RestoredRow restored;
    private final AuditChain audit;
    private final Clock clock;

    /** How many were put back, and whether others were changed at the same time. */
    private record Outcome(long done, boolean moved) {}

    FormerValues(Database database, ConnectionLookup lookup, RestoredRow restored, AuditChain audit, Clock clock) {
        this.database = database;
        this.lookup = lookup;
        this.restored = restored;
        this.audit = audit;
        this.clock = clock;
    }

    /** Puts back what is kept, where the stored row is newer than the definition; returns how many. */
    long restore(ConnectionDefinition definition) {
        long done = 0;
        String after = "";
        boolean more = true;
        while (more) {
            String last = after;
            List<FormerRow> page = database.read(r -> r.listFormer(definition.id(), last, BATCH));
            Outcome outcome = restore(definition, page);
            done += outcome.done();
            if (!outcome.moved()) {
                more = page.size() == BATCH;
                after = more ? page.get(BATCH - 1).row().id() : after;
            }
        }
        return done;
    }

    private Outcome restore(ConnectionDefinition definition, List<FormerRow> page) {
        Map<String, RestoredRow.Made> made = new HashMap<>();
        Map<String, ConnectionRow> before = new HashMap<>();
        for (FormerRow kept : page) {
            ConnectionRow now = lookup.find(kept.row().id()).orElse(null);
            boolean due = now != null && now.schemaVersion() > definition.version()
                    && kept.row().schemaVersion() <= definition.version();
            if (due) {
                try {
                    made.put(now.id(), restored.make(now, kept, definition, clock.millis()));
                    before.put(now.id(), now);
                } catch (VaultException e) {
                    LOG.error("connection {} does not get its former values: {}", now.id(), e.getMessage());
                }
            }
        }
        return made.isEmpty() ? new Outcome(0, false) : lookup.write(before.keySet(), w -> {
            long done = made.entrySet().stream()
                    .filter(each -> put(w, before.get(each.getKey()), each.getValue()))
                    .count();
            return new Outcome(done, done < made.size());
        });
    }

    /** False where the row is not the one it was made from. */
    private boolean put(StoreWriter w, ConnectionRow now, RestoredRow.Made made) {
        if (!w.updateConnection(made.row(), now.version())) {
            return false;
        }
        w.dropFormer(now.id());
        Map<String, String> detail = new HashMap<>(Map.of(
                "from", String.valueOf(now.schemaVersion()), "to", String.valueOf(made.row().schemaVersion())));
        if (!made.lost().isEmpty()) {
            detail.put("lost", String.join(" ", made.lost()));
        }
        audit.append(w, HostCaller.HOST, "connection.rollback", now.id(), now.account(), detail);
        return true;
    }

    /** Shreds what is kept of a provider's connections; returns how many. */
    long shred(Caller caller, String provider) {
        long done = 0;
        List<FormerRow> page;
        do {
            page = database.read(r -> r.listFormer(provider, "", BATCH));
            List<String> ids = page.stream().map(kept -> kept.row().id()).toList();
            if (!ids.isEmpty()) {
                drop(caller, provider, ids);
            }
            done += ids.size();
        } while (page.size() == BATCH);
        return done;
    }

    /** Shreds what was kept long enough; returns how many. */
    long expire() {
        long done = 0;
        List<String> ids;
        do {
            long now = clock.millis();
            ids = database.read(r -> r.endedFormer(now, BATCH));
            if (!ids.isEmpty()) {
                drop(HostCaller.HOST, "*", ids);
            }
            done += ids.size();
        } while (ids.size() == BATCH);
        return done;
    }

    private void drop(Caller caller, String subject, List<String> ids) {
        database.write(w -> {
            ids.forEach(w::dropFormer);
            return audit.append(w, caller, "provider.close-rollback", subject, null,
                    Map.of("connections", String.valueOf(ids.size())));
        });
    }
}
