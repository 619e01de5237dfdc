package dev.patchbay.core.internal.connect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.core.internal.FakeProviders.FakeLive;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Sign-ins at an app, phase by phase. */
public class SignInFlowTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;
    private String client;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
        client = fixture.client("acme");
    }

    @After
    public void stop() {
        fixture.close();
    }

    private long connections() {
        return fixture.host.store.read(r -> r.countConnections("acme"));
    }

    @Test
    public void theFormNamesAccountAppScopesAndClientBeforeAnythingIsSent() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage page = browser.page();
        ConnectPage.Form form = browser.view(ConnectPage.Form.class);
        assertEquals(FlowFixture.ACCOUNT, page.accountLabel());
        assertEquals("Acme acme", page.provider().label());
        assertEquals(List.of("read", "write", "extra"), form.scopes());
        assertEquals(List.of(client), form.clients().stream().map(ConnectPage.Form.Client::id).toList());
        assertNull(form.ownClient());
        assertEquals(List.of(), fixture.engine.begun);
    }

    @Test
    public void aSignInEndsInAConnectionWithItsTokens() {
        fixture.acme.account = new AppAccount(null, "Ada's shop", null, Map.of());
        FlowFixture.Browser browser = fixture.open(new Request(
                FlowFixture.ACCOUNT, "acme", null, null, null, "https://shop.example/back/done"));
        String state = browser.leave("values.pin", "1234-one-time");
        assertTrue(state, state.matches("[A-Za-z0-9_-]{43}"));
        assertEquals(fixture.host.parts.oauth.source.redirectUri(client), fixture.engine.begun.get(0).redirectUri());
        assertEquals(0, connections());
        assertEquals(browser.session, browser.back(client, state).session());
        ConnectPage.Connected done = browser.view(ConnectPage.Connected.class);
        assertEquals("Acme acme of Ada's shop", done.label());
        assertEquals("Ada's shop", done.appAccount());
        assertEquals("extra is optional", List.of("write"), done.missing());
        assertEquals(URI.create("https://shop.example/back/done"), done.returnTo());
        ConnectionRow row = fixture.host.row(done.connection());
        assertEquals("ready", row.status());
        assertTrue(row.grant(), row.grant().contains("\"client\":\"" + client + "\""));
        assertEquals(1, fixture.host.store.read(r -> r.countConnectionsOfClient(client)).longValue());
        assertEquals("tok-1-c4nary", fixture.held(done.connection()).orElseThrow().tokens().accessToken().reveal());
        assertEquals("acc-1", fixture.held(done.connection()).orElseThrow().appAccount());
        assertEquals(List.of("read", "write", "extra"), fixture.held(done.connection()).orElseThrow().requested());
        assertFalse("one-time values are not stored",
                fixture.host.parts.connectedRows.open(fixture.host.parts.connectedRows.current(done.connection(), fixture.acme))
                        .asMap().containsKey("pin"));
        assertEquals("tok-1-c4nary", fixture.acme.lastAccessToken.reveal());
        assertEquals(List.of("connect-session.complete", "connect-session.open", "connect-session.create"),
                fixture.actions(browser.session));
        assertEquals(List.of("connection.connect"), fixture.actions(done.connection()));
    }

    @Test
    public void aReloadedCallbackAndPageChangeNothing() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        String state = browser.leave();
        browser.back(client, state);
        String connection = browser.view(ConnectPage.Connected.class).connection();
        browser.back(client, state);
        assertEquals(connection, browser.view(ConnectPage.Connected.class).connection());
        assertTrue(browser.submit(Action.CONNECT, "values.shop", "acme") instanceof ConnectPage.Connected);
        assertTrue(browser.submit(Action.CANCEL) instanceof ConnectPage.Connected);
        assertEquals(1, fixture.engine.answers.size());
        assertEquals(1, connections());
    }

    @Test
    public void aPersonWhoSaysNoMayTryAgain() {
        fixture.engine.failure = ScriptedEngine.denied();
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        browser.back(client, Map.of("state", List.of(browser.leave()), "error", List.of("access_denied")));
        ConnectPage.Failed failed = browser.view(ConnectPage.Failed.class);
        assertEquals(Reason.DECLINED, failed.failure().reason());
        assertTrue(failed.failure().message(), failed.failure().message().contains("You said no at Acme acme"));
        assertTrue(failed.mayRetry());
        assertEquals(0, connections());
        assertEquals("connect-session.fail", fixture.actions(browser.session).get(0));
        assertEquals("DECLINED", fixture.audit(browser.session).get(0).detail().get("reason"));
        fixture.engine.failure = null;
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.RETRY);
        assertEquals("what was typed is still there", "acme", form.values().get("shop"));
        assertEquals(Reason.DECLINED, form.failure().reason());
        browser.back(client, browser.leave());
        browser.view(ConnectPage.Connected.class);
    }

    @Test
    public void anAppThatFailsIsSaidAndNothingIsStored() {
        fixture.engine.failureAtBegin =
                ScriptedEngine.failure(TokenFailure.Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED, "invalid_client");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.shop", "acme");
        assertEquals(Reason.CLIENT_MISCONFIGURED, form.failure().reason());
        assertEquals("acme", form.values().get("shop"));
        assertEquals("connect-session.fail", fixture.actions(browser.session).get(0));
        fixture.engine.failureAtBegin = null;
        fixture.engine.failure = ScriptedEngine.failure(TokenFailure.Kind.LOST, Reason.REMOTE_ERROR, "nothing");
        browser.back(client, browser.leave());
        assertEquals(Reason.REMOTE_ERROR, browser.view(ConnectPage.Failed.class).failure().reason());
        assertEquals(0, connections());
    }

    @Test
    public void everyFaultOfTheFormIsNamedAndNothingIsSent() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.shop", "NO", "values.nope", "x",
                "values.region", "de", "label", "a\u202eb", "client", "cli_x");
        assertEquals(
                Set.of("values.shop pattern", "values.nope unknown-field", "values.region scope", "label characters",
                        "client unknown"),
                form.errors().stream().map(SignInFlowTest::fault).collect(Collectors.toSet()));
        assertEquals("NO", form.values().get("shop"));
        assertEquals(List.of(), fixture.engine.begun);
        assertEquals("not a failure of a sign-in", "connect-session.open", fixture.actions(browser.session).get(0));
    }

    private static String fault(FieldError error) {
        return error.field() + " " + error.code();
    }

    @Test
    public void twoClientsAreAQuestion() {
        String other = fixture.client("acme");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.shop", "acme");
        assertEquals(List.of("client choose"), form.errors().stream().map(SignInFlowTest::fault).toList());
        browser.back(other, browser.leave("client", other));
        assertEquals(1, fixture.host.store.read(r -> r.countConnectionsOfClient(other)).longValue());
        browser.view(ConnectPage.Connected.class);
    }

    @Test
    public void whatTheAppTellsFillsCapturedFieldsByTheirRules() {
        Tokens plain = ScriptedEngine.tokens("acc-1", "tok-2-c4nary");
        fixture.engine.tokens = new Tokens(plain.accessToken(), null, null, null, null, Map.of("region", "de"), "acc-1");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        browser.back(client, browser.leave());
        String connection = browser.view(ConnectPage.Connected.class).connection();
        assertEquals("de", fixture.host.parts.connections.get(HostFixture.ADMIN, connection)
                .values().get("region"));
        assertEquals("nobody said what was granted", List.of(), browser.view(ConnectPage.Connected.class).missing());
        fixture.engine.tokens = new Tokens(Secret.of("t"), null, null, null, null, Map.of("region", "../evil"), null);
        FlowFixture.Browser other = fixture.open(FlowFixture.request("acme"));
        other.back(client, other.leave());
        assertTrue(other.view(ConnectPage.Failed.class).failure().message().contains("region"));
        assertEquals(1, connections());
    }

    @Test
    public void theProbesAccountAndScopesCountWhereTheReplyHadNone() {
        fixture.engine.tokens = new Tokens(Secret.of("tok-3-c4nary"), null, null, null, null, Map.of(), "subject-1");
        fixture.acme.account = new AppAccount("who-1", "Who", List.of("write"), Map.of("region", "fr"));
        String connection = fixture.connected(client);
        assertEquals("who-1", fixture.held(connection).orElseThrow().appAccount());
        assertEquals(List.of("write"), fixture.held(connection).orElseThrow().tokens().scopes());
        assertNull(fixture.held(connection).orElseThrow().expiresAt());
        assertEquals("fr", fixture.host.parts.connections.get(HostFixture.ADMIN, connection)
                .values().get("region"));
    }

    @Test
    public void cancelEndsItAndALateAnswerIsNotTaken() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        String state = browser.leave();
        assertTrue(browser.submit(Action.CANCEL) instanceof ConnectPage.Cancelled);
        HostFixture.problem(
                ProblemType.NOT_FOUND, () -> browser.back(client, state));
        assertTrue(browser.submit(Action.RETRY) instanceof ConnectPage.Cancelled);
        assertEquals("connect-session.cancel", fixture.actions(browser.session).get(0));
        assertEquals(0, connections());
        assertEquals(List.of(), fixture.engine.answers);
    }

    @Test
    public void cancelDuringTheExchangeWins() throws InterruptedException {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        String state = browser.leave();
        fixture.engine.arrived = new CountDownLatch(1);
        fixture.engine.goOn = new CountDownLatch(1);
        Thread exchange = new Thread(() -> browser.back(client, state));
        exchange.start();
        assertTrue(fixture.engine.arrived.await(20, TimeUnit.SECONDS));
        assertTrue(browser.view(ConnectPage.Failed.class).failure().message().contains("being finished"));
        browser.submit(Action.RETRY);
        browser.back(client, state);
        assertEquals("one exchange only", 1, fixture.engine.answers.size());
        assertTrue(browser.submit(Action.CANCEL) instanceof ConnectPage.Cancelled);
        fixture.engine.goOn.countDown();
        exchange.join(20_000);
        browser.view(ConnectPage.Cancelled.class);
        assertEquals(0, connections());
    }

    @Test
    public void anAnswerAfterTenMinutesIsTooLate() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        String state = browser.leave();
        fixture.host.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        browser.back(client, state);
        assertTrue(browser.view(ConnectPage.Failed.class).failure().message().contains("in time"));
        assertEquals(List.of(), fixture.engine.answers);
        browser.submit(Action.RETRY);
        browser.leave();
        fixture.host.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        browser.view(ConnectPage.Failed.class);
    }

    @Test
    public void aSharedLinkTakesTheSessionAlong() {
        FlowFixture.Browser one = fixture.open(FlowFixture.request("acme"));
        String state = one.leave();
        URI url = ((ConnectPage.Shared) one.submit(Action.SHARE)).url();
        one.view(ConnectPage.Shared.class);
        FlowFixture.Browser two = fixture.new Browser(fixture.flow.open(FlowFixture.token(url), FlowFixture.FROM));
        assertEquals(one.session, two.session);
        assertNotEquals(one.key, two.key);
        HostFixture.problem(ProblemType.NOT_FOUND, one::page);
        assertEquals("acme", two.view(ConnectPage.Form.class).values().get("shop"));
        HostFixture.problem(
                ProblemType.NOT_FOUND, () -> two.back(client, state));
        two.back(client, two.leave());
        two.view(ConnectPage.Connected.class);
        assertEquals(1, connections());
    }

    @Test
    public void aSharedLinkCanBeTakenBack() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        URI url = ((ConnectPage.Shared) browser.submit(Action.SHARE)).url();
        assertTrue(browser.submit(Action.RETRY) instanceof ConnectPage.Form);
        HostFixture.problem(ProblemType.NOT_FOUND,
                () -> fixture.flow.open(FlowFixture.token(url), FlowFixture.FROM));
    }

    @Test
    public void theStepIsBoundWithTheConnection() {
        fixture.host.store.write(w -> {
            w.putStep(new StepRow(FlowFixture.ACCOUNT, "w1", "s1", "acme", "a.myshopify.com", null, null, 1));
            return true;
        });
        FlowFixture.Browser browser = fixture.open(new Request(FlowFixture.ACCOUNT, null, null, "w1", "s1", null));
        browser.back(client, browser.leave());
        String connection = browser.view(ConnectPage.Connected.class).connection();
        StepRow step = fixture.host.store.read(r -> r.findStep(FlowFixture.ACCOUNT, "w1", "s1")).orElseThrow();
        assertEquals(connection, step.connection());
        assertEquals("a.myshopify.com", step.shop());
        assertEquals(fixture.host.clock.millis(), step.boundAt().longValue());
    }

    @Test
    public void aBrokenDatabaseAtTheEndStoresNothingAtAll() {
        FlowFixture.Browser browser = fixture.open(new Request(FlowFixture.ACCOUNT, "acme", null, "w1", "s1", null));
        String state = browser.leave();
        fixture.acme.beforeTest = () -> fixture.host.store.broken = true;
        HostFixture.problem(
                ProblemType.NOT_READY, () -> browser.back(client, state));
        fixture.host.store.broken = false;
        fixture.acme.beforeTest = null;
        assertEquals(0, connections());
        assertTrue(fixture.host.store.read(r -> r.findStep(FlowFixture.ACCOUNT, "w1", "s1")).isEmpty());
        assertFalse(fixture.actions(browser.session).contains("connect-session.complete"));
        fixture.host.clock.advance(Duration.ofSeconds(61));
        browser.submit(Action.RETRY);
        browser.back(client, browser.leave());
        browser.view(ConnectPage.Connected.class);
    }

    @Test
    public void namesOfConnectionsDoNotRepeat() {
        fixture.connected(client);
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        browser.back(client, browser.leave());
        assertEquals("Acme acme (2)", browser.view(ConnectPage.Connected.class).label());
        FlowFixture.Browser named = fixture.open(FlowFixture.request("acme"));
        named.back(client, named.leave("label", "Mine"));
        assertEquals("Mine", named.view(ConnectPage.Connected.class).label());
    }

    @Test
    public void aDeviceCodeIsAskedAboutAtMostOnceInItsInterval() {
        fixture.host.providers.install(FlowFixture.oauth("tv", o -> o,
                Auth.deviceCode("https://auth.example.com/device", "https://auth.example.com/token")));
        fixture.client("tv");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("tv"));
        ConnectPage.Code code = (ConnectPage.Code) browser.submit(Action.CONNECT, "values.shop", "acme");
        assertEquals("WDJB-MJHT", code.code());
        assertEquals(Duration.ofSeconds(5), code.interval());
        browser.page();
        assertEquals(0, fixture.engine.answers.size());
        fixture.host.clock.advance(Duration.ofSeconds(5));
        browser.view(ConnectPage.Code.class);
        browser.page();
        assertEquals(1, fixture.engine.answers.size());
        fixture.engine.failure = ScriptedEngine.failure(TokenFailure.Kind.TEMPORARY, Reason.UNREACHABLE, "nothing");
        fixture.host.clock.advance(Duration.ofSeconds(5));
        browser.view(ConnectPage.Code.class);
        fixture.engine.failure = null;
        fixture.engine.codePending = false;
        fixture.host.clock.advance(Duration.ofSeconds(5));
        assertEquals("ready", fixture.host.row(browser.view(ConnectPage.Connected.class).connection()).status());
    }

    @Test
    public void aDeviceCodeEnds() {
        fixture.host.providers.install(FlowFixture.oauth("tv", o -> o,
                Auth.deviceCode("https://auth.example.com/device", "https://auth.example.com/token")));
        fixture.client("tv");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("tv"));
        browser.submit(Action.CONNECT, "values.shop", "acme");
        fixture.host.clock.advance(Duration.ofMinutes(15));
        assertTrue(browser.view(ConnectPage.Failed.class).mayRetry());
        assertEquals(List.of(), fixture.engine.answers);
    }

    @Test
    public void aGrantWithoutAPersonIsDoneAtOnce() {
        fixture.host.providers.install(FlowFixture.oauth("machine", o -> o,
                Auth.clientCredentials("https://auth.example.com/token")));
        fixture.client("machine");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("machine"));
        assertTrue(browser.submit(Action.CONNECT, "values.shop", "acme") instanceof ConnectPage.Connected);
    }

    @Test
    public void oauth1IsFoundByItsRequestToken() {
        fixture.host.providers.install(FlowFixture.oauth1());
        String old = fixture.client("old");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("old"));
        String token = FlowFixture.state((ConnectPage.Leave) browser.submit(Action.CONNECT));
        browser.back(old, Map.of("oauth_token", List.of(token), "oauth_verifier", List.of("v")));
        browser.view(ConnectPage.Connected.class);
    }

    @Test
    public void theTestOfAnAppOfOAuth1IsSignedWithTheNewTokenAndLaterWithTheStoredOne() {
        FakeLive app = fixture.host.providers.install(FlowFixture.oauth1());
        String old = fixture.client("old");
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("old"));
        String token = FlowFixture.state((ConnectPage.Leave) browser.submit(Action.CONNECT));
        browser.back(old, Map.of("oauth_token", List.of(token), "oauth_verifier", List.of("v")));
        String connection = browser.view(ConnectPage.Connected.class).connection();
        Map<String, String> signature = Map.of("Authorization", "OAuth tok-1-c4nary");
        assertEquals(signature, app.lastSignature);

        app.signer = null;
        fixture.host.parts.use.test(HostFixture.ADMIN, connection, step -> { });
        assertEquals(signature, app.lastSignature);
    }

    @Test
    public void aProviderThatLeavesIsSaid() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        String state = browser.leave();
        fixture.host.providers.remove("acme");
        browser.back(client, state);
        assertTrue(browser.view(ConnectPage.Failed.class).failure().message().contains("acme"));
        browser.submit(Action.RETRY);
        assertTrue(browser.view(ConnectPage.Failed.class).failure().message().contains("not installed"));
        assertEquals(0, connections());
    }
}
