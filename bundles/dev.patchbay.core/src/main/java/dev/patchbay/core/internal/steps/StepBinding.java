package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.steps.Steps.Binding;
import dev.patchbay.host.steps.Steps.Need;
import dev.patchbay.host.steps.Steps.StepKey;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what steps are for, binds connections to them, and takes both back. Thread-safe. */
final class StepBinding {
    private final Database database;
    private final AccountConnections connections;
    private final Providers providers;
    private final AuditChain audit;
    private final Clock clock;

    StepBinding(
            Database database, AccountConnections connections, Providers providers, AuditChain audit, Clock clock) {
        this.database = database;
        this.connections = connections;
        this.providers = providers;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the step of a row is for, as it was said. */
    static @Nullable Need named(StepRow row) {
        return row.provider() == null ? null : new Need(row.provider(), row.shop());
    }

    /** The step as it is stored then. What is there already in the same way stays, with its time. */
    StepRow put(Caller caller, StepKey key, Binding given) {
        Binding binding = new Binding(StepRules.canonical(given.need()), given.connection());
        List<FieldError> errors = StepRules.faults(key);
        if (binding.need() != null) {
            StepRules.check(binding.need(), providers, errors);
        }
        if (errors.isEmpty()) {
            check(key, binding, errors);
        }
        StepRules.refuse(errors);
        return database.write(w -> put(w, caller, key, binding));
    }

    /** Adds what is wrong with the connection that is bound now, or stays bound. */
    private void check(StepKey key, Binding binding, List<FieldError> errors) {
        Optional<StepRow> row = database.read(r -> r.findStep(key.account(), key.workflow(), key.step()));
        String id = binding.connection() != null ? binding.connection() : row.map(StepRow::connection).orElse(null);
        if (id == null) {
            return;
        }
        Optional<ConnectionView> found = connections.find(key.account(), id);
        if (found.isEmpty() && binding.connection() != null) {
            errors.add(unknown());
        }
        Need need = binding.need() != null ? binding.need() : row.map(StepBinding::named).orElse(null);
        if (found.isPresent() && need != null) {
            check(need, found.get(), errors);
        }
    }

    private static void check(Need need, ConnectionView connection, List<FieldError> errors) {
        if (!connection.provider().equals(need.provider())) {
            errors.add(otherProvider(connection.provider(), need.provider()));
        } else if (!Shops.serves(connection, need)) {
            errors.add(new FieldError("connection", "other-shop",
                    "The connection is to another shop than " + need.shop() + ", which the step is for."));
        }
    }

    /** Within the transaction it is looked at again: the connection may have been deleted meanwhile. */
    private StepRow put(StoreWriter writer, Caller caller, StepKey key, Binding binding) {
        Optional<StepRow> former = writer.findStep(key.account(), key.workflow(), key.step());
        String before = former.map(StepRow::connection).orElse(null);
        String bound = binding.connection() == null ? before : binding.connection();
        Need need = binding.need() == null ? former.map(StepBinding::named).orElse(null) : binding.need();
        if (binding.connection() != null) {
            need = confirmed(writer, key, binding.connection(), need);
        }
        boolean rebound = !Objects.equals(bound, before);
        if (former.isPresent() && !rebound && Objects.equals(need, named(former.get()))) {
            return former.get();
        }
        long now = clock.millis();
        StepRow next = new StepRow(
                key.account(), key.workflow(), key.step(),
                need == null ? null : need.provider(), need == null ? null : need.shop(),
                bound, rebound ? Long.valueOf(now) : former.map(StepRow::boundAt).orElse(null), now);
        writer.putStep(next);
        note(writer, caller, "step.bind", next);
        return next;
    }

    /** What the step is for, where nobody said it the connection's provider. */
    private static Need confirmed(StoreWriter writer, StepKey key, String connection, @Nullable Need need) {
        String provider = writer.findConnection(connection)
                .filter(c -> c.deletedAt() == null && c.account().equals(key.account()))
                .map(ConnectionRow::provider)
                .orElse(null);
        if (provider == null) {
            StepRules.refuse(List.of(unknown()));
        } else if (need != null && !need.provider().equals(provider)) {
            StepRules.refuse(List.of(otherProvider(provider, need.provider())));
        }
        return need == null ? new Need(Objects.requireNonNull(provider), null) : need;
    }

    /** Forgets the step. */
    void delete(Caller caller, StepKey key) {
        StepRules.refuse(StepRules.faults(key));
        database.write(w -> {
            Optional<StepRow> row = w.findStep(key.account(), key.workflow(), key.step());
            row.ifPresent(former -> {
                w.deleteStep(key.account(), key.workflow(), key.step());
                note(w, caller, "step.unbind", former);
            });
            return row.isPresent();
        });
    }

    /** In the audit it stands with the connection, so that it is a part of the connection's timeline. */
    private void note(StoreWriter writer, Caller caller, String action, StepRow row) {
        Map<String, String> detail = new TreeMap<>(Map.of("workflow", row.workflow(), "step", row.step()));
        if (row.provider() != null) {
            detail.put("provider", row.provider());
        }
        String subject = row.connection() == null ? row.workflow() + "/" + row.step() : row.connection();
        audit.append(writer, caller, action, subject, row.account(), detail);
    }

    private static FieldError otherProvider(String has, String needed) {
        return new FieldError("connection", "other-provider", "The connection is one of '" + has + "' and the step is for '"
                + needed + "': bind another one, or delete the step and begin anew.");
    }

    private static FieldError unknown() {
        return new FieldError("connection", "unknown", "The account has no such connection.");
    }
}
