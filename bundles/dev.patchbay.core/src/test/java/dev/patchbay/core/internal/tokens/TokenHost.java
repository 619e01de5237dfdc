package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.ADMIN;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.StrictAuthorizationServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host, an app with a strict authorization server, and connections between them. */
final class TokenHost implements AutoCloseable {
    static final Duration HOUR = Duration.ofHours(1);

    final HostFixture host;
    final StrictAuthorizationServer server;
    final FormEngine engine = new FormEngine();

    TokenHost(Path data) throws IOException {
        host = new HostFixture(data);
        server = new StrictAuthorizationServer(host.clock::millis);
        host.engines.add("oauth2", engine);
        host.providers.install(app());
    }

    ConnectionDefinition app() {
        String authorize = server.tokenUrl().resolve("/authorize").toString();
        OAuth2 code = Auth.authorizationCode(authorize, server.tokenUrl().toString())
                .revokeUrl(server.revokeUrl().toString()).scopes("read", "write").optionalScopes("extra");
        return ConnectionDefinition.of("app", "App").methods(
                ConnectionMethod.of("code", "Sign in").fields(id(), secret()).auth(code),
                ConnectionMethod.of("shared", "Shared").auth(code),
                ConnectionMethod.of("service", "Service").fields(id(), secret())
                        .auth(Auth.clientCredentials(server.tokenUrl().toString())));
    }

    private static Field<String> id() {
        return Field.text(OAuth2.CLIENT_ID, "Client ID");
    }

    private static Field<Secret> secret() {
        return Field.secret(OAuth2.CLIENT_SECRET, "Client secret");
    }

    /** A host over the same database, with what this one has in memory left behind. */
    HostFixture twin() {
        HostFixture twin = host.twin();
        twin.engines.add("oauth2", engine);
        return twin;
    }

    String create(String method) {
        return host.parts.connections.create(ADMIN, new ConnectionDraft("shop", "app", method, "x",
                new RawValues(Map.of("clientId", "our-id", "clientSecret", HostFixture.CANARY))), null).id();
    }

    /** A connection that somebody has signed in to just now. */
    String connect(Duration lifetime) {
        String id = create("code");
        signIn(id, lifetime, server.signIn());
        return id;
    }

    void signIn(String id, @Nullable Duration lifetime, @Nullable String refresh) {
        if (lifetime != null) {
            server.lifetime(lifetime);
        }
        Sealing sealing = new Sealing(new UnlockedVault(host.vault));
        Tokens tokens = new Tokens(
                Secret.of(refresh == null ? "access-without-refresh" : server.access(refresh)), null,
                refresh == null ? null : Secret.of(refresh), lifetime, List.of("read", "extra-one"), Map.of(), "acc-1");
        HeldTokens held = HeldTokens.first(tokens, List.of("read", "write", "extra"), "acc-1", "Ada's shop", host.clock.millis());
        host.parts.lookup.write(id, w -> {
            ConnectionRow row = w.findConnection(id).orElseThrow();
            ConnectionRow ready = sealing.seal(
                    RowDraft.after(row, host.clock.millis()).status(Status.READY.word(), null), sealing.open(sealing.load(row)));
            w.updateConnection(ready, row.version());
            host.parts.tokens.firstTokens.store(w, ready, held, Lifetimes.unknown());
            return true;
        });
    }

    String token(String id) {
        return token(host, id);
    }

    static String token(HostFixture host, String id) {
        return host.parts.use.credential(ADMIN, id).accessToken().reveal();
    }

    boolean isGood(String token) {
        return server.isGood(token, host.clock.millis());
    }

    ConnectionView view(String id) {
        return host.parts.connections.get(ADMIN, id);
    }

    RenewalRow renewal(String id) {
        return host.store.read(r -> r.findRenewal(id)).orElseThrow();
    }

    long version(String id) {
        return host.store.read(r -> r.findTokens(id)).orElseThrow().version();
    }

    void awaitVersion(String id, long version) {
        Eventually.until("tokens of version " + version, () -> version(id) >= version);
    }

    void awaitState(String id, RenewalState state) {
        Eventually.until("a renewal that is " + state, () -> renewal(id).state().equals(state.word())
                && renewal(id).leaseUntil() == 0);
    }

    /** Sweeps as the background does. */
    void sweep() {
        host.parts.tokens.tokens.sweep();
    }

    void pass(long amount, TimeUnit unit) {
        host.clock.advance(Duration.ofMillis(unit.toMillis(amount)));
    }

    List<String> timeline(String id) {
        return host.parts.audit.list(ADMIN, new AuditLog.Query(null, id, null, 500, null))
                .items().stream().map(AuditLog.Entry::action).toList();
    }

    @Override
    public void close() {
        host.close();
        server.close();
    }
}
