package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OAuth clients that a person in a session brings: begun without values, so that the redirect URI can be registered first.
 * A begun one that nobody filled in is taken up again by the account's next session. Thread-safe.
 */
final class OwnClients {
    private static final int LOOK = 100;

    private final OAuthClients clients;

    OwnClients(OAuthClients clients) {
        this.clients = clients;
    }

    /** The session's own client for a method, begun where there is none. */
    SessionState.OwnClient begin(Session session, ConnectionDefinition definition, ConnectionMethod method, String address) {
        Caller caller = session.caller(address);
        OAuthClientView view = clients.list(caller, session.account(), definition.id(), LOOK, null).items().stream()
                .filter(c -> session.account().equals(c.account()) && c.method().equals(method.id()) && !c.complete())
                .findFirst()
                .orElseGet(() -> clients.create(caller, new OAuthClients.Draft(
                        session.account(), definition.id(), method.id(), definition.label(), new RawValues(Map.of()))));
        return new SessionState.OwnClient(view.id(), view.version());
    }

    /** The client as this session left it; empty where it is gone, was changed elsewhere, or is used by connections by now. */
    Optional<OAuthClientView> find(Session session, String address) {
        SessionState.OwnClient own = session.state().own;
        if (own == null) {
            return Optional.empty();
        }
        try {
            OAuthClientView view = clients.get(session.caller(address), own.id());
            return Optional.of(view).filter(v -> v.version() == own.version() && v.connections() == 0);
        } catch (ProblemException e) {
            if (e.type().equals(ProblemType.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Fills it in; the faults of the values by their names in the form. */
    List<FieldError> fill(Session session, Map<String, Object> values, String address) {
        SessionState.OwnClient own = session.state().own;
        if (own == null) {
            throw new IllegalStateException("nothing was begun");
        }
        try {
            OAuthClientView view = clients.edit(
                    session.caller(address), own.id(), new OAuthClients.Edit(null, new RawValues(values), own.version()));
            session.state().own = new SessionState.OwnClient(view.id(), view.version());
            return List.of();
        } catch (ProblemException e) {
            if (e.type().equals(ProblemType.INVALID) || e.type().equals(ProblemType.SECRETS_NEEDED)) {
                return e.errors().stream()
                        .map(f -> new FieldError(f.field().replaceFirst("^values\\.", FormCheck.CLIENT), f.code(), f.message()))
                        .toList();
            }
            throw e;
        }
    }
}
