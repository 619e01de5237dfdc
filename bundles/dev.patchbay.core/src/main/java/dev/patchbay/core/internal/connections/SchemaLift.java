package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.definitions.MigrationRun;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lifts stored connections to the schema of their provider, each exactly once: the write compares the version, and whoever
 * loses reads what the winner wrote. The former version is kept. The grant stays the stored one: what an update would widen
 * waits for a person. Thread-safe.
 */
public final class SchemaLift {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLift.class);
    private static final int PAGE = 200;

    private final Database database;
    private final ConnectionLookup lookup;
    private final Sealing sealing;
    private final AuditChain audit;
    private final Clock clock;

    public SchemaLift(Database database, ConnectionLookup lookup, Sealing sealing, AuditChain audit, Clock clock) {
        this.database = database;
        this.lookup = lookup;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
    }

    /** The connection at the definition's schema; as it is where it is there already, or newer. */
    Loaded lifted(Loaded loaded, ConnectionDefinition definition) {
        Loaded now = loaded;
        while (now.intact() && now.row().deletedAt() == null && now.row().schemaVersion() < definition.version()) {
            Optional<ConnectionRow> won = lift(now, definition);
            now = sealing.load(won.or(() -> lookup.find(loaded.row().id())).orElseThrow(Permissions::notFound));
        }
        if (now.row().deletedAt() != null) {
            throw Permissions.notFound();
        }
        return now;
    }

    /** Empty where another thread was faster. */
    private Optional<ConnectionRow> lift(Loaded loaded, ConnectionDefinition definition) {
        ConnectionRow row = loaded.row();
        Values stored = sealing.open(loaded);
        Outcome outcome = MigrationRun.run(definition, row.schemaVersion(), row.method(), stored);
        if (!(outcome instanceof Outcome.Migrated migrated)) {
            return Optional.empty();
        }
        ConnectionRow next = seal(row, migrated);
        boolean first = lookup.write(row.id(), w -> {
            boolean same = w.updateConnection(next, row.version());
            if (same) {
                w.keepFormer(row);
                audit.append(w, HostCaller.HOST, "connection.migrate", row.id(), row.account(), Map.of(
                        "from", String.valueOf(row.schemaVersion()), "to", String.valueOf(next.schemaVersion())));
            }
            return same;
        });
        return first ? Optional.of(next) : Optional.empty();
    }

    private ConnectionRow seal(ConnectionRow row, Outcome.Migrated migrated) {
        RowDraft draft = RowDraft.after(row, clock.millis());
        draft.method = migrated.method();
        draft.schemaVersion = migrated.version();
        if (!migrated.errors().isEmpty() && row.status().equals(Status.READY.word())) {
            draft.status(Status.RECONNECT.word(), "The provider's update needs: " + fields(migrated.errors()) + ".");
        }
        return row.payload().length == 0 ? sealing.sealEmpty(draft) : sealing.seal(draft, migrated.values());
    }

    private static String fields(List<FieldError> errors) {
        return errors.stream().map(e -> e.field() + " (" + e.code() + ")").distinct().collect(Collectors.joining(", "));
    }

    /** Lifts every connection of a provider; returns how many were lifted by this call or at the same time. */
    public long sweep(ConnectionDefinition definition) {
        long lifted = 0;
        ConnectionRow last = null;
        List<ConnectionRow> page;
        do {
            ConnectionFilter filter = new ConnectionFilter(
                    null, definition.id(), null, List.of(), false,
                    last == null ? null : last.createdAt(), last == null ? null : last.id(), PAGE);
            page = database.read(r -> r.listConnections(filter));
            for (ConnectionRow row : page) {
                lifted += sweep(row, definition) ? 1 : 0;
                last = row;
            }
        } while (page.size() == PAGE);
        return lifted;
    }

    private boolean sweep(ConnectionRow row, ConnectionDefinition definition) {
        if (row.schemaVersion() >= definition.version()) {
            return false;
        }
        try {
            return lifted(sealing.load(row), definition).row().schemaVersion() == definition.version();
        } catch (VaultException | ProblemException e) {
            LOG.warn("connection {} was not migrated: {}", row.id(), e.getMessage());
            return false;
        }
    }
}
