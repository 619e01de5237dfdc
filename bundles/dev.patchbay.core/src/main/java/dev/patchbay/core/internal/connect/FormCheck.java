package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks a submitted form as a whole; every fault is reported at once, by the names of the form. Thread-safe. */
final class FormCheck {
    static final String VALUES = "values.";
    static final String CLIENT = "client.";
    /** What stands for a client that the person brings. */
    static final String OWN = "own";

    private final ClientSource clients;
    private final OwnClients own;
    private final StoredBefore before;
    private final PublicUrl publicUrl;

    /** What a check came to: ready for the app, or the faults. */
    record Result(@Nullable Prepared prepared, List<FieldError> errors) {}

    FormCheck(ClientSource clients, OwnClients own, StoredBefore before, PublicUrl publicUrl) {
        this.clients = clients;
        this.own = own;
        this.before = before;
        this.publicUrl = publicUrl;
    }

    /** Checks; fills in the person's own client where all is right. */
    Result check(Session session, Providers.Live live, ConnectionMethod method, Map<String, String> sent, String address) {
        List<FieldError> errors = new ArrayList<>();
        String label = sent.getOrDefault("label", "");
        if (!label.isEmpty()) {
            Labels.check("label", label, errors);
        }
        Map<String, Object> entered = FormInput.read(method.connectionFields(), sent, VALUES);
        Values stored = before.values(session, live, method);
        Map<String, Object> all = new TreeMap<>(entered);
        StoredBefore.secrets(stored).forEach(name -> all.putIfAbsent(name, stored.asMap().get(name)));
        ValueRules.Checked checked = ValueRules.checkSignIn(method, ValueRules.withoutHidden(method, all), VALUES);
        errors.addAll(checked.errors());
        Chosen chosen = method.needsClient() ? choose(session, method, sent, address, errors) : Chosen.NONE;
        if (errors.isEmpty() && chosen.values() != null) {
            errors.addAll(own.fill(session, chosen.values(), address));
        }
        if (!errors.isEmpty()) {
            return new Result(null, errors);
        }
        Prepared prepared = prepared(session, live, method, chosen.id(), checked.values());
        errors.addAll(grantFaults(prepared));
        errors.addAll(before.keptAcrossEndpoints(session, stored, entered, prepared));
        return new Result(errors.isEmpty() ? prepared : null, errors);
    }

    /** Checked values again, as a step later in the same sign-in. */
    Prepared prepared(
            Session session, Providers.Live live, ConnectionMethod method, @Nullable String client, Values values) {
        Optional<ClientSource.Client> found = client == null ? Optional.empty() : clients.find(client);
        return new Prepared(
                live, method, found.orElse(null), values,
                found.map(c -> clients.redirectUri(c.id())).orElseGet(() -> publicUrl.redirect(session.state().connection)));
    }

    /** A client: its id, and what the person entered where it is their own. */
    private record Chosen(@Nullable String id, @Nullable Map<String, Object> values) {
        static final Chosen NONE = new Chosen(null, null);
    }

    private Chosen choose(
            Session session, ConnectionMethod method, Map<String, String> sent, String address, List<FieldError> errors) {
        String provider = String.valueOf(session.state().provider);
        List<ClientSource.Client> usable = usable(session, provider, method);
        String wanted = sent.getOrDefault("client", "");
        if (wanted.equals(OWN) || wanted.isEmpty() && (session.state().ownWanted || usable.isEmpty())) {
            return ownValues(session, method, sent, address, errors);
        }
        if (wanted.isEmpty() && usable.size() > 1) {
            errors.add(new FieldError("client", "choose", "Choose the OAuth client to sign in with."));
            return Chosen.NONE;
        }
        Optional<ClientSource.Client> client = usable.stream()
                .filter(c -> wanted.isEmpty() || c.id().equals(wanted)).findFirst();
        if (client.isEmpty()) {
            errors.add(new FieldError("client", "unknown", "There is no such OAuth client for this account."));
        }
        return client.map(c -> new Chosen(c.id(), null)).orElse(Chosen.NONE);
    }

    /** The clients to choose from; the one that is being filled in is not among them. */
    List<ClientSource.Client> usable(Session session, String provider, ConnectionMethod method) {
        SessionState.OwnClient begun = session.state().own;
        return clients.usable(session.account(), provider, method.id()).stream()
                .filter(client -> begun == null || !client.id().equals(begun.id()))
                .toList();
    }

    private Chosen ownValues(
            Session session, ConnectionMethod method, Map<String, String> sent, String address, List<FieldError> errors) {
        Optional<OAuthClientView> view = own.find(session, address);
        if (view.isEmpty()) {
            errors.add(new FieldError("client", "changed",
                    "The OAuth client was changed elsewhere. Register the redirect URI shown now, then enter its values."));
            session.state().own = null;
            return Chosen.NONE;
        }
        Map<String, Object> values = ValueRules.withoutHidden(method, FormInput.read(method.clientFields(), sent, CLIENT));
        errors.addAll(ValueRules.checkClient(method, values, CLIENT, !view.get().complete()).errors());
        return new Chosen(view.get().id(), values);
    }

    /** A value that would leave its place in a host name. */
    private static List<FieldError> grantFaults(Prepared prepared) {
        try {
            prepared.grant();
            return List.of();
        } catch (ProblemException e) {
            return e.errors();
        }
    }
}
