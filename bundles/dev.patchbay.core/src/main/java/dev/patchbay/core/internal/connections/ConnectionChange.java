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
import dev.patchbay.core.internal.definitions.ClientHosts;
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
import dev.patchbay.host.store.OAuthRows;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes labels and values. A changed endpoint takes no stored secret and no token along: whoever changes it must know the
 * secrets, and sign in again. The grant grows only where every secret was sent again. Thread-safe.
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
    private final WantedGrants wanted;

    /**
     * What a change of values comes to.
     *
     * @param moved whether tokens of the connection would go elsewhere
     * @param hasTokens whether connections like this one hold any
     */
    private record Changed(
            ConnectionMethod method, Values values, String grant, boolean moved, boolean hasTokens, List<FieldError> warnings) {}

    public ConnectionChange(
            ConnectionLookup lookup,
            UsableConnections usable,
            Sealing sealing,
            ActiveKek kek,
            AuditChain audit,
            Clock clock,
            ConnectionViews views,
            WantedGrants wanted) {
        this.lookup = lookup;
        this.usable = usable;
        this.sealing = sealing;
        this.kek = kek;
        this.audit = audit;
        this.clock = clock;
        this.views = views;
        this.wanted = wanted;
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
        boolean sameValues = edit.values().asMap().isEmpty();
        UsableConnections.Usable now = sameValues ? null : usable.check(loaded);
        Changed changed = now == null ? null : change(now, usable.open(now.loaded()), edit.values().asMap(), errors);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        if (edit.label() == null && sameValues) {
            return Optional.of(views.view(row));
        }
        return now == null || changed == null
                ? store(caller, row, edit, stored, null)
                : store(caller, now.row(), edit, changed.values(), changed);
    }

    /** Null after a fault was added. */
    private @Nullable Changed change(
            UsableConnections.Usable now, Values stored, Map<String, ?> sent, List<FieldError> errors) {
        ConnectionMethod method = now.method();
        ConnectionDefinition definition = now.live().definition();
        ValueRules.Checked checked = check(method, stored, sent);
        errors.addAll(checked.errors());
        if (!errors.isEmpty()) {
            return null;
        }
        Set<String> moved = changedEndpoints(definition, method, stored, checked.values());
        Grant grant = Grant.parse(now.row().grant());
        List<String> kept = keptSecrets(stored, checked.values(), sent);
        if (!kept.isEmpty() && !moved.isEmpty()) {
            throw secretsNeeded(kept);
        }
        if (grant.client() != null && moved.stream().anyMatch(ClientHosts.decidedBy(definition, method)::contains)) {
            throw clientStays();
        }
        boolean hasTokens = Availability.hasTokens(now.live(), method);
        Grant next = GrantChange.of(
                method, grant, wanted.of(definition, method, checked.values(), grant),
                hasTokens && moved.isEmpty() || !kept.isEmpty());
        List<FieldError> warnings = checked.warnings().stream()
                .filter(w -> sent.containsKey(w.field().substring(VALUES.length())))
                .toList();
        return new Changed(method, checked.values(), next.toJson(), !moved.isEmpty(), hasTokens, warnings);
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

    private static Set<String> changedEndpoints(
            ConnectionDefinition definition, ConnectionMethod method, Values stored, Values next) {
        Set<String> names = new TreeSet<>(Grants.endpointFields(definition, method));
        names.removeIf(name -> method.field(name).filter(f -> !stored.find(f).equals(next.find(f))).isEmpty());
        return names;
    }

    private static ProblemException secretsNeeded(List<String> names) {
        List<FieldError> errors = names.stream()
                .map(n -> new FieldError(VALUES + n, "secret-needed", "Send this secret again: the endpoint changes."))
                .toList();
        return new ProblemException(
                ProblemType.SECRETS_NEEDED, "Where the connection goes changes, so its secrets must be sent again.", errors);
    }

    /** What an OAuth client's secret was entered for; nobody who only edits the connection knows it. */
    private static ProblemException clientStays() {
        FieldError error = new FieldError("client", "secret-needed",
                "The secret of the OAuth client would go elsewhere: make a new connection with an OAuth client of its own.");
        return new ProblemException(ProblemType.SECRETS_NEEDED,
                "Where the OAuth client's secret goes would change with this connection.", List.of(error));
    }

    /** @param changed what the change of values comes to, or null where they stay */
    private Optional<ConnectionView> store(
            Caller caller, ConnectionRow base, ConnectionEdit edit, Values values, @Nullable Changed changed) {
        RowDraft next = RowDraft.after(base, clock.millis());
        List<String> names = new ArrayList<>(edit.values().asMap().keySet());
        if (edit.label() != null) {
            next.label = Labels.canonical(edit.label());
            names.add("label");
        }
        if (changed != null) {
            next.grant = changed.grant();
            status(next, changed);
        }
        if (next.dataKey.length == 0) {
            kek.adopt(); // its new data key is stored under the active one only
        }
        ConnectionRow row = sealing.seal(next, values);
        boolean done = lookup.write(row.id(), w -> {
            boolean same = w.updateConnection(row, base.version());
            if (same) {
                if (changed != null && dropsTokens(changed)) {
                    dropTokens(w, row.id());
                }
                w.noteChanged(row.id(), edit.values().asMap().keySet());
                audit.append(w, caller, "connection.edit", row.id(), row.account(),
                        Map.of("fields", String.join(" ", names)));
            }
            return same;
        });
        List<FieldError> warnings = changed == null ? List.of() : changed.warnings();
        return done ? Optional.of(views.view(row, warnings)) : Optional.empty();
    }

    /** What a person signed in to stays as it was, unless it is elsewhere now. */
    private static void status(RowDraft next, Changed changed) {
        if (!SignIns.needPerson(changed.method())) {
            next.status(Status.READY.word(), null);
        } else if (changed.moved() && !next.status.equals(Status.PENDING.word())) {
            next.status(Status.PENDING.word(), SignIns.ELSEWHERE);
        }
    }

    /** Tokens that no person got are had anew, so that they fit the values. */
    private static boolean dropsTokens(Changed changed) {
        return changed.hasTokens() && (changed.moved() || !SignIns.needPerson(changed.method()));
    }

    /** A renewal that is under way loses its fence, so that what it gets is not stored. */
    private static void dropTokens(StoreWriter writer, String id) {
        writer.deleteTokens(id);
        writer.resetRenewal(new OAuthRows.RenewalRow(id, 0, 0, "", null, null, 0, null, "active", null));
    }
}
