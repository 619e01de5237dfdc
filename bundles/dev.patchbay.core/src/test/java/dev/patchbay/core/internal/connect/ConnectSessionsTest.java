package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions.Link;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Accounts;
import dev.patchbay.host.store.OAuthRows.StepRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Making sessions and opening their links. */
public class ConnectSessionsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
    }

    @After
    public void stop() {
        fixture.close();
    }

    private long stored() {
        return fixture.audit(null).stream().filter(e -> e.action().equals("connect-session.create")).count();
    }

    @Test
    public void everyFaultIsReportedAtOnceAndNothingIsStored() {
        assertEquals(
                Set.of("account required", "provider unknown", "connection unknown", "step required", "workflow pattern",
                        "returnTo not-listed"),
                faults(problem(ProblemType.INVALID, () -> fixture.link(new Request(
                        null, "nothing", "con_aaaaaaaaaaaaaaaaaaaaaaaaaa", "a b", null, "https://evil.example/")))));
        assertEquals(
                Set.of("account pattern", "workflow required"),
                faults(problem(ProblemType.INVALID, () -> fixture.link(new Request("-", null, null, null, "s", null)))));
        assertEquals(0, stored());
    }

    @Test
    public void aConnectionOfAnotherAccountOrProviderIsRefused() {
        String other = fixture.host.create("shop-2", "FTP").id();
        assertEquals(Set.of("connection account", "connection provider"), faults(problem(ProblemType.INVALID, () ->
                fixture.link(new Request(FlowFixture.ACCOUNT, "acme", other, null, null, null)))));
        assertEquals(Set.of("connection unknown"), faults(problem(ProblemType.INVALID, () -> fixture.sessions.create(
                caller(FlowFixture.ACCOUNT), new Request(FlowFixture.ACCOUNT, null, other, null, null, null), null))));
        problem(ProblemType.NOT_FOUND, () -> fixture.sessions.reconnect(caller(FlowFixture.ACCOUNT), other));
    }

    @Test
    public void aProviderThatNeedsNoLoginOrHasNoEngineIsRefused() {
        fixture.host.providers.install(ConnectionDefinition.of("tool", "Tool")
                .methods(ConnectionMethod.of("none", "None").auth(Auth.none())));
        fixture.host.providers.install(ConnectionDefinition.of("talk", "Talk")
                .methods(ConnectionMethod.of("ask", "Ask").auth(Auth.interactive())));
        assertEquals(Set.of("provider not-required"),
                faults(problem(ProblemType.INVALID, () -> fixture.link(FlowFixture.request("tool")))));
        assertEquals(Set.of("provider unavailable"),
                faults(problem(ProblemType.INVALID, () -> fixture.link(FlowFixture.request("talk")))));
        fixture.host.providers.remove("acme");
        assertEquals(Set.of("provider unavailable"),
                faults(problem(ProblemType.INVALID, () -> fixture.link(FlowFixture.request("acme")))));
    }

    @Test
    public void theScopeAndTheAccountOfTheCallerCount() {
        problem(ProblemType.FORBIDDEN, () -> fixture.sessions.create(
                caller(null, Scope.READ, Scope.WRITE, Scope.ADMIN), FlowFixture.request("acme"), null));
        problem(ProblemType.FORBIDDEN, () -> fixture.sessions.create(caller("shop-2"), FlowFixture.request("acme"), null));
        problem(ProblemType.FORBIDDEN, () -> fixture.sessions.reconnect(caller(null, Scope.WRITE), "con_x"));
        assertEquals(0, stored());
    }

    @Test
    public void aStepSaysWhichProviderAndTakesNoOther() {
        fixture.host.store.write(w -> {
            w.putStep(new StepRow(FlowFixture.ACCOUNT, "w1", "s1", "acme", null, null, null, 1));
            return true;
        });
        assertEquals(Set.of("step provider"), faults(problem(ProblemType.INVALID, () ->
                fixture.link(new Request(FlowFixture.ACCOUNT, "ftp", null, "w1", "s1", null)))));
        ConnectPage page = fixture.open(new Request(FlowFixture.ACCOUNT, null, null, "w1", "s1", null)).page();
        assertEquals("acme", page.provider().id());
    }

    @Test
    public void aLinkWorksOnceAndItsTokenAndKeyAreNotStored() throws IOException {
        Link link = fixture.link(FlowFixture.request("acme"));
        String token = FlowFixture.token(link.url());
        assertEquals(43, token.length());
        FlowFixture.Browser browser = fixture.open(link);
        String sentence = problem(ProblemType.NOT_FOUND, () -> fixture.flow.open(token, FlowFixture.FROM)).detail();
        assertTrue(sentence, sentence.contains("work once") && sentence.contains("ask for a new one"));
        problem(ProblemType.NOT_FOUND, () -> fixture.flow.open("nonsense", FlowFixture.FROM));
        assertEquals(List.of("connect-session.open", "connect-session.create"), fixture.actions(link.id()));
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertTrue(file.toString(), !bytes.contains(token) && !bytes.contains(browser.key));
            }
        }
    }

    @Test
    public void aSessionEndsWithItsTime() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        Link unopened = fixture.link(FlowFixture.request("acme"));
        assertEquals(fixture.host.clock.instant().plus(Duration.ofMinutes(30)), unopened.expiresAt());
        fixture.host.clock.advance(Duration.ofMinutes(30));
        problem(ProblemType.NOT_FOUND, browser::page);
        problem(ProblemType.NOT_FOUND, () -> fixture.open(unopened));
    }

    @Test
    public void aRepeatedCallGivesTheSameSessionANewLink() {
        Idempotency first = new Idempotency("k1", "body".getBytes(StandardCharsets.UTF_8));
        Link one = fixture.sessions.create(ADMIN, FlowFixture.request("acme"), first);
        Link two = fixture.sessions.create(ADMIN, FlowFixture.request("acme"), first);
        assertEquals(one.id(), two.id());
        assertNotEquals(one.url(), two.url());
        assertEquals(one.expiresAt(), two.expiresAt());
        problem(ProblemType.NOT_FOUND, () -> fixture.open(one));
        assertEquals(one.id(), fixture.open(two).session);
        problem(ProblemType.IDEMPOTENCY_MISMATCH, () -> fixture.sessions.create(
                ADMIN, FlowFixture.request("ftp"), new Idempotency("k1", "other".getBytes(StandardCharsets.UTF_8))));
        fixture.host.clock.advance(Duration.ofHours(1));
        problem(ProblemType.CONFLICT, () -> fixture.sessions.create(ADMIN, FlowFixture.request("acme"), first));
    }

    @Test
    public void aChangedRowIsNotUsed() {
        FlowFixture.Browser browser = fixture.open(FlowFixture.request("acme"));
        assertEquals(1, Sql.run(folder.getRoot().toPath(),
                "UPDATE connect_session SET expires_at = expires_at + 1000000 WHERE id = '" + browser.session + "'"));
        problem(ProblemType.NOT_FOUND, browser::page);
    }

    @Test
    public void thePersonChoosesAmongAppsThatNeedAConnection() {
        fixture.host.providers.install(ConnectionDefinition.of("tool", "Tool")
                .methods(ConnectionMethod.of("none", "None").auth(Auth.none())));
        fixture.accounts.put(ADMIN, FlowFixture.ACCOUNT, new Accounts.Description(
                "The shop", new Accounts.Branding(null, null, null), null, List.of("old"), null));
        fixture.host.providers.install(FlowFixture.oauth1());
        FlowFixture.Browser browser = fixture.open(FlowFixture.request(null));
        assertEquals("The shop", browser.page().accountLabel());
        assertEquals(List.of("acme", "ftp"),
                browser.view(ConnectPage.Choose.class).apps().stream().map(ConnectPage.Choose.App::id).toList());
        browser.submit(Action.CHOOSE, "provider", "ftp");
        assertEquals("password", browser.view(ConnectPage.Form.class).method().id());
        browser.submit(Action.CHOOSE, "provider", "tool");
        assertEquals(Map.of("provider", "not-required"), errors(browser));
        FlowFixture.Browser fixed = fixture.open(FlowFixture.request("acme"));
        fixed.submit(Action.CHOOSE, "provider", "ftp");
        assertEquals(Map.of("provider", "fixed"), errors(fixed));
    }

    private static Map<String, String> errors(FlowFixture.Browser browser) {
        return browser.view(ConnectPage.Form.class).errors().stream()
                .collect(Collectors.toMap(e -> e.field(), e -> e.code()));
    }
}
