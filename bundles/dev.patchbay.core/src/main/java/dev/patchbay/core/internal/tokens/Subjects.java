package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connections.AccessTokens;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.HostSyntax;
import dev.patchbay.core.internal.definitions.Inserts;
import dev.patchbay.core.internal.definitions.Template;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.host.auth.TokenFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What exchanges of stored connections are about: their values with those of their OAuth client. Thread-safe. */
final class Subjects {
    private static final URI NOWHERE = URI.create("urn:ietf:wg:oauth:2.0:oob");

    private final UsableConnections connections;
    private final ClientSource clients;

    Subjects(UsableConnections connections, ClientSource clients) {
        this.connections = connections;
        this.clients = clients;
    }

    /**
     * The subject of an exchange about a connection.
     *
     * @throws TokenFailure {@code CLIENT_REFUSED} where its OAuth client is gone or does not fit
     */
    Subject of(UsableConnections.Usable usable, @Nullable HeldTokens held) {
        Grant grant = Grant.parse(usable.row().grant());
        Values own = connections.open(usable.loaded());
        return of(usable.live(), usable.method(), usable.row().account(), own, grant, held);
    }

    /** The subject of an exchange about values that are not stored; throws as the other does. */
    Subject of(AccessTokens.Trial trial) {
        return of(trial.live(), trial.method(), trial.account(), trial.values(), trial.grant(), null);
    }

    /** The values of a connection and its OAuth client together; throws as {@link #of}. */
    Values merged(UsableConnections.Usable usable, Values own) {
        Grant grant = Grant.parse(usable.row().grant());
        return merged(usable.live(), usable.method(), usable.row().account(), own, grant);
    }

    private Subject of(
            Providers.Live live,
            ConnectionMethod method,
            @Nullable String account,
            Values own,
            Grant grant,
            @Nullable HeldTokens held) {
        Values values = merged(live, method, account, own, grant);
        URI redirect = grant.client() == null ? NOWHERE : clients.redirectUri(grant.client());
        List<String> scopes = held != null ? held.requested()
                : method.auth() instanceof OAuth2 oauth ? Grants.requested(oauth, values) : List.of();
        return new Subject(method, values, grant, live.loopbackPorts(), scopes, redirect, "");
    }

    private Values merged(
            Providers.Live live, ConnectionMethod method, @Nullable String account, Values own, Grant grant) {
        if (grant.client() == null) {
            return own;
        }
        Optional<ClientSource.Client> client = clients.find(grant.client())
                .filter(c -> c.complete() && c.provider().equals(live.definition().id()) && c.method().equals(method.id()))
                .filter(c -> c.account() == null || account == null || c.account().equals(account));
        if (client.isEmpty()) {
            throw new TokenFailure(
                    TokenFailure.Kind.CLIENT_REFUSED,
                    new Failure(Failure.Reason.CLIENT_MISCONFIGURED,
                            "The OAuth client of this connection is gone, incomplete or for something else."),
                    "", null);
        }
        return client.get().mergedWith(own);
    }

    /** The authorization server and the client there, as a key. */
    static String server(Subject subject) {
        String client = String.valueOf(subject.values().asMap().getOrDefault(OAuth2.CLIENT_ID, subject.grant().client()));
        return host(subject) + ' ' + client;
    }

    private static String host(Subject subject) {
        if (!(subject.method().auth() instanceof OAuth2 oauth)) {
            return subject.method().id() + ' ' + String.join(" ", subject.grant().hosts());
        }
        Template url = new Template(oauth.refreshUrl().isEmpty() ? oauth.tokenUrl() : oauth.refreshUrl());
        Inserts inserts = new Inserts(subject.method(), subject.values(), null);
        try {
            return url.isComplete(inserts) ? HostSyntax.host(URI.create(url.url(inserts))).orElse("") : oauth.issuer();
        } catch (IllegalArgumentException | Template.Misfit e) {
            return oauth.tokenUrl();
        }
    }
}
