package dev.patchbay.core.internal.connect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.FakeProviders.FakeLive;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedHooks;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectFlow.Submission;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Sign-ins that a provider runs itself. */
public class ProviderSignInTest {
    private static final Field<String> USER = Field.text("user", "User");
    private static final Field<Secret> SESSION = Field.secret("sessionKey", "Session").scope(Field.Scope.CAPTURED).optional();
    private static final Field<String> CODE = Field.text("code", "Code").pattern("[0-9]{6}").scope(Field.Scope.ONE_TIME);
    private static final Values STATE = Values.of(Map.of("ticket", Secret.of("t1cket-c4nary")));
    private static final Values DONE = Values.of(Map.of("sessionKey", Secret.of("session-1")));
    private static final URI APP = URI.create("https://app.example.com/login");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScriptedHooks hooks = new ScriptedHooks(Hook.INTERACTIVE);
    private FlowFixture fixture;
    private FakeLive live;
    private FlowFixture.Browser browser;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
        live = fixture.host.providers.install(ConnectionDefinition.of("bank", "Bank").baseUrl("https://api.example.com")
                .methods(ConnectionMethod.of("app", "With the app").fields(USER, SESSION).auth(Auth.interactive())));
        live.hooks = hooks;
        browser = fixture.open(FlowFixture.request("bank"));
    }

    @After
    public void stop() {
        fixture.close();
    }

    private ConnectPage.View connect() {
        return browser.submit(Action.CONNECT, "values.user", "ada");
    }

    private URI back() {
        return hooks.calls.get(hooks.calls.size() - 1).callback();
    }

    private static String state(URI back) {
        return back.getQuery().substring("state=".length());
    }

    private String place() {
        return ProviderSignIn.PATH + browser.session;
    }

    private long connections() {
        return fixture.host.store.read(r -> r.countConnections("bank"));
    }

    private Values stored(String id) {
        return fixture.host.parts.connectedRows.open(fixture.host.parts.connectedRows.current(id, live));
    }

    @Test
    public void whatTheProviderAsksIsAFormOfItsOwnAndItsAnswerTheNextStep() {
        hooks.step = (state, answer) -> answer.find(CODE).isPresent()
                ? new ConnectStep.Connected(DONE)
                : new ConnectStep.Ask("We sent a code to **your phone**.", List.of(CODE), STATE);
        ConnectPage.Form form = (ConnectPage.Form) connect();
        assertEquals("We sent a code to **your phone**.", form.method().guide());
        assertEquals(List.of("code"), form.method().connectionFields().stream().map(Field::name).toList());
        form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.code", "12");
        assertEquals("values.code", form.errors().get(0).field());
        assertEquals("12", form.values().get("code"));
        assertEquals("not asked with what breaks a rule", 1, hooks.calls.size());
        ConnectPage.Connected done = (ConnectPage.Connected) browser.submit(Action.CONNECT, "values.code", "123456");
        assertEquals("123456", hooks.answers.get(1).get(CODE));
        assertEquals(Values.of(Map.of("user", "ada", "sessionKey", Secret.of("session-1"))), stored(done.connection()));
        assertEquals("ready", fixture.host.row(done.connection()).status());
        assertTrue(hooks.calls.get(1).grant().allows("api.example.com", 443));
    }

    @Test
    public void thePersonComesBackFromTheAppToThisSessionOnly() {
        hooks.step = (state, answer) -> answer.asMap().isEmpty()
                ? new ConnectStep.Redirect(APP, STATE)
                : new ConnectStep.Connected(DONE);
        ConnectPage.Leave leave = (ConnectPage.Leave) connect();
        assertEquals(APP, leave.to());
        URI back = back();
        assertTrue(back.toString(), back.toString().startsWith(HostFixture.PUBLIC_URL + "/oauth/callback/" + place() + "?state="));
        HostFixture.problem(ProblemType.NOT_FOUND, () -> browser.back(place(), Map.of("state", List.of("guessed"))));
        HostFixture.problem(ProblemType.NOT_FOUND, () -> browser.back("int_other", Map.of("state", List.of(state(back)))));
        HostFixture.problem(ProblemType.NOT_FOUND, () -> fixture.flow.callback(
                place(), Map.of("state", List.of(state(back))), id -> Optional.empty(), FlowFixture.FROM));
        assertEquals(1, hooks.calls.size());
        Map<String, List<String>> parameters = Map.of("state", List.of("the-apps-own", state(back)), "ok", List.of("1"));
        browser.back(place(), parameters);
        assertEquals(Values.of(Map.of("state", "the-apps-own", "ok", "1")), hooks.answers.get(1));
        assertEquals("one sign-in has one way back", back, back());
        browser.view(ConnectPage.Connected.class);
        browser.back(place(), parameters);
        assertEquals("an answer is taken once", 2, hooks.calls.size());
        assertEquals(1, connections());
    }

    @Test
    public void aCodeIsShownUntilItWasEntered() {
        hooks.step = (state, answer) -> new ConnectStep.ShowCode(APP, "WDJB-MJHT", STATE);
        ConnectPage.Code code = (ConnectPage.Code) connect();
        assertEquals("WDJB-MJHT", code.code());
        int asked = hooks.calls.size();
        browser.view(ConnectPage.Code.class);
        assertEquals("not before its time", asked, hooks.calls.size());
        fixture.host.clock.advance(Duration.ofSeconds(6));
        hooks.step = (state, answer) -> {
            throw new ConnectionFailure(Reason.UNREACHABLE, "Nobody there.");
        };
        browser.view(ConnectPage.Code.class);
        fixture.host.clock.advance(Duration.ofSeconds(6));
        hooks.step = (state, answer) -> {
            assertEquals(STATE, state);
            return new ConnectStep.Connected(DONE);
        };
        browser.view(ConnectPage.Connected.class);
    }

    @Test
    public void aCodeAndAQuestionEndAfterAWhile() {
        hooks.step = (state, answer) -> new ConnectStep.ShowCode(APP, "WDJB-MJHT", STATE);
        connect();
        fixture.host.clock.advance(Duration.ofMinutes(11));
        browser.view(ConnectPage.Failed.class);
        hooks.step = (state, answer) -> new ConnectStep.Ask("Code?", List.of(CODE), STATE);
        browser.submit(Action.RETRY);
        connect();
        Submission late = new Submission(Action.CONNECT, browser.page().csrf(), Map.of("values.code", "123456"));
        fixture.host.clock.advance(Duration.ofMinutes(11));
        int asked = hooks.calls.size();
        assertTrue(fixture.flow.submit(browser.session, browser.key, FlowFixture.FROM, late).view() instanceof ConnectPage.Failed);
        assertEquals(asked, hooks.calls.size());
        assertEquals(0, connections());
    }

    @Test
    public void whatFailsIsSaidAndCanBeTriedAgain() {
        hooks.step = (state, answer) -> {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The bank knows no Ada.");
        };
        ConnectPage.Form form = (ConnectPage.Form) connect();
        assertEquals("The bank knows no Ada.", form.failure().message());
        hooks.step = (state, answer) -> new ConnectStep.Ask("Code?", List.of(CODE), STATE);
        connect();
        hooks.step = (state, answer) -> {
            throw new ConnectionFailure(Reason.DECLINED, "Wrong code.");
        };
        ConnectPage.Failed failed = (ConnectPage.Failed) browser.submit(Action.CONNECT, "values.code", "123456");
        assertEquals("Wrong code.", failed.failure().message());
        form = (ConnectPage.Form) browser.submit(Action.RETRY);
        assertEquals("ada", form.values().get("user"));
        assertEquals("connect-session.fail", fixture.actions(browser.session).get(0));
        assertEquals(0, connections());
    }

    @Test
    public void aPersonMayGoBackFromAQuestion() {
        hooks.step = (state, answer) -> new ConnectStep.Ask("Code?", List.of(CODE), STATE);
        connect();
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.RETRY);
        assertEquals(List.of("user"), form.method().connectionFields().stream().map(Field::name).toList());
    }

    @Test
    public void valuesThatFitNoFieldAreNotStored() {
        hooks.step = (state, answer) -> new ConnectStep.Connected(Values.of(Map.of("other", "x")));
        ConnectPage.Form form = (ConnectPage.Form) connect();
        assertEquals(Reason.UNEXPECTED, form.failure().reason());
        assertEquals(0, connections());
    }

    @Test
    public void whatTheStateHoldsIsSealed() {
        hooks.step = (state, answer) -> new ConnectStep.Ask("Code?", List.of(CODE), STATE);
        connect();
        byte[] payload = fixture.host.store.read(r -> r.findSession(browser.session)).orElseThrow().payload();
        assertFalse(new String(payload, StandardCharsets.ISO_8859_1).contains("c4nary"));
        assertFalse(browser.page().toString().contains("c4nary"));
    }

    @Test
    public void aCreatedConnectionWaitsForItsConnectSession() {
        hooks.step = (state, answer) -> new ConnectStep.Connected(DONE);
        String id = fixture.host.parts.connections.create(HostFixture.ADMIN, new ConnectionDraft(
                FlowFixture.ACCOUNT, "bank", "app", "x", new RawValues(Map.of("user", "ada"))), null).id();
        assertEquals(Status.PENDING, fixture.host.parts.connections.get(HostFixture.ADMIN, id).status());
        assertTrue(fixture.host.row(id).reason().contains("connect session"));
        HostFixture.problem(ProblemType.RECONNECT_NEEDED, () -> fixture.host.parts.use.credential(HostFixture.ADMIN, id));
        browser = fixture.open(new Request(FlowFixture.ACCOUNT, null, id, null, null, null));
        assertEquals(id, ((ConnectPage.Connected) connect()).connection());
        Credential credential = fixture.host.parts.use.credential(HostFixture.ADMIN, id);
        assertNull(credential.accessToken());
        assertEquals(Secret.of("session-1"), credential.values().get("sessionKey"));
    }

    @Test
    public void withoutTheMixinItIsUnavailable() {
        String id = fixture.host.parts.connections.create(HostFixture.ADMIN, new ConnectionDraft(
                FlowFixture.ACCOUNT, "bank", "app", "x", new RawValues(Map.of("user", "ada"))), null).id();
        live.hooks = new ScriptedHooks();
        assertEquals(Status.UNAVAILABLE, fixture.host.parts.connections.get(HostFixture.ADMIN, id).status());
        ProblemException problem =
                HostFixture.problem(ProblemType.INVALID, () -> fixture.link(FlowFixture.request("bank")));
        assertEquals("unavailable", problem.errors().get(0).code());
    }

    @Test
    public void aProviderThatRenewsGivesItsFirstTokenAtTheSignIn() {
        ScriptedHooks both = new ScriptedHooks(Hook.INTERACTIVE, Hook.REFRESH);
        both.step = (state, answer) -> new ConnectStep.Connected(DONE);
        both.renew = call -> new Renewed(Secret.of("token-of-" + call.values().get(SESSION).reveal()), null, null,
                Values.of(Map.of("sessionKey", Secret.of("session-2"))));
        live.hooks = both;
        String id = ((ConnectPage.Connected) connect()).connection();
        assertEquals("token-of-session-1", live.lastAccessToken.reveal());
        assertEquals("session-2", stored(id).get(SESSION).reveal());
        assertEquals("token-of-session-1",
                fixture.host.parts.use.credential(HostFixture.ADMIN, id).accessToken().reveal());
        assertEquals("begun and renewed once", 2, both.calls.size());
    }
}
