package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.definitions.MigrationRun;
import dev.patchbay.core.internal.definitions.MigrationRun.Outcome;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lifts stored connections to the schema of their provider, each exactly once: the write compares the version, and whoever
 * loses reads what the winner wrote. It is made only while a provider of that schema is here, so that nothing is lifted again
 * that a rollback put back. The former version is kept for thirty days. The grant stays the stored one: what an update would
 * widen waits for a person. Thread-safe.
 */
public final class SchemaLift {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String NEEDS = "The provider's update needs: ";

    private final ConnectionLookup lookup;
    private final Sealing sealing;
    private final AuditChain audit;
    private final Clock clock;
    private final Providers providers;

    public SchemaLift(
            ConnectionLookup lookup, Sealing sealing, AuditChain audit, Clock clock, Providers providers) {
        this.lookup = lookup;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
        this.providers = providers;
    }

    /**
     * The connection at the definition's schema; as it is where it is there already, or newer.
     *
     * @throws ProblemException {@code NOT_FOUND} for one that is deleted; {@code PROVIDER_STOPPING} where the provider that is
     *     here has another schema by now
     */
    public Loaded lifted(Loaded loaded, ConnectionDefinition definition) {
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
        long keptUntil = clock.millis() + KEPT.toMillis();
        boolean first = lookup.write(row.id(), w -> {
            requirePresent(definition);
            boolean same = w.updateConnection(next, row.version());
            if (same) {
                w.keepFormer(row, keptUntil);
                audit.append(w, HostCaller.HOST, "connection.migrate", row.id(), row.account(), Map.of(
                        "from", String.valueOf(row.schemaVersion()), "to", String.valueOf(next.schemaVersion())));
            }
            return same;
        });
        return first ? Optional.of(next) : Optional.empty();
    }

    /** Asked within the write: a rollback restores rows only after the former provider is back. */
    private void requirePresent(ConnectionDefinition definition) {
        boolean present = providers.find(definition.id())
                .filter(live -> live.definition().version() == definition.version())
                .isPresent();
        if (!present) {
            throw ProblemException.retryLater(ProblemType.PROVIDER_STOPPING,
                    "The provider " + definition.id() + " is being replaced.", SOON);
        }
    }

    /** Whether a connection waits for a person because of a migration. */
    public static boolean isAsked(ConnectionRow row) {
        return row.status().equals(Status.RECONNECT.word()) && row.reason() != null && row.reason().startsWith(NEEDS);
    }

    private ConnectionRow seal(ConnectionRow row, Outcome.Migrated migrated) {
        RowDraft draft = RowDraft.after(row, clock.millis());
        draft.method = migrated.method();
        draft.schemaVersion = migrated.version();
        if (!migrated.errors().isEmpty() && row.status().equals(Status.READY.word())) {
            draft.status(Status.RECONNECT.word(), NEEDS + fields(migrated.errors()) + ".");
        }
        return row.payload().length == 0 ? sealing.sealEmpty(draft) : sealing.seal(draft, migrated.values());
    }

    private static String fields(List<FieldError> errors) {
        return errors.stream().map(e -> e.field() + " (" + e.code() + ")").distinct().collect(Collectors.joining(", "));
    }
}
