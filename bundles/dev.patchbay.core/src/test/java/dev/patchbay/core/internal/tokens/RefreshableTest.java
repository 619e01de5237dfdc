package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.FakeProviders.FakeLive;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedHooks;
import dev.patchbay.core.internal.Together;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Providers that renew, sign and revoke themselves. */
public class RefreshableTest {
    private static final Field<String> HOST = Field.host("host", "Host");
    private static final Field<Secret> PASSWORD = Field.secret("password", "Password");
    private static final Field<String> REGION = Field.text("region", "Region").pattern("[a-z]{2}")
            .scope(Field.Scope.CAPTURED).optional();
    private static final Duration HOUR = Duration.ofHours(1);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScriptedHooks hooks = new ScriptedHooks(Hook.REFRESH, Hook.SIGNING, Hook.REVOKE);
    private final AtomicInteger renewals = new AtomicInteger();
    private HostFixture host;
    private FakeLive live;

    @Before
    public void start() throws IOException {
        host = new HostFixture(folder.getRoot().toPath());
        live = host.providers.install(ConnectionDefinition.of("vault", "Vault").methods(
                ConnectionMethod.of("login", "Login").fields(HOST, PASSWORD, REGION),
                ConnectionMethod.of("open", "Open").auth(Auth.none())));
        live.hooks = hooks;
        hooks.renew = call -> renewed("token-" + renewals.incrementAndGet(), Map.of());
    }

    @After
    public void stop() {
        host.close();
    }

    private Renewed renewed(String token, Map<String, ?> changed) {
        return new Renewed(Secret.of(token), null, end(HOUR), Values.of(changed));
    }

    private Instant end(Duration after) {
        return Instant.ofEpochMilli(host.clock.millis()).plus(after);
    }

    private String create() {
        return host.parts.connections.create(ADMIN, new ConnectionDraft("shop", "vault", "login", "x",
                new RawValues(Map.of("host", "vault.example.com", "password", HostFixture.CANARY))), null).id();
    }

    private Credential credential(String id) {
        return host.parts.use.credential(ADMIN, id);
    }

    private String token(String id) {
        return credential(id).accessToken().reveal();
    }

    private @Nullable Object stored(String id, Field<?> field) {
        return host.parts.connectedRows.open(host.parts.connectedRows.current(id, live)).find(field).orElse(null);
    }

    private List<AuditLog.Entry> timeline(String id) {
        return host.parts.audit.list(ADMIN, new AuditLog.Query(null, id, null, 500, null)).items();
    }

    @Test
    public void theFirstUseOfEnteredValuesGetsATokenAndTheNextTheSame() throws Exception {
        String id = create();
        assertEquals("ready", host.row(id).status());
        Together.run(8, () -> token(id)).forEach(token -> assertEquals("token-1", token));
        assertEquals(1, renewals.get());
        assertEquals(end(HOUR), host.parts.connections.get(ADMIN, id).expiresAt());
        assertNull(hooks.calls.get(0).accessToken());
        assertEquals(HostFixture.CANARY, hooks.calls.get(0).values().get(PASSWORD).reveal());
        assertTrue(hooks.calls.get(0).grant().allows("vault.example.com", 443));
        assertTrue(timeline(id).stream().anyMatch(e -> e.action().equals("connection.refresh")));
    }

    @Test
    public void itIsRenewedBeforeItEndsWithTheTokensThatAreHeld() {
        hooks.renew = call -> new Renewed(Secret.of("token-" + renewals.incrementAndGet()),
                renewals.get() == 1 ? Secret.of("refresh-1") : null, end(HOUR), Values.empty());
        String id = create();
        assertEquals("token-1", token(id));
        host.clock.advance(Duration.ofMinutes(55));
        host.parts.tokens.tokens.sweep();
        Eventually.until("a renewal", () -> token(id).equals("token-2"));
        assertEquals("token-1", hooks.calls.get(1).accessToken().reveal());
        assertEquals(Secret.of("refresh-1"), hooks.calls.get(1).values().asMap().get(TokenSources.REFRESH_TOKEN));
        host.parts.use.refresh(ADMIN, id);
        assertEquals("a kept one", Secret.of("refresh-1"), hooks.calls.get(2).values().asMap().get(TokenSources.REFRESH_TOKEN));
        assertEquals("token-3", token(id));
    }

    @Test
    public void whatChangedIsStoredWithTheTokensAndNothingElse() {
        hooks.renew = call -> renewed("token-" + renewals.incrementAndGet(), Map.of(
                "password", Secret.of("rotated"), "region", "de", "host", "evil.example.com", "unknown", "x"));
        String id = create();
        long version = host.row(id).version();
        token(id);
        assertEquals(Secret.of("rotated"), stored(id, PASSWORD));
        assertEquals("de", stored(id, REGION));
        assertEquals("where it goes is not the provider's to change", "vault.example.com", stored(id, HOST));
        assertEquals(version + 1, host.row(id).version());
        assertEquals("password region", timeline(id).stream()
                .filter(e -> e.action().equals("connection.refresh")).findFirst().orElseThrow().detail().get("fields"));
        assertEquals("token-1", token(id));
        host.parts.use.refresh(ADMIN, id);
        assertEquals("rotated", hooks.calls.get(1).values().get(PASSWORD).reveal());
    }

    @Test
    public void whatChangedWaitsWithTheTokensWhileTheDatabaseIsFull() throws IOException {
        String id = create();
        token(id);
        AtomicBoolean full = new AtomicBoolean();
        host.store.beforeWrite = () -> {
            if (full.get()) {
                throw new StoreException(StoreException.Reason.FULL, "full", null);
            }
        };
        hooks.renew = call -> {
            full.set(true);
            return renewed("token-2", Map.of("password", Secret.of("rot4ted-c4nary")));
        };
        host.parts.use.refresh(ADMIN, id);
        Path spilled = host.data.resolve("spill").resolve(id + ".tokens");
        assertFalse(Files.readString(spilled).contains("c4nary"));
        assertEquals(HostFixture.CANARY, ((Secret) stored(id, PASSWORD)).reveal());
        full.set(false);
        new SpillFolder(host.data).waiting().forEach(waiting -> assertEquals(id, waiting));
        host.parts.tokens.tokens.sweep();
        assertEquals("rot4ted-c4nary", ((Secret) stored(id, PASSWORD)).reveal());
        assertEquals("token-2", token(id));
    }

    @Test
    public void aValueThatBreaksItsRuleIsLeftAndTheTokenKept() {
        hooks.renew = call -> renewed("token-1", Map.of("region", "Germany"));
        String id = create();
        assertEquals("token-1", token(id));
        assertNull(stored(id, REGION));
    }

    @Test
    public void aRefusedLoginNeedsAPersonAndANewOneIsUsed() {
        hooks.renew = call -> {
            renewals.incrementAndGet();
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The password is wrong.");
        };
        String id = create();
        ProblemException problem = HostFixture.problem(ProblemType.RECONNECT_NEEDED, () -> token(id));
        assertTrue(problem.detail(), problem.detail().contains("The password is wrong."));
        assertEquals("an account is not locked by asking twice", 1, renewals.get());
        assertEquals("reconnect", host.row(id).status());
        hooks.renew = call -> renewed("token-of-" + call.values().get(PASSWORD).reveal(), Map.of());
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("password", "right")));
        assertEquals("token-of-right", token(id));
    }

    @Test
    public void aPassingFailureIsTriedLaterWhileTheTokenLasts() {
        String id = create();
        assertEquals("token-1", token(id));
        hooks.renew = call -> {
            throw new ConnectionFailure(Reason.REMOTE_ERROR, "The app is being repaired.");
        };
        ProblemException problem =
                HostFixture.problem(ProblemType.NOT_READY, () -> host.parts.use.refresh(ADMIN, id));
        assertTrue(problem.detail(), problem.detail().contains("The app is being repaired."));
        assertEquals("token-1", token(id));
        assertEquals("ready", host.row(id).status());
        host.clock.advance(HOUR.plusMinutes(5));
        HostFixture.problem(ProblemType.NOT_READY, () -> token(id));
        assertEquals("failing", host.row(id).status());
        hooks.renew = call -> renewed("token-2", Map.of());
        host.clock.advance(Duration.ofMinutes(10));
        assertEquals("token-2", token(id));
        assertEquals("ready", host.row(id).status());
    }

    @Test
    public void anEndedCredentialIsNoneAndIsNotAskedForAgainAtOnce() {
        hooks.renew = call -> {
            renewals.incrementAndGet();
            return new Renewed(Secret.of("old"), null, end(Duration.ZERO), Values.empty());
        };
        String id = create();
        HostFixture.problem(ProblemType.NOT_READY, () -> token(id));
        HostFixture.problem(ProblemType.NOT_READY, () -> token(id));
        assertEquals(1, renewals.get());
    }

    @Test
    public void whereOnlyValuesChangeThereIsNoToken() {
        hooks.renew = call -> new Renewed(null, null, end(HOUR), Values.of(Map.of("password", Secret.of("session-1"))));
        Credential credential = credential(create());
        assertNull(credential.accessToken());
        assertEquals(end(HOUR), credential.expiresAt());
    }

    @Test
    public void aDraftIsTestedWithATokenOfItsOwnAndAMethodWithoutLoginWithNone() {
        host.parts.use.test(ADMIN, new ConnectionDraft(null, "vault", "login", null,
                new RawValues(Map.of("host", "vault.example.com", "password", "p"))), step -> { });
        assertEquals("token-1", live.lastAccessToken.reveal());
        host.parts.use.test(ADMIN, new ConnectionDraft(null, "vault", "open", null, new RawValues(Map.of())), step -> { });
        assertNull(live.lastAccessToken);
        assertEquals(1, renewals.get());
    }

    @Test
    public void requestsToTheGrantAreSignedByTheProvider() {
        hooks.headers = Map.of("X-Signature", "abc");
        String id = create();
        RequestSigning.Request inside = new RequestSigning.Request("GET", URI.create("https://vault.example.com/a"), Map.of());
        assertEquals(hooks.headers, host.parts.use.sign(ADMIN, id, inside));
        assertEquals("token-1", hooks.calls.get(hooks.calls.size() - 1).accessToken().reveal());
        int calls = hooks.calls.size();
        RequestSigning.Request outside = new RequestSigning.Request("GET", URI.create("https://evil.example.com/a"), Map.of());
        HostFixture.problem(ProblemType.INVALID, () -> host.parts.use.sign(ADMIN, id, outside));
        assertEquals("not even asked", calls, hooks.calls.size());
        live.hooks = new ScriptedHooks();
        HostFixture.problem(ProblemType.CONFLICT, () -> host.parts.use.sign(ADMIN, id, inside));
        HostFixture.problem(ProblemType.CONFLICT, () -> host.parts.use.refresh(ADMIN, id));
    }

    @Test
    public void signingNeedsNoToken() {
        ScriptedHooks signing = new ScriptedHooks(Hook.SIGNING);
        signing.headers = Map.of("X-Signature", "abc");
        live.hooks = signing;
        String id = create();
        assertEquals(signing.headers, host.parts.use.sign(ADMIN, id,
                new RequestSigning.Request("GET", URI.create("https://vault.example.com/a"), Map.of())));
        assertNull(signing.calls.get(0).accessToken());
    }

    @Test
    public void theAppIsToldWhenTheConnectionIsShredded() {
        String id = create();
        token(id);
        host.parts.connections.delete(ADMIN, id, false, true, null);
        Eventually.until("a farewell", () -> timeline(id).stream().anyMatch(e -> e.action().equals("connection.revoke")));
        assertEquals("token-1", hooks.calls.get(1).accessToken().reveal());
        assertEquals(HostFixture.CANARY, hooks.calls.get(1).values().get(PASSWORD).reveal());
        assertEquals(List.of("done by the provider"), revoked(id));
    }

    @Test
    public void aFarewellThatFailsHindersNothing() {
        hooks.revoke = () -> {
            throw new ConnectionFailure(Reason.UNREACHABLE, "Nobody there.");
        };
        String id = create();
        host.parts.connections.delete(ADMIN, id, false, true, null);
        assertFalse(host.store.read(r -> r.findConnection(id)).isPresent());
        Eventually.until("a farewell", () -> !revoked(id).isEmpty());
        assertEquals(List.of("failed: Nobody there."), revoked(id));
    }

    private List<String> revoked(String id) {
        return timeline(id).stream().filter(e -> e.action().equals("connection.revoke"))
                .map(e -> e.detail().get("result")).toList();
    }
}
