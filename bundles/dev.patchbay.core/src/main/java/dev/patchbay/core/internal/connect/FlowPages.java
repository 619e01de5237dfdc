package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.store.ConnectionRow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the pages of a session show; changes nothing. Thread-safe. */
final class FlowPages {
    private final Connectable connectable;
    private final ConnectedRows rows;
    private final StoredBefore before;
    private final FormCheck check;
    private final ClientSource clients;
    private final Accounts accounts;
    private final BrowserKeys keys;
    private final PublicUrl publicUrl;
    private final Supplier<ConnectSettings> settings;

    FlowPages(
            ConnectGround ground,
            Connectable connectable,
            StoredBefore before,
            FormCheck check,
            ClientSource clients,
            Accounts accounts) {
        this.connectable = connectable;
        this.rows = ground.rows();
        this.before = before;
        this.check = check;
        this.clients = clients;
        this.accounts = accounts;
        this.keys = ground.keys();
        this.publicUrl = ground.publicUrl();
        this.settings = ground.settings();
    }

    /** The page as it is now. */
    ConnectPage page(Session session, String key, String address) {
        SessionState state = session.state();
        Accounts.AccountView account = accounts.get(session.caller(address), session.account());
        ConnectionDefinition definition = state.provider == null
                ? null
                : connectable.definition(state.provider).orElse(null);
        String reconnect = state.reconnect ? rows.find(state.connection).map(ConnectionRow::label).orElse("") : null;
        return new ConnectPage(
                account.label(), looks(account.branding()), definition, reconnect, keys.csrf(session.id(), key),
                Instant.ofEpochMilli(session.row().expiresAt()), view(session, account));
    }

    private static ConnectPage.Looks looks(Accounts.Branding branding) {
        return new ConnectPage.Looks(branding.name(), branding.color(), branding.logoUrl());
    }

    private ConnectPage.View view(Session session, Accounts.AccountView account) {
        SessionState state = session.state();
        if (state.sharedToken != null && !state.phase.isOver()) {
            return new ConnectPage.Shared(URI.create(publicUrl.base() + "/connect/" + state.sharedToken));
        }
        return switch (state.phase) {
            case FORM -> state.provider == null ? choose(Set.copyOf(account.notRequired())) : form(session, state.provider);
            case LEAVING, CODE -> underWay(state);
            case ASKING -> asked(state);
            case EXCHANGING -> new ConnectPage.Failed(new Failure(Reason.REMOTE_ERROR,
                    "The sign-in is being finished. Load this page again in a moment."), true, returnTo(state));
            case CONFIRM -> another(state);
            case DONE -> connected(state);
            case CANCELLED -> new ConnectPage.Cancelled(returnTo(state));
            case FAILED -> new ConnectPage.Failed(
                    state.failure == null ? Failures.unforeseen() : state.failure, true, returnTo(state));
        };
    }

    private ConnectPage.View choose(Set<String> notRequired) {
        return new ConnectPage.Choose(connectable.choice(notRequired).stream()
                .map(d -> new ConnectPage.Choose.App(d.id(), d.label(), d.description(), d.translations()))
                .toList());
    }

    private ConnectPage.View form(Session session, String provider) {
        Optional<FieldError> fault = connectable.fault(provider);
        if (fault.isPresent()) {
            return unavailable(session.state(), fault.get().message());
        }
        Providers.Live live = connectable.find(provider).orElse(null);
        if (live == null) {
            return unavailable(session.state(), connectable.whyUnavailable(provider));
        }
        try {
            return form(session, live);
        } catch (ProblemException e) {
            return unavailable(session.state(), e.detail());
        }
    }

    private ConnectPage.View unavailable(SessionState state, String sentence) {
        return new ConnectPage.Failed(new Failure(Reason.REMOTE_ERROR, sentence), true, returnTo(state));
    }

    private ConnectPage.Form form(Session session, Providers.Live live) {
        SessionState state = session.state();
        ConnectionMethod method = connectable.method(live.definition(), state.method);
        Values stored = before.values(session, live, method);
        Map<String, Object> shown = new TreeMap<>();
        if (state.typed != null) {
            shown.putAll(state.typed);
        } else {
            shown.putAll(stored.asMap());
            shown.keySet().removeAll(StoredBefore.secrets(stored));
        }
        String label = !state.label.isEmpty() || !state.reconnect
                ? state.label
                : rows.find(state.connection).map(ConnectionRow::label).orElse("");
        List<ConnectPage.Form.Client> usable = !method.needsClient() ? List.of()
                : check.usable(session, live.definition().id(), method).stream()
                        .map(c -> new ConnectPage.Form.Client(c.id(), c.label())).toList();
        return new ConnectPage.Form(
                method, Collections.unmodifiableMap(shown), StoredBefore.secrets(stored), label, scopes(method, shown),
                usable, ownClient(state, method), state.errors, state.report, state.failure);
    }

    private static List<String> scopes(ConnectionMethod method, Map<String, Object> shown) {
        if (!(method.auth() instanceof OAuth2 oauth)) {
            return List.of();
        }
        String field = oauth.choices().get(OAuth2.Choice.SCOPES);
        Object chosen = field == null ? null : shown.get(field);
        return Grants.requested(oauth, chosen == null ? Values.empty() : Values.of(Map.of(field, chosen)));
    }

    private ConnectPage.Form.@Nullable OwnClient ownClient(SessionState state, ConnectionMethod method) {
        if (method.needsClient()) {
            return state.own == null ? null : new ConnectPage.Form.OwnClient(clients.redirectUri(state.own.id()));
        }
        boolean browser = method.auth() instanceof Auth.OAuth1
                || method.auth() instanceof OAuth2 oauth && oauth.grant() == OAuth2.Grant.AUTHORIZATION_CODE;
        return browser ? new ConnectPage.Form.OwnClient(publicUrl.redirect(state.connection)) : null;
    }

    private ConnectPage.View underWay(SessionState state) {
        SignInAttempt attempt = state.attempt;
        if (attempt != null && attempt.leave() != null) {
            return new ConnectPage.Leave(attempt.leave());
        }
        if (attempt != null && attempt.code() != null) {
            SignInAttempt.Code code = attempt.code();
            return new ConnectPage.Code(code.at(), code.complete(), code.code(), Duration.ofMillis(code.interval()));
        }
        return new ConnectPage.Failed(Failures.unforeseen(), true, returnTo(state));
    }

    private ConnectPage.View asked(SessionState state) {
        ProviderTurn turn = state.attempt == null ? null : state.attempt.turn();
        return turn == null || turn.form() == null
                ? new ConnectPage.Failed(Failures.unforeseen(), true, returnTo(state))
                : new ConnectPage.Form(
                        turn.form(), new TreeMap<>(turn.typed()), List.of(), state.label, List.of(), List.of(), null,
                        state.errors, null, null);
    }

    private ConnectPage.View another(SessionState state) {
        SignedIn found = state.signedIn;
        return found == null || found.before() == null
                ? new ConnectPage.Failed(Failures.unforeseen(), true, returnTo(state))
                : new ConnectPage.AnotherAccount(found.before(), Landing.name(found.tokens()));
    }

    private ConnectPage.View connected(SessionState state) {
        SessionState.Outcome outcome = state.outcome == null ? new SessionState.Outcome("", null, List.of(), List.of()) : state.outcome;
        return new ConnectPage.Connected(
                state.connection, outcome.label(), outcome.appAccount(), outcome.granted(), outcome.missing(),
                state.report, returnTo(state));
    }

    /** Where the person may go on; asked of the list again, which may be another by now. */
    private @Nullable URI returnTo(SessionState state) {
        return state.returnTo == null ? null : settings.get().returnTo().find(state.returnTo).orElse(null);
    }
}
