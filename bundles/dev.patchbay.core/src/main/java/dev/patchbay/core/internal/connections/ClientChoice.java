package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The OAuth client of a connection: the one that is named, or the only one that can be meant. Thread-safe. */
final class ClientChoice {
    private static final String FIELD = "client";
    private static final int LISTED = 20;

    private final ClientSource clients;

    ClientChoice(ClientSource clients) {
        this.clients = clients;
    }

    /** Null where the method needs none, or after a fault was added. */
    ClientSource.@Nullable Client of(
            ConnectionDraft draft, String provider, ConnectionMethod method, List<FieldError> errors) {
        if (!method.needsClient()) {
            if (draft.client() != null) {
                errors.add(new FieldError(FIELD, "not-needed", "This method needs no OAuth client; leave it out."));
            }
            return null;
        }
        return draft.client() == null
                ? only(clients.usable(draft.account(), provider, method.id()), errors)
                : named(draft.client(), draft.account(), provider, method, errors);
    }

    /** What is of another account or app is answered exactly as what is not there. */
    private ClientSource.@Nullable Client named(
            String id, @Nullable String account, String provider, ConnectionMethod method, List<FieldError> errors) {
        Optional<ClientSource.Client> found = clients.find(id)
                .filter(c -> c.account() == null || c.account().equals(account))
                .filter(c -> c.provider().equals(provider) && c.method().equals(method.id()));
        if (found.isEmpty()) {
            errors.add(new FieldError(
                    FIELD, "unknown", "There is no such OAuth client for this account, provider and method."));
        } else if (!found.get().complete()) {
            errors.add(new FieldError(
                    FIELD, "incomplete", "This OAuth client is not complete: give it the values the app gave out first."));
            return null;
        }
        return found.orElse(null);
    }

    private static ClientSource.@Nullable Client only(List<ClientSource.Client> usable, List<FieldError> errors) {
        if (usable.size() == 1) {
            return usable.get(0);
        }
        String names = usable.stream().limit(LISTED).map(c -> c.id() + " (" + c.label() + ")").collect(Collectors.joining(", "));
        errors.add(usable.isEmpty()
                ? new FieldError(FIELD, "required", "This method needs an OAuth client, and there is none: make one first.")
                : new FieldError(FIELD, "choose", "There are several OAuth clients; name one: " + names + "."));
        return null;
    }
}
