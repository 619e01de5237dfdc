package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Credential;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.FakeProviders;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.StrictAuthorizationServer.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FreshTokensTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TokenHost app;

    @Before
    public void open() throws Exception {
        app = new TokenHost(folder.getRoot().toPath());
    }

    @After
    public void close() {
        app.close();
    }

    @Test
    public void aTokenThatLastsIsGivenWithoutARequestAndWithoutAStatement() {
        String id = app.connect(TokenHost.HOUR);
        String token = app.token(id);
        int reads = app.host.store.reads.get();
        int writes = app.host.store.writes.get();
        assertEquals(token, app.token(id));
        assertEquals(reads, app.host.store.reads.get());
        assertEquals(writes, app.host.store.writes.get());
        assertEquals(0, app.server.requests());
        assertEquals(app.host.clock.instant().plus(TokenHost.HOUR), app.host.parts.use.credential(ADMIN, id).expiresAt());
    }

    @Test
    public void insideTheMarginTheOldTokenIsGivenWhileANewOneIsFetched() {
        String id = app.connect(TokenHost.HOUR);
        String old = app.token(id);
        app.pass(49, TimeUnit.MINUTES);
        app.server.beforeDoing(() -> assertEquals(old, app.token(id)));
        assertEquals(old, app.token(id));
        app.awaitVersion(id, 2);
        String next = app.token(id);
        assertNotEquals(old, next);
        assertTrue(app.isGood(next));
        assertEquals(1, app.server.requests());
        assertTrue(app.timeline(id).contains("connection.refresh"));
    }

    @Test
    public void callersOfAnEndedTokenWaitForOneRequest() throws Exception {
        String id = app.connect(TokenHost.HOUR);
        app.token(id);
        app.pass(2, TimeUnit.HOURS);
        Set<String> tokens = new HashSet<>(Together.run(32, () -> app.token(id)));
        assertEquals(1, tokens.size());
        assertTrue(app.isGood(tokens.iterator().next()));
        assertEquals(1, app.server.requests());
    }

    @Test
    public void theSweepRenewsWhatIsDueUnasked() {
        String id = app.connect(TokenHost.HOUR);
        app.sweep();
        assertEquals(0, app.server.requests());
        app.pass(50, TimeUnit.MINUTES);
        app.sweep();
        app.awaitVersion(id, 2);
        assertTrue(app.renewal(id).dueAt() > app.host.clock.millis());
        assertNull(app.renewal(id).attempt());
    }

    @Test
    public void aWallClockThatJumpsRenewsNothing() {
        String id = app.connect(TokenHost.HOUR);
        String token = app.token(id);
        app.host.clock.set(Duration.ofDays(3));
        app.sweep();
        assertEquals(token, app.token(id));
        app.host.clock.set(Duration.ofDays(-9));
        app.sweep();
        assertEquals(token, app.token(id));
        assertEquals(0, app.server.requests());
    }

    @Test
    public void withoutAKnownEndATokenIsGivenUntilARenewalIsAskedFor() {
        app.engine.silentOnLifetime = true;
        String id = app.create("code");
        app.signIn(id, null, app.server.signIn());
        String token = app.token(id);
        app.pass(100, TimeUnit.DAYS);
        app.sweep();
        assertEquals(token, app.token(id));
        assertNull(app.view(id).expiresAt());
        app.host.parts.use.refresh(ADMIN, id);
        assertNotEquals(token, app.token(id));
        assertEquals(1, app.server.requests());
    }

    @Test
    public void aRenewalThatIsAskedForHappensAtAnyAge() {
        String id = app.connect(TokenHost.HOUR);
        String token = app.token(id);
        ConnectionView view = app.host.parts.use.refresh(ADMIN, id);
        assertEquals(app.host.clock.instant().plus(TokenHost.HOUR), view.expiresAt());
        assertNotEquals(token, app.token(id));
    }

    @Test
    public void whatCannotBeRenewedLastsToItsEndAndThenAsksForASignIn() {
        String id = app.create("code");
        app.signIn(id, TokenHost.HOUR, null);
        problem(ProblemType.CONFLICT, () -> app.host.parts.use.refresh(ADMIN, id));
        app.pass(50, TimeUnit.MINUTES);
        assertEquals("access-without-refresh", app.token(id));
        app.pass(50, TimeUnit.MINUTES);
        ProblemException e = problem(ProblemType.RECONNECT_NEEDED, () -> app.token(id));
        assertTrue(e.detail(), e.detail().contains("nothing to renew it with"));
        assertEquals(Status.RECONNECT, app.view(id).status());
        assertEquals(0, app.server.requests());
    }

    @Test
    public void clientCredentialsAreFetchedAtTheFirstUseAndAgainWhenTheyEnd() throws Exception {
        String id = app.create("service");
        assertEquals(Status.READY, app.view(id).status());
        Set<String> tokens = new HashSet<>(Together.run(16, () -> app.token(id)));
        assertEquals(1, tokens.size());
        assertEquals(1, app.server.requests());
        app.pass(2, TimeUnit.HOURS);
        assertFalse(tokens.contains(app.token(id)));
        assertEquals(2, app.server.requests());
    }

    @Test
    public void theSecretThatFetchesTheTokenIsNoPartOfTheCredential() {
        Credential credential = app.host.parts.use.credential(ADMIN, app.create("service"));
        assertEquals(Map.of("clientId", "our-id"), credential.values());
        assertTrue(app.isGood(credential.accessToken().reveal()));
    }

    @Test
    public void aServerThatIsBusyIsAskedAgainWhenItWishes() {
        String id = app.connect(TokenHost.HOUR);
        app.server.next(Answer.TOO_MANY);
        app.pass(50, TimeUnit.MINUTES);
        String token = app.token(id);
        app.awaitState(id, RenewalState.BACKOFF);
        long wait = app.renewal(id).dueAt() - app.host.clock.millis();
        assertTrue("waits " + wait, wait >= 7_000 && wait <= 8_000);
        assertEquals(Status.READY, app.view(id).status());
        app.pass(6, TimeUnit.SECONDS);
        app.sweep();
        assertEquals(token, app.token(id));
        assertEquals(1, app.server.requests());
        app.pass(3, TimeUnit.SECONDS);
        app.sweep();
        app.awaitVersion(id, 2);
        assertEquals(RenewalState.ACTIVE.word(), app.renewal(id).state());
        assertEquals(1, app.timeline(id).stream().filter("connection.refresh-failed"::equals).count());
    }

    @Test
    public void withoutAValidTokenAFailureIsShownAndHealsItself() {
        String id = app.connect(TokenHost.HOUR);
        app.server.always(Answer.UNAVAILABLE);
        app.pass(2, TimeUnit.HOURS);
        ProblemException e = problem(ProblemType.NOT_READY, () -> app.token(id));
        assertTrue(e.retryAfter().toSeconds() >= 1);
        assertTrue(e.detail(), e.detail().contains("The app cannot at the moment."));
        assertEquals(Status.FAILING, app.view(id).status());
        assertEquals("The app cannot at the moment.", app.view(id).reason());
        app.server.always(Answer.RIGHT);
        app.pass(6, TimeUnit.MINUTES);
        assertTrue(app.isGood(app.token(id)));
        assertEquals(Status.READY, app.view(id).status());
    }

    @Test
    public void anAnswerThatIsLostIsAskedForOnceMore() {
        app.server.rotates(false);
        for (Answer lost : List.of(Answer.CUT, Answer.DONE_AND_CUT, Answer.GARBAGE, Answer.REDIRECT)) {
            String id = app.connect(TokenHost.HOUR);
            app.pass(2, TimeUnit.HOURS);
            int before = app.server.requests();
            app.server.next(lost);
            assertTrue(app.isGood(app.token(id)));
            assertEquals(lost.name(), before + 2, app.server.requests());
        }
    }

    @Test
    public void aStrictServerThatLosesItsAnswerNeedsASignInAndTheTokenIsGivenToItsEnd() {
        String id = app.connect(TokenHost.HOUR);
        String token = app.token(id);
        app.server.next(Answer.DONE_AND_CUT);
        app.pass(50, TimeUnit.MINUTES);
        app.sweep();
        app.awaitState(id, RenewalState.NEEDS_REAUTH);
        assertEquals(2, app.server.requests());
        assertEquals(Status.RECONNECT, app.view(id).status());
        assertTrue(app.view(id).reason(), app.view(id).reason().startsWith("The answer to a renewal was lost on its way"));
        assertEquals(token, app.token(id));
        app.pass(11, TimeUnit.MINUTES);
        problem(ProblemType.RECONNECT_NEEDED, () -> app.token(id));
        app.pass(3, TimeUnit.DAYS);
        app.sweep();
        assertEquals(2, app.server.requests());
    }

    @Test
    public void aGrantTheAppEndedNeedsASignInAndANewOneMendsIt() {
        String id = app.create("code");
        String refresh = app.server.signIn();
        app.signIn(id, TokenHost.HOUR, refresh);
        app.server.revokeAll(refresh);
        app.pass(2, TimeUnit.HOURS);
        ProblemException e = problem(ProblemType.RECONNECT_NEEDED, () -> app.token(id));
        assertTrue(e.detail(), e.detail().contains("The app does not honour the sign-in. Connect again."));
        assertEquals(1, app.server.requests());
        assertEquals(Status.RECONNECT, app.view(id).status());
        AuditLog.Entry entry = app.host.parts.audit
                .list(ADMIN, new AuditLog.Query(null, id, "connection.refresh-failed", 9, null)).items().get(0);
        assertEquals("CREDENTIALS_REJECTED", entry.detail().get("reason"));
        assertEquals("invalid_grant", entry.detail().get("code"));
        assertEquals(Failure.Reason.CREDENTIALS_REJECTED.advice(), entry.detail().get("advice"));
        problem(ProblemType.RECONNECT_NEEDED, () -> app.host.parts.use.refresh(ADMIN, id));
        app.signIn(id, TokenHost.HOUR, app.server.signIn());
        assertTrue(app.isGood(app.token(id)));
        app.pass(2, TimeUnit.HOURS);
        assertTrue(app.isGood(app.token(id)));
    }

    @Test
    public void aTokenThatMayBeSentTwiceIsAskedAboutTwice() {
        app.server.rotates(false);
        String refresh = app.server.signIn();
        String id = app.create("code");
        app.signIn(id, TokenHost.HOUR, refresh);
        app.host.parts.use.refresh(ADMIN, id);
        app.server.revokeAll(refresh);
        problem(ProblemType.RECONNECT_NEEDED, () -> app.host.parts.use.refresh(ADMIN, id));
        assertEquals(3, app.server.requests());
    }

    @Test
    public void aRefusedClientIsTheOperatorsMatterAndNoTokenIsDropped() {
        String id = app.connect(TokenHost.HOUR);
        String token = app.token(id);
        app.server.next(Answer.NO_SUCH_CLIENT);
        app.pass(50, TimeUnit.MINUTES);
        app.sweep();
        app.awaitState(id, RenewalState.MISCONFIGURED);
        assertEquals(Status.FAILING, app.view(id).status());
        assertEquals(token, app.token(id));
        app.pass(6, TimeUnit.MINUTES);
        app.sweep();
        app.awaitVersion(id, 2);
        assertEquals(Status.READY, app.view(id).status());
        assertTrue(app.isGood(app.token(id)));
    }

    @Test
    public void aRenewalUnderWayDoesNotUndoANewSignIn() throws Exception {
        String id = app.connect(TokenHost.HOUR);
        app.pass(50, TimeUnit.MINUTES);
        String refresh = app.server.signIn();
        app.server.beforeAnswering(() -> app.signIn(id, TokenHost.HOUR, refresh));
        app.sweep();
        Eventually.until("an answered request", () -> app.server.requests() == 1 && app.version(id) == 2);
        app.host.parts.tokens.close();
        assertEquals(2, app.version(id));
        assertEquals(RenewalState.ACTIVE.word(), app.renewal(id).state());
    }

    @Test
    public void aTestGetsTheTokenAndAPassDoesNotReviveAnEndedGrant() {
        String id = app.connect(TokenHost.HOUR);
        FakeProviders.FakeLive live = (FakeProviders.FakeLive) app.host.providers.find("app").orElseThrow();
        live.report = new TestReport(null, List.of(new TestReport.Step("Call", TestReport.Mark.PASSED, null)));
        app.host.parts.use.test(ADMIN, id, step -> { });
        assertEquals(app.token(id), live.lastAccessToken.reveal());
        app.server.next(Answer.DONE_AND_CUT);
        app.pass(50, TimeUnit.MINUTES);
        app.sweep();
        app.awaitState(id, RenewalState.NEEDS_REAUTH);
        app.host.parts.use.test(ADMIN, id, step -> { });
        assertEquals(Status.RECONNECT, app.view(id).status());
    }

    @Test
    public void aViewAloneTellsWhatTheSignInCameToAndAListingWhenItEnds() {
        String id = app.connect(TokenHost.HOUR);
        ConnectionView.OAuth oauth = app.view(id).oauth();
        assertEquals(List.of("read", "write", "extra"), oauth.requested());
        assertEquals(List.of("read", "extra-one"), oauth.granted());
        assertEquals(List.of("write"), oauth.missing());
        assertEquals("Ada's shop", oauth.appAccount());
        String pending = app.create("code");
        assertNull(app.view(pending).oauth().granted());
        ConnectionView listed = app.host.parts.connections
                .list(ADMIN, new ConnectionQuery("shop", null, null, "", false, 9, null))
                .items().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
        assertEquals(app.view(id).expiresAt(), listed.expiresAt());
        assertNull(listed.oauth());
    }

    @Test
    public void withoutAnEngineAConnectionIsUnavailable() {
        String id = app.connect(TokenHost.HOUR);
        app.host.engines.remove("oauth2", app.engine);
        assertEquals(Status.UNAVAILABLE, app.view(id).status());
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> app.token(id));
        app.host.engines.add("oauth2", app.engine);
        app.token(id);
    }

    @Test
    public void theSecretOfTheOAuthClientGoesToTheExchangeAndNotToTheCredential() {
        String client = app.host.parts.oauth.clients.create(ADMIN, new OAuthClients.Draft(
                "shop", "app", "shared", "Ours", new RawValues(Map.of("clientId", "c", "clientSecret", "s3cret")))).id();
        String id = app.host.parts.connections.create(ADMIN, new ConnectionDraft(
                "shop", "app", "shared", "x", new RawValues(Map.of()), client, null), null).id();
        app.signIn(id, TokenHost.HOUR, app.server.signIn());
        app.host.parts.use.refresh(ADMIN, id);
        assertEquals(Secret.of("s3cret"), app.engine.lastSecret);
        assertEquals(Map.of(), app.host.parts.use.credential(ADMIN, id).values());
        assertEquals(client, app.view(id).oauth().client());
    }

    @Test
    public void aDraftWithoutPersonIsTestedWithATokenOfItsOwn() {
        FakeProviders.FakeLive live = (FakeProviders.FakeLive) app.host.providers.find("app").orElseThrow();
        live.report = new TestReport(null, List.of(new TestReport.Step("Call", TestReport.Mark.PASSED, null)));
        RawValues values = new RawValues(Map.of("clientId", "c", "clientSecret", "s"));
        ConnectionDraft service = new ConnectionDraft("shop", "app", "service", null, values);
        assertEquals(true, app.host.parts.use.test(ADMIN, service, step -> { }).passed());
        assertTrue(app.isGood(live.lastAccessToken.reveal()));
        app.server.next(Answer.NO_SUCH_CLIENT);
        TestReport refused = app.host.parts.use.test(ADMIN, service, step -> { });
        assertEquals(false, refused.passed());
        assertEquals(Failure.Reason.CLIENT_MISCONFIGURED, refused.steps().get(0).failure().reason());
        assertNull(app.host.parts.use.test(
                ADMIN, new ConnectionDraft("shop", "app", "code", null, values), step -> { }).passed());
    }

    @Test
    public void aShreddedConnectionIsRevokedAtItsApp() {
        String id = app.connect(TokenHost.HOUR);
        app.host.parts.connections.delete(ADMIN, id, false, true, null);
        Eventually.until("a revocation in the timeline", () -> app.timeline(id).contains("connection.revoke"));
        assertEquals(1, app.server.revocations());
        assertTrue(app.host.store.read(r -> r.findTokens(id)).isEmpty());
    }

    @Test
    public void anAppThatIsAwayKeepsNobodyFromShredding() {
        String id = app.connect(TokenHost.HOUR);
        app.server.close();
        app.host.parts.connections.delete(ADMIN, id, false, true, null);
        assertTrue(app.host.store.read(r -> r.findConnection(id)).isEmpty());
        Eventually.until("a revocation in the timeline", () -> app.timeline(id).contains("connection.revoke"));
    }

    @Test
    public void whereNothingIsSignedThatIsAConflictAndOtherHostsAreRefused() {
        String id = app.connect(TokenHost.HOUR);
        RequestSigning.Request inside = new RequestSigning.Request("GET", app.server.tokenUrl(), Map.of());
        problem(ProblemType.CONFLICT, () -> app.host.parts.use.sign(ADMIN, id, inside));
        RequestSigning.Request outside = new RequestSigning.Request("GET", URI.create("https://evil.example/x"), Map.of());
        problem(ProblemType.INVALID, () -> app.host.parts.use.sign(ADMIN, id, outside));
        String ftp = app.host.create("shop", "ftp").id();
        problem(ProblemType.CONFLICT, () -> app.host.parts.use.sign(ADMIN, ftp, inside));
        problem(ProblemType.CONFLICT, () -> app.host.parts.use.refresh(ADMIN, ftp));
    }
}
