package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes labels and values. A changed endpoint takes no stored secret along: whoever changes it must know the secrets. The
 * grant grows only where every secret was sent again. Thread-safe.
 */
public final class ConnectionChange {
    private static final int TRIES = 20;
    private static final String VALUES = "values.";

    private final ConnectionLookup lookup;
    private final UsableConnections usable;
    private final Sealing sealing;
    private final ActiveKek kek;
    private final AuditChain audit;
    private final Clock clock;
    private final ConnectionViews views;

    /** What a change of values comes to. */
    private record Changed(Values values, String grant, List<FieldError> warnings) {}

    public ConnectionChange(
            ConnectionLookup lookup,
            UsableConnections usable,
            Sealing sealing,
            ActiveKek kek,
            AuditChain audit,
            Clock clock,
            ConnectionViews views) {
        this.lookup = lookup;
        this.usable = usable;
        this.sealing = sealing;
        this.kek = kek;
        this.audit = audit;
        this.clock = clock;
        this.views = views;
    }

    ConnectionView edit(Caller caller, String id, ConnectionEdit edit) {
        Permissions.require(caller, Scope.WRITE);
        for (int i = 0; i < TRIES; i++) {
            ConnectionRow row = lookup.present(caller, id);
            if (edit.expectedVersion() != null && edit.expectedVersion() != row.version()) {
                throw Problems.changed();
            }
            Optional<ConnectionView> done = tryOnce(caller, row, edit);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw Problems.changed();
    }

    /** What {@link #edit} would refuse as not valid. */
    List<FieldError> faults(Caller caller, String id, ConnectionEdit edit) {
        Permissions.require(caller, Scope.WRITE);
        Loaded loaded = sealing.load(lookup.present(caller, id));
        List<FieldError> errors = new ArrayList<>();
        if (edit.label() != null) {
            Labels.check("label", edit.label(), errors);
        }
        if (!edit.values().asMap().isEmpty()) {
            UsableConnections.Usable now = usable.check(loaded);
            errors.addAll(check(now.method(), usable.open(now.loaded()), edit.values().asMap()).errors());
        }
        return List.copyOf(errors);
    }

    /** Empty where someone else was faster. */
    private Optional<ConnectionView> tryOnce(Caller caller, ConnectionRow row, ConnectionEdit edit) {
        Loaded loaded = sealing.load(row);
        Values stored = usable.open(loaded);
        List<FieldError> errors = new ArrayList<>();
        if (edit.label() != null) {
            Labels.check("label", edit.label(), errors);
        }
        Changed changed = new Changed(stored, row.grant(), List.of());
        ConnectionRow base = row;
        if (!edit.values().asMap().isEmpty()) {
            UsableConnections.Usable now = usable.check(loaded);
            base = now.loaded().row();
            changed = change(now, usable.open(now.loaded()), edit.values().asMap(), errors);
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        if (edit.label() == null && edit.values().asMap().isEmpty()) {
            return Optional.of(views.view(row));
        }
        return store(caller, base, edit, changed);
    }

    private Changed change(
            UsableConnections.Usable now, Values stored, Map<String, ?> sent, List<FieldError> errors) {
        ConnectionMethod method = now.method();
        ConnectionDefinition definition = now.live().definition();
        ValueRules.Checked checked = check(method, stored, sent);
        errors.addAll(checked.errors());
        if (!errors.isEmpty()) {
            return new Changed(stored, "", List.of());
        }
        List<String> kept = keptSecrets(stored, checked.values(), sent);
        if (!kept.isEmpty() && endpointChanged(definition, method, stored, checked.values())) {
            throw secretsNeeded(kept);
        }
        String grant = now.loaded().row().grant();
        Grant fresh = Grants.from(definition, method, checked.values());
        boolean mayReplace = kept.isEmpty() || !Grants.widens(Grant.parse(grant), fresh);
        List<FieldError> warnings = checked.warnings().stream()
                .filter(w -> sent.containsKey(w.field().substring(VALUES.length())))
                .toList();
        return new Changed(checked.values(), mayReplace ? fresh.toJson() : grant, warnings);
    }

    private static ValueRules.Checked check(ConnectionMethod method, Values stored, Map<String, ?> sent) {
        Map<String, Object> merged = new TreeMap<>(ValueRules.merge(method, stored, sent));
        sent.keySet().stream().filter(name -> method.field(name).isEmpty()).forEach(name -> merged.put(name, ""));
        ValueRules.Checked checked = ValueRules.checkStored(method, merged, VALUES);
        List<FieldError> errors = new ArrayList<>(checked.errors());
        ValueRules.check(method, captured(method, sent), VALUES).errors().stream()
                .filter(e -> e.code().equals("scope"))
                .forEach(errors::add);
        return new ValueRules.Checked(checked.values(), errors, checked.warnings());
    }

    /** What was sent for fields that only a sign-in fills in. */
    private static Map<String, Object> captured(ConnectionMethod method, Map<String, ?> sent) {
        Map<String, Object> found = new TreeMap<>();
        method.fields().stream()
                .filter(f -> f.scope() == Field.Scope.CAPTURED && sent.containsKey(f.name()))
                .forEach(f -> found.put(f.name(), "sent"));
        return found;
    }

    /** Secrets that would stay as they are. */
    private static List<String> keptSecrets(Values stored, Values next, Map<String, ?> sent) {
        return stored.asMap().entrySet().stream()
                .filter(e -> e.getValue() instanceof Secret)
                .map(Map.Entry::getKey)
                .filter(name -> next.asMap().containsKey(name))
                .filter(name -> !sent.containsKey(name))
                .toList();
    }

    private static boolean endpointChanged(
            ConnectionDefinition definition, ConnectionMethod method, Values stored, Values next) {
        Set<String> names = Grants.endpointFields(definition, method);
        for (Field<?> field : method.fields()) {
            if (names.contains(field.name()) && !stored.find(field).equals(next.find(field))) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException secretsNeeded(List<String> names) {
        List<FieldError> errors = names.stream()
                .map(n -> new FieldError(VALUES + n, "secret-needed", "Send this secret again: the endpoint changes."))
                .toList();
        return new ProblemException(
                ProblemType.SECRETS_NEEDED, "Where the connection goes changes, so its secrets must be sent again.", errors);
    }

    private Optional<ConnectionView> store(Caller caller, ConnectionRow base, ConnectionEdit edit, Changed changed) {
        RowDraft next = RowDraft.after(base, clock.millis());
        List<String> names = new ArrayList<>(edit.values().asMap().keySet());
        if (edit.label() != null) {
            next.label = Labels.canonical(edit.label());
            names.add("label");
        }
        if (!edit.values().asMap().isEmpty() && !base.status().equals(Status.PENDING.word())) {
            next.status(Status.READY.word(), null);
        }
        next.grant = changed.grant();
        if (next.dataKey.length == 0) {
            kek.adopt(); // its new data key is stored under the active one only
        }
        ConnectionRow row = sealing.seal(next, changed.values());
        boolean done = lookup.write(row.id(), w -> {
            boolean same = w.updateConnection(row, base.version());
            if (same) {
                audit.append(w, caller, "connection.edit", row.id(), row.account(),
                        Map.of("fields", String.join(" ", names)));
            }
            return same;
        });
        return done ? Optional.of(views.view(row, changed.warnings())) : Optional.empty();
    }
}
