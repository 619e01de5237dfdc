package dev.patchbay.core.internal.tokens;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.testsupport.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A host that dies, or stands still for longer than its lease, at each point of a renewal; another goes on over the same
 * database. The points are those of the decision record on renewals.
 */
public class KilledHostTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TokenHost app;
    private HostFixture other;
    private String id;
    private String old;
    private Halt halt;

    @Before
    public void open() throws Exception {
        app = new TokenHost(folder.getRoot().toPath());
        other = app.twin();
        id = app.connect(TokenHost.HOUR);
        old = app.token(id);
        app.pass(50, TimeUnit.MINUTES);
    }

    @After
    public void close() {
        app.host.store.broken = true;
        halt.release();
        other.parts.tokens.close();
        app.close();
    }

    /** Lets the first host begin to renew, until it stands still. */
    private void begin(Halt point) {
        halt = point;
        app.sweep();
        point.awaitReached();
    }

    private String token() {
        return TokenHost.token(other, id);
    }

    private void sweepOther() {
        other.parts.tokens.tokens.sweep();
    }

    /**
     * Sweeps again and again, as the background does, a second later each time: a sweep may find a try of before that is still
     * under way, or that has just ended and keeps the next one away for a second.
     */
    private void sweepUntil(String what, BooleanSupplier condition) {
        Eventually.until(what, () -> {
            app.pass(1, TimeUnit.SECONDS);
            sweepOther();
            return condition.getAsBoolean();
        });
    }

    /** Until the other host has made up its mind about the lease that ended. */
    private void leaseEnds() {
        assertEquals(old, token());
        app.pass(31, TimeUnit.SECONDS);
        sweepUntil("a lease given back", () -> app.renewal(id).leaseUntil() == 0);
    }

    private void assertNothingWasLost(int requests) {
        assertTrue(app.isGood(token()));
        assertEquals(0, app.server.invalidGrants());
        assertEquals(requests, app.server.requests());
        assertEquals(Status.READY, other.parts.connections.get(ADMIN, id).status());
    }

    @Test
    public void killedBeforeTheLease() {
        Halt point = new Halt(0);
        app.host.store.beforeWrite = point;
        begin(point);
        assertEquals(old, token());
        app.awaitVersion(id, 2);
        assertNothingWasLost(1);
    }

    @Test
    public void killedBeforeSending() {
        Halt point = new Halt(0);
        app.host.egress.beforeSend = point;
        begin(point);
        leaseEnds();
        assertEquals(old, token());
        assertEquals(0, app.server.requests());
        app.pass(10, TimeUnit.MINUTES);
        assertNotEquals(old, token());
        assertNothingWasLost(1);
    }

    @Test
    public void killedBeforeTheAnswerOfAServerThatForgives() {
        app.server.rotates(false);
        app.host.parts.use.refresh(ADMIN, id);
        old = app.token(id);
        app.pass(50, TimeUnit.MINUTES);
        Halt point = new Halt(0);
        app.host.egress.afterReply = point;
        begin(point);
        assertEquals(old, token());
        app.pass(31, TimeUnit.SECONDS);
        sweepUntil("the third tokens", () -> app.version(id) == 3);
        assertNothingWasLost(3);
    }

    /** The one case in which a token is lost: the app has used it up, and what it gave for it died with the host. */
    @Test
    public void killedBeforeTheAnswerOfAStrictServer() {
        Halt point = new Halt(0);
        app.host.egress.afterReply = point;
        begin(point);
        leaseEnds();
        while (app.host.clock.millis() < app.renewal(id).dueAt()) {
            assertTrue(app.isGood(token()));
            assertEquals(0, app.server.invalidGrants());
            app.pass(1, TimeUnit.MINUTES);
            sweepOther();
        }
        ProblemException e = problem(ProblemType.RECONNECT_NEEDED, this::token);
        assertTrue(e.detail(), e.detail().contains("The answer to a renewal was lost on its way"));
        assertEquals(Status.RECONNECT, other.parts.connections.get(ADMIN, id).status());
        app.pass(3, TimeUnit.HOURS);
        sweepOther();
        problem(ProblemType.RECONNECT_NEEDED, this::token);
        assertEquals("asked once, when nothing was left to lose", 1, app.server.invalidGrants());
    }

    @Test
    public void killedAfterTheWrite() {
        Halt point = new Halt(1);
        app.host.store.afterWrite = point;
        begin(point);
        assertNotEquals(old, token());
        assertNothingWasLost(1);
    }

    @Test
    public void killedAfterTheSpill() throws Exception {
        halt = new Halt(0);
        app.host.egress.afterReply = () -> app.host.store.broken = true;
        app.sweep();
        Path spilled = app.host.data.resolve("spill").resolve(id + ".tokens");
        Eventually.until("a spilled reply", () -> Files.exists(spilled));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(spilled)));
        assertTrue(!Files.readString(spilled).contains("refresh-") && !Files.readString(spilled).contains("access-"));
        HostFixture third = app.twin();
        assertNotEquals("what is spilled is durable, so it is given", old, TokenHost.token(third, id));
        third.parts.tokens.tokens.sweep();
        assertEquals(2, other.store.read(r -> r.findTokens(id)).orElseThrow().version());
        assertTrue(Files.notExists(spilled));
        third.parts.tokens.close();
        assertNothingWasLost(1);
    }

    @Test
    public void frozenBeforeSending() {
        Halt point = new Halt(0);
        app.host.store.afterWrite = point;
        begin(point);
        leaseEnds();
        halt.release();
        Eventually.until("an attempt taken back", () -> app.renewal(id).attempt() == null);
        app.pass(2, TimeUnit.SECONDS);
        sweepUntil("the second tokens", () -> app.version(id) == 2);
        assertNothingWasLost(1);
    }

    @Test
    public void frozenBeforeSendingUntilAnotherHasRenewed() {
        Halt point = new Halt(0);
        app.host.store.afterWrite = point;
        begin(point);
        app.pass(15, TimeUnit.MINUTES);
        String next = token();
        assertNotEquals(old, next);
        halt.release();
        app.host.parts.tokens.close();
        assertEquals(next, token());
        assertNothingWasLost(1);
    }

    @Test
    public void frozenBeforeTheAnswerForLongerThanTheLease() {
        Halt point = new Halt(0);
        app.host.egress.afterReply = point;
        begin(point);
        leaseEnds();
        assertEquals(old, token());
        halt.release();
        app.awaitVersion(id, 2);
        app.pass(2, TimeUnit.MINUTES);
        sweepOther();
        Eventually.until("the new token at the other host", () -> !old.equals(token()));
        assertNothingWasLost(1);
    }

    @Test
    public void frozenOverTheEndOfTheToken() {
        app.pass(9, TimeUnit.MINUTES);
        Halt point = new Halt(0);
        app.host.egress.afterReply = point;
        begin(point);
        assertEquals(old, token());
        app.pass(90, TimeUnit.SECONDS);
        problem(ProblemType.NOT_READY, this::token);
        assertEquals(1, app.server.requests());
        halt.release();
        app.awaitVersion(id, 2);
        app.pass(2, TimeUnit.SECONDS);
        assertNothingWasLost(1);
    }
}
