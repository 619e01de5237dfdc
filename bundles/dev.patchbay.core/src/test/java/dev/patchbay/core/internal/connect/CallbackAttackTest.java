package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.ScriptedEngine;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectFlow.Submission;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What an attacker tries against a sign-in: a test for each kind. */
public class CallbackAttackTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;
    private String client;
    private FlowFixture.Browser victim;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
        client = fixture.client("acme");
        victim = fixture.open(FlowFixture.request("acme"));
    }

    @After
    public void stop() {
        fixture.close();
    }

    private void nothingHappened() {
        assertEquals(List.of(), fixture.engine.answers);
        assertEquals(0, fixture.host.store.read(r -> r.countConnections("acme")).longValue());
    }

    @Test
    public void crossSiteForgeryOfAFormIsRefused() {
        FlowFixture.Browser attacker = fixture.open(FlowFixture.request("acme"));
        for (String csrf : List.of("", "x", attacker.page().csrf())) {
            problem(ProblemType.FORBIDDEN, () -> fixture.flow.submit(victim.session, victim.key, FlowFixture.FROM,
                    new Submission(Action.CONNECT, csrf, Map.of("values.shop", "acme"))));
        }
        assertEquals(List.of(), fixture.engine.begun);
    }

    @Test
    public void aSessionOpensForTheBrowserThatHoldsItsKeyAlone() {
        FlowFixture.Browser attacker = fixture.open(FlowFixture.request("acme"));
        for (String key : List.of("", "x", attacker.key)) {
            problem(ProblemType.NOT_FOUND, () -> fixture.flow.page(victim.session, key, FlowFixture.FROM));
            problem(ProblemType.NOT_FOUND, () -> fixture.flow.submit(victim.session, key, FlowFixture.FROM,
                    new Submission(Action.CANCEL, "x", Map.of())));
        }
        problem(ProblemType.NOT_FOUND, () -> fixture.flow.page("cns_aaaaaaaaaaaaaaaaaaaaaaaaaa", victim.key, FlowFixture.FROM));
        problem(ProblemType.NOT_FOUND, () -> fixture.flow.page("x", victim.key, FlowFixture.FROM));
    }

    @Test
    public void anAnswerNobodyAskedForIsRefused() {
        victim.leave();
        problem(ProblemType.NOT_FOUND, () -> victim.back(client, "forged-state"));
        problem(ProblemType.MALFORMED, () -> victim.back(client, Map.of("code", List.of("good"))));
        problem(ProblemType.MALFORMED, () -> victim.back(client, Map.of("state", List.of(""), "code", List.of("good"))));
        victim.view(ConnectPage.Leave.class);
        nothingHappened();
    }

    @Test
    public void aStateThatComesTwiceIsRefused() {
        String state = victim.leave();
        problem(ProblemType.MALFORMED, () -> victim.back(client, Map.of("state", List.of(state, state))));
        problem(ProblemType.MALFORMED, () -> victim.back(client, Map.of("state", List.of("x", state))));
        nothingHappened();
        victim.back(client, state);
        victim.view(ConnectPage.Connected.class);
    }

    @Test
    public void injectionOfAnothersAnswerIsRefusedAndUsesNothingUp() {
        FlowFixture.Browser attacker = fixture.open(FlowFixture.request("acme"));
        String attackersState = attacker.leave();
        victim.leave();
        problem(ProblemType.NOT_FOUND, () -> victim.back(client, attackersState));
        nothingHappened();
        assertEquals("connect-session.refuse", fixture.actions(attacker.session).get(0));
        attacker.back(client, attackersState);
        attacker.view(ConnectPage.Connected.class);
    }

    @Test
    public void fixationOfAnothersSessionIsRefused() {
        FlowFixture.Browser attacker = fixture.open(FlowFixture.request("acme"));
        String state = attacker.leave();
        problem(ProblemType.NOT_FOUND, () -> fixture.flow.callback(
                client, Map.of("state", List.of(state), "code", List.of("good")), id -> Optional.empty(), FlowFixture.FROM));
        problem(ProblemType.NOT_FOUND, () -> fixture.flow.callback(client,
                Map.of("state", List.of(state), "code", List.of("good")), id -> Optional.of(victim.key), FlowFixture.FROM));
        nothingHappened();
        attacker.view(ConnectPage.Leave.class);
    }

    @Test
    public void mixUpOfClientsIsRefusedAndUsesNothingUp() {
        String other = fixture.client("acme");
        String state = victim.leave("client", client);
        for (String wrong : List.of(other, "", "cli_x", client + "x", victim.session)) {
            problem(ProblemType.NOT_FOUND, () -> victim.back(wrong, state));
        }
        nothingHappened();
        victim.back(client, state);
        victim.view(ConnectPage.Connected.class);
    }

    @Test
    public void aStateIsGoodOnceAndTheLastOneOnly() {
        String first = victim.leave();
        String second = victim.leave();
        assertFalse(first.equals(second));
        problem(ProblemType.NOT_FOUND, () -> victim.back(client, first));
        victim.back(client, second);
        victim.view(ConnectPage.Connected.class);
        fixture.engine.tokens = ScriptedEngine.tokens("evil", "evil-token");
        victim.back(client, second);
        assertEquals(1, fixture.engine.answers.size());
    }

    @Test
    public void aStateEndsAfterTenMinutes() {
        String state = victim.leave();
        fixture.host.clock.advance(Duration.ofMinutes(10).plusMillis(1));
        victim.back(client, state);
        victim.view(ConnectPage.Failed.class);
        nothingHappened();
    }

    @Test
    public void nobodyIsSentToAnAddressThatIsNotListed() {
        problem(ProblemType.INVALID, () -> fixture.link(
                new Request(FlowFixture.ACCOUNT, "acme", null, null, null, "https://evil.example/back")));
        FlowFixture.Browser browser = fixture.open(
                new Request(FlowFixture.ACCOUNT, "acme", null, null, null, "https://other.example/x"));
        fixture.settings = new ConnectSettings(Duration.ofMinutes(30), ReturnTargets.of("https://shop.example/back"));
        browser.back(client, browser.leave());
        assertNull("it was taken off the list meanwhile", browser.view(ConnectPage.Connected.class).returnTo());
    }

    @Test
    public void noSecretOfASignInStandsInTheDatabaseOrTheAuditInClear() throws IOException {
        String state = victim.leave("values.pin", "one-time-c4nary");
        scan(ScriptedEngine.VERIFIER, state, "one-time-c4nary", HostFixture.CANARY);
        victim.back(client, state);
        scan(ScriptedEngine.VERIFIER, state, "one-time-c4nary", HostFixture.CANARY, "tok-1-c4nary");
        String audit = fixture.audit(null).toString();
        assertFalse(audit, audit.contains("c4nary") || audit.contains(state));
        assertFalse(victim.page().toString().contains("c4nary"));
    }

    private void scan(String... canaries) throws IOException {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String canary : canaries) {
                    assertFalse(file + " " + canary, bytes.contains(canary));
                    assertFalse(bytes.contains(HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8))));
                }
            }
        }
        assertTrue(canaries.length > 0);
    }
}
