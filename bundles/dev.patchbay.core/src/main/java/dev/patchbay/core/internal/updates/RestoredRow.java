package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.SchemaLift;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.WantedGrants;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.UpdateRows.FormerRow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the row of a connection that has its former values again. Thread-safe. */
final class RestoredRow {
    private static final String LOST = "The provider's update was taken back, and with it what was changed since: ";

    private final Sealing sealing;
    private final WantedGrants wanted;

    /**
     * A row and what did not come along.
     *
     * @param lost names of fields whose changes have no place in the former version, or do not fit it
     */
    record Made(ConnectionRow row, Set<String> lost) {}

    RestoredRow(Sealing sealing, WantedGrants wanted) {
        this.sealing = sealing;
        this.wanted = wanted;
    }

    /**
     * The next version of the row.
     *
     * @throws dev.patchbay.host.vault.VaultException {@code TAMPERED} where one of both does not open
     */
    Made make(ConnectionRow now, FormerRow kept, ConnectionDefinition definition, long millis) {
        ConnectionRow former = kept.row();
        Optional<ConnectionMethod> method = definition.method(former.method());
        Map<String, Object> present = sealing.open(sealing.load(now)).asMap();
        Map<String, Object> values = new TreeMap<>(sealing.open(sealing.load(former)).asMap());
        Set<String> lost = new TreeSet<>();
        for (String name : kept.changed()) {
            if (method.isEmpty() || method.get().field(name).isEmpty()) {
                lost.add(name);
            } else if (present.containsKey(name)) {
                values.put(name, present.get(name));
            } else {
                values.remove(name);
            }
        }
        method.ifPresent(m -> ValueRules.checkStored(m, values, "").errors().stream().map(FieldError::field)
                .filter(kept.changed()::contains).forEach(lost::add));
        RowDraft draft = RowDraft.after(now, millis).schema(former.method(), former.schemaVersion());
        status(draft, now, former, lost);
        draft.granted(grant(now, kept, definition, method, Values.of(values)));
        boolean empty = now.payload().length == 0;
        return new Made(empty ? sealing.sealEmpty(draft) : sealing.seal(draft, Values.of(values)), lost);
    }

    private static void status(RowDraft draft, ConnectionRow now, ConnectionRow former, Set<String> lost) {
        boolean usable = now.status().equals(Status.READY.word()) || now.status().equals(Status.FAILING.word());
        if (!lost.isEmpty() && (usable || SchemaLift.isAsked(now))) {
            draft.status(Status.RECONNECT.word(), LOST + String.join(", ", lost) + ". Enter it again.");
        } else if (SchemaLift.isAsked(now)) {
            draft.status(former.status(), former.reason());
        }
    }

    /** What was granted since stays only as far as values that were entered since need it. */
    private Grant grant(
            ConnectionRow now, FormerRow kept, ConnectionDefinition definition, Optional<ConnectionMethod> method, Values values) {
        Grant present = Grant.parse(now.grant());
        if (kept.changed().isEmpty() || method.isEmpty()) {
            return Grant.parse(kept.row().grant()).withClient(present.client());
        }
        try {
            Grant fresh = wanted.of(definition, method.get(), values, present);
            return Grants.widens(present, fresh) ? present : fresh;
        } catch (ProblemException e) {
            return present;
        }
    }
}
