package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a draft as a whole and reports every fault at once. */
public final class DraftCheck {
    /**
     * A draft without fault.
     *
     * @param values the connection's own
     * @param client its OAuth client, or null where the method needs none
     */
    record Sound(
            Providers.Live live,
            ConnectionMethod method,
            Values values,
            ClientSource.@Nullable Client client,
            List<FieldError> warnings) {
        /** The values of the connection and its client together. */
        Values merged() {
            return client == null ? values : client.mergedWith(values);
        }

        /** What it is to be approved for. */
        Grant grant() {
            return Grants.from(live.definition(), method, merged()).withClient(client == null ? null : client.id());
        }
    }

    private static final String VALUES = "values.";

    private final Providers providers;
    private final ClientChoice choice;

    public DraftCheck(Providers providers, ClientSource clients) {
        this.providers = providers;
        this.choice = new ClientChoice(clients);
    }

    /** Checks what is to be stored; {@code INVALID} with every fault. */
    Sound forCreate(ConnectionDraft draft) {
        return sound(forStoring(draft));
    }

    /** Checks what is only to be tested: nobody's, and without a name; {@code INVALID} with every fault. */
    Sound forTest(ConnectionDraft draft) {
        return sound(check(draft, new ArrayList<>()));
    }

    /** Every fault of what is to be stored. */
    List<FieldError> faults(ConnectionDraft draft) {
        return List.copyOf(forStoring(draft).errors());
    }

    private Found forStoring(ConnectionDraft draft) {
        List<FieldError> errors = missing(draft);
        errors.addAll(StepBinding.faults(draft.step()));
        Found found = check(draft, errors);
        if (found.method() != null && found.method().auth() instanceof Auth.None) {
            errors.add(new FieldError("provider", "not-required", "This provider needs no connection."));
        }
        return found;
    }

    private static List<FieldError> missing(ConnectionDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.account() == null) {
            errors.add(required("account"));
        }
        if (draft.label() == null) {
            errors.add(required("label"));
        }
        return errors;
    }

    /** What a check found; sound only where there is no error. */
    private record Found(
            List<FieldError> errors,
            Optional<Providers.Live> live,
            @Nullable ConnectionMethod method,
            ValueRules.Checked checked,
            ClientSource.@Nullable Client client) {}

    private static Sound sound(Found found) {
        if (!found.errors().isEmpty() || found.method() == null) {
            throw Problems.invalid(found.errors());
        }
        ValueRules.Checked checked = found.checked();
        return new Sound(found.live().orElseThrow(), found.method(), checked.values(), found.client(), checked.warnings());
    }

    private Found check(ConnectionDraft draft, List<FieldError> errors) {
        if (draft.account() != null && !Ids.isAccount(draft.account())) {
            errors.add(new FieldError("account", "pattern",
                    "An account is 1 to 128 letters, digits and the characters . _ : @ -, beginning with a letter or digit."));
        }
        if (draft.label() != null) {
            Labels.check("label", draft.label(), errors);
        }
        Optional<Providers.Live> live = draft.provider() == null ? Optional.empty() : providers.find(draft.provider());
        ConnectionMethod method = method(draft, live.map(Providers.Live::definition), errors);
        ValueRules.Checked checked = method == null
                ? new ValueRules.Checked(Values.empty(), List.of(), List.of())
                : ValueRules.check(method, draft.values().asMap(), VALUES);
        errors.addAll(checked.errors());
        ClientSource.Client client = method == null || draft.provider() == null
                ? null
                : choice.of(draft, draft.provider(), method, errors);
        return new Found(errors, live, method, checked, client);
    }

    /** The method, also where the provider is known and away: the values can be checked all the same. */
    private @Nullable ConnectionMethod method(
            ConnectionDraft draft, Optional<ConnectionDefinition> here, List<FieldError> errors) {
        if (draft.provider() == null) {
            errors.add(required("provider"));
            return null;
        }
        Optional<ConnectionDefinition> definition = here;
        if (definition.isEmpty()) {
            definition = providers.definition(draft.provider());
            errors.add(definition.isEmpty()
                    ? new FieldError("provider", "unknown", "There is no such provider.")
                    : new FieldError("provider", "unavailable", providers.whyUnavailable(draft.provider())));
        }
        if (definition.isEmpty()) {
            return null;
        }
        if (draft.method() == null) {
            return definition.get().methods().get(0);
        }
        Optional<ConnectionMethod> method = definition.get().method(draft.method());
        if (method.isEmpty()) {
            errors.add(new FieldError("method", "unknown", "The provider has no such method."));
        }
        return method.orElse(null);
    }

    static FieldError required(String field) {
        return new FieldError(field, "required", "This field is required.");
    }
}
