package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.ClientHosts;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connect.OAuthClients.Draft;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks OAuth clients that are to be stored, and reports every fault at once. Thread-safe. */
final class ClientCheck {
    /** A client without fault. */
    record Sound(String owner, Set<String> hosts, ConnectionMethod method, Values values, boolean complete) {
        ClientSealing.Content content() {
            return new ClientSealing.Content(owner, hosts, values);
        }
    }

    private static final String VALUES = "values.";

    private final Providers providers;

    ClientCheck(Providers providers) {
        this.providers = providers;
    }

    /** Checks a new one; {@code INVALID} with every fault. */
    Sound forCreate(Draft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.account() != null && !Ids.isAccount(draft.account())) {
            errors.add(new FieldError("account", "pattern",
                    "An account is 1 to 128 letters, digits and the characters . _ : @ -, beginning with a letter or digit."));
        }
        if (draft.label() == null) {
            errors.add(required("label"));
        } else {
            Labels.check("label", draft.label(), errors);
        }
        Optional<ConnectionDefinition> definition = definition(draft, errors);
        ConnectionMethod method = definition.map(d -> method(draft, d, errors)).orElse(null);
        if (method == null) {
            throw Problems.invalid(errors);
        }
        if (draft.account() == null) {
            notShared(definition.get(), method, errors);
        }
        boolean begun = draft.values().asMap().isEmpty();
        ValueRules.Checked checked = ValueRules.checkClient(method, draft.values().asMap(), VALUES, !begun);
        errors.addAll(checked.errors());
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        String owner = providers.find(definition.get().id()).map(Providers.Live::owner).orElseThrow(
                () -> Problems.unavailable(providers.whyUnavailable(definition.get().id())));
        return new Sound(owner, ClientHosts.of(definition.get(), method), method, checked.values(), isWhole(method, checked.values()));
    }

    /**
     * Checks stored values with a caller's changes: {@code INVALID} with every fault, {@code SECRETS_NEEDED} where an endpoint
     * changes, by the caller or by an update of the provider, and a stored secret would go there.
     */
    Sound forEdit(ClientRecords.Opened stored, Map<String, ? extends @Nullable Object> sent, List<FieldError> errors) {
        Providers.Live live = providers.find(stored.row().provider())
                .orElseThrow(() -> Problems.unavailable(providers.whyUnavailable(stored.row().provider())));
        ConnectionMethod method = stored.method().orElseThrow(() -> Problems.unavailable(
                "The provider " + stored.row().provider() + " is not the one this OAuth client was made for, or has no method "
                        + stored.row().method() + " with an OAuth client any more."));
        Values former = stored.content().values();
        Map<String, Object> merged = new HashMap<>(ValueRules.merge(method, former, sent));
        sent.keySet().stream().filter(name -> method.field(name).isEmpty()).forEach(name -> merged.put(name, ""));
        ValueRules.Checked checked = ValueRules.checkClient(method, merged, VALUES, true);
        errors.addAll(checked.errors());
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        List<String> kept = checked.values().asMap().entrySet().stream()
                .filter(e -> e.getValue() instanceof Secret && !sent.containsKey(e.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (!kept.isEmpty() && (stored.isMoved() || endpointChanged(live.definition(), method, former, checked.values()))) {
            throw secretsNeeded(kept);
        }
        return new Sound(live.owner(), ClientHosts.of(live.definition(), method), method, checked.values(), true);
    }

    private Optional<ConnectionDefinition> definition(Draft draft, List<FieldError> errors) {
        if (draft.provider() == null) {
            errors.add(required("provider"));
            return Optional.empty();
        }
        Optional<ConnectionDefinition> here = providers.find(draft.provider()).map(Providers.Live::definition);
        if (here.isPresent()) {
            return here;
        }
        Optional<ConnectionDefinition> away = providers.definition(draft.provider());
        errors.add(away.isEmpty()
                ? new FieldError("provider", "unknown", "There is no such provider.")
                : new FieldError("provider", "unavailable", providers.whyUnavailable(draft.provider())));
        return away;
    }

    private static @Nullable ConnectionMethod method(
            Draft draft, ConnectionDefinition definition, List<FieldError> errors) {
        if (draft.method() == null) {
            Optional<ConnectionMethod> first =
                    definition.methods().stream().filter(ConnectionMethod::needsClient).findFirst();
            if (first.isEmpty()) {
                errors.add(new FieldError("provider", "no-client", "No method of this provider needs an OAuth client."));
            }
            return first.orElse(null);
        }
        Optional<ConnectionMethod> named = definition.method(draft.method());
        if (named.isEmpty()) {
            errors.add(new FieldError("method", "unknown", "The provider has no such method."));
        } else if (!named.get().needsClient()) {
            errors.add(new FieldError("method", "no-client", "This method needs no OAuth client."));
            return null;
        }
        return named.orElse(null);
    }

    private static void notShared(ConnectionDefinition definition, ConnectionMethod method, List<FieldError> errors) {
        Set<String> names = ClientHosts.decidedBy(definition, method);
        if (!names.isEmpty()) {
            errors.add(new FieldError("account", "required", "An OAuth client of this method belongs to one account: "
                    + String.join(", ", names) + " of a connection decides where its secret goes."));
        }
    }

    private static boolean isWhole(ConnectionMethod method, Values values) {
        return ValueRules.checkClient(method, values.asMap(), VALUES, true).errors().isEmpty();
    }

    private static boolean endpointChanged(
            ConnectionDefinition definition, ConnectionMethod method, Values former, Values next) {
        Set<String> names = Grants.endpointFields(definition, method);
        for (Field<?> field : method.clientFields()) {
            if (names.contains(field.name()) && !Objects.equals(value(former, field), value(next, field))) {
                return true;
            }
        }
        return false;
    }

    /** Without its type: an update of the provider may have changed that since. */
    private static @Nullable Object value(Values values, Field<?> field) {
        Object value = values.asMap().get(field.name());
        return value == null ? field.fallback().orElse(null) : value;
    }

    private static ProblemException secretsNeeded(List<String> names) {
        List<FieldError> errors = names.stream()
                .map(n -> new FieldError(VALUES + n, "secret-needed", "Send this secret again: the endpoint changes."))
                .toList();
        return new ProblemException(ProblemType.SECRETS_NEEDED,
                "Where the OAuth client's secrets go changes, so they must be sent again.", errors);
    }

    private static FieldError required(String field) {
        return new FieldError(field, "required", "This field is required.");
    }
}
