package dev.patchbay.core.internal.connect;

import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.FakeProviders.FakeLive;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.core.internal.steps.StoredAccounts;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.core.internal.tokens.TokenSealing;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectFlow.Submission;
import dev.patchbay.host.connect.ConnectFlow.Ticket;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.ConnectSessions.Link;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.RawValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connect sessions over a real database and vault; the engine and the providers are of the test's making. */
final class FlowFixture implements AutoCloseable {
    static final String ACCOUNT = "shop-1";
    static final String FROM = "192.0.2.9";
    static final Field<String> SHOP = Field.text("shop", "Shop").pattern("[a-z]{1,20}");
    static final Field<String> REGION = Field.text("region", "Region").pattern("[a-z]{2}").scope(Field.Scope.CAPTURED).optional();
    static final Field<Secret> PIN = Field.secret("pin", "PIN").scope(Field.Scope.ONE_TIME).optional();

    final HostFixture host;
    final ScriptedEngine engine = new ScriptedEngine();
    final TokenSealing tokens;
    final StoredAccounts accounts;
    final FakeLive acme;
    final ConnectSessions sessions;
    final ConnectFlow flow;
    volatile ConnectSettings settings = new ConnectSettings(
            Duration.ofMinutes(30), ReturnTargets.of("https://shop.example/back, https://other.example"));

    FlowFixture(Path data) throws IOException {
        host = new HostFixture(data);
        host.engines.add("oauth2", engine);
        host.engines.add("oauth1", engine);
        tokens = new TokenSealing(host.ground().unlocked());
        accounts = host.parts.accounts;
        ConnectParts parts = host.parts.connect(
                new PublicUrl(() -> URI.create(HostFixture.PUBLIC_URL), "127.0.0.1", 7070), () -> settings);
        sessions = parts.sessions;
        flow = parts.flow;
        acme = host.providers.install(oauth("acme", o -> o.scopes("read", "write").optionalScopes("extra"),
                Auth.authorizationCode("https://auth.example.com/authorize", "https://auth.example.com/token")));
    }

    static ConnectionDefinition oauth(String id, UnaryOperator<OAuth2> more, OAuth2 auth) {
        return ConnectionDefinition.of(id, "Acme " + id).baseUrl("https://{shop}.example.com")
                .methods(ConnectionMethod.of("code", "Sign in").guide("Press the button.")
                        .fields(SHOP, PIN, REGION).auth(more.apply(auth)).injection(Injection.bearer()));
    }

    static ConnectionDefinition oauth1() {
        return ConnectionDefinition.of("old", "Old app").baseUrl("https://old.example.com")
                .methods(ConnectionMethod.of("oauth1", "Sign in").auth(Auth.oauth1(
                        "https://old.example.com/request", "https://old.example.com/authorize", "https://old.example.com/access")));
    }

    /** A client of all accounts. */
    String client(String provider) {
        return host.parts.oauth.clients.create(HostFixture.ADMIN, new OAuthClients.Draft(null, provider, null, "Shared " + provider,
                new RawValues(Map.of("clientId", "id-" + provider, "clientSecret", HostFixture.CANARY)))).id();
    }

    static Request request(@Nullable String provider) {
        return new Request(ACCOUNT, provider, null, null, null, null);
    }

    Link link(Request request) {
        return sessions.create(HostFixture.ADMIN, request, null);
    }

    Browser open(Request request) {
        return open(link(request));
    }

    Browser open(Link link) {
        return new Browser(flow.open(token(link.url()), FROM));
    }

    static String token(URI url) {
        String prefix = HostFixture.PUBLIC_URL + "/connect/";
        assertTrue(url.toString(), url.toString().startsWith(prefix));
        return url.toString().substring(prefix.length());
    }

    /** One browser with its cookie. */
    final class Browser {
        final String session;
        final String key;

        Browser(Ticket ticket) {
            session = ticket.session();
            key = ticket.key();
        }

        ConnectPage page() {
            return flow.page(session, key, FROM);
        }

        <T extends ConnectPage.View> T view(Class<T> type) {
            ConnectPage.View view = page().view();
            assertTrue("is " + view, type.isInstance(view));
            return type.cast(view);
        }

        /** Sends a form; names and values in turn. */
        ConnectPage.View submit(Action action, String... values) {
            Map<String, String> sent = new TreeMap<>();
            for (int i = 0; i < values.length; i += 2) {
                sent.put(values[i], values[i + 1]);
            }
            return flow.submit(session, key, FROM, new Submission(action, page().csrf(), sent)).view();
        }

        /** Connects the app acme up to the redirect; gives the state. */
        String leave(String... more) {
            String[] values = Arrays.copyOf(new String[] {"values.shop", "acme"}, 2 + more.length);
            System.arraycopy(more, 0, values, 2, more.length);
            ConnectPage.View view = submit(Action.CONNECT, values);
            assertTrue("is " + view, view instanceof ConnectPage.Leave);
            return state((ConnectPage.Leave) view);
        }

        Ticket back(String client, String state) {
            return back(client, Map.of("state", List.of(state), "code", List.of("good")));
        }

        Ticket back(String client, Map<String, List<String>> parameters) {
            return flow.callback(
                    client, parameters, id -> id.equals(session) ? Optional.of(key) : Optional.empty(), FROM);
        }
    }

    static String state(ConnectPage.Leave leave) {
        String query = leave.to().getQuery();
        return query.substring(query.indexOf('=') + 1);
    }

    /** A connection of acme, connected by a person. */
    String connected(String client) {
        Browser browser = open(request("acme"));
        browser.back(client, browser.leave());
        return browser.view(ConnectPage.Connected.class).connection();
    }

    Optional<HeldTokens> held(String connection) {
        return host.store.read(r -> r.findTokens(connection))
                .map(found -> tokens.open(host.parts.connectedRows.current(connection, acme), found));
    }

    List<AuditLog.Entry> audit(@Nullable String subject) {
        return host.parts.audit.list(HostFixture.ADMIN, new AuditLog.Query(null, subject, null, 500, null)).items();
    }

    List<String> actions(String subject) {
        return audit(subject).stream().map(AuditLog.Entry::action).toList();
    }

    @Override
    public void close() {
        host.close();
    }
}
