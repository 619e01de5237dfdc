package dev.patchbay.core.internal.updates;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Together;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is kept from before a migration, put back and shredded. */
public class RollbackTest {
    private static final Map<String, Object> FORMER =
            Map.of("host", "host0.example.com", "username", "ada", "password", Secret.of(CANARY));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private UpdateFixture fixture;
    private HostFixture host;

    @Before
    public void open() throws Exception {
        fixture = new UpdateFixture(folder.getRoot().toPath());
        host = fixture.host;
    }

    @After
    public void close() {
        fixture.close();
    }

    private void update() {
        host.providers.install(UpdateFixture.two());
        fixture.sweep();
    }

    private long rollBack() {
        host.providers.install(HostFixture.ftp());
        return fixture.updates.restoreFormer(ADMIN, "ftp");
    }

    @Test
    public void formerValuesComeBackAndWorkAtOnce() {
        List<String> ids = fixture.create(230);
        update();
        assertEquals(230, fixture.kept().size());
        assertEquals(Set.of("ftp"), fixture.updates.keptUntil().keySet());
        ConnectionRow migrated = host.row(ids.get(0));
        assertEquals(230, rollBack());
        ConnectionRow row = host.row(ids.get(0));
        assertEquals("1 3", row.schemaVersion() + " " + row.version());
        assertTrue("a precondition of a client that read the migrated row fails", row.version() > migrated.version());
        assertEquals(FORMER, fixture.values(ids.get(0)));
        assertEquals("ada", host.parts.use.credential(ADMIN, ids.get(229)).values().get("username"));
        assertEquals(0, fixture.kept().size());
        assertEquals(Map.of(), fixture.updates.keptUntil());
        assertEquals(230, fixture.count("connection.rollback"));
        assertEquals(1, fixture.count("provider.rollback"));
        assertEquals("idempotent", 0, rollBack());
        update();
        assertEquals("and forward again", "ada", fixture.values(ids.get(0)).get("login"));
    }

    @Test
    public void aRollbackGoesBackOneUpdateFromWhateverVersionARowWas() {
        List<String> ids = fixture.create(2);
        host.providers.install(UpdateFixture.two());
        host.parts.use.credential(ADMIN, ids.get(1));
        host.providers.install(UpdateFixture.three());
        fixture.sweep();
        assertEquals("eu eu", fixture.values(ids.get(0)).get("region") + " " + fixture.values(ids.get(1)).get("region"));
        host.providers.install(UpdateFixture.two());
        assertEquals(2, fixture.updates.restoreFormer(ADMIN, "ftp"));
        assertEquals("1 2", host.row(ids.get(0)).schemaVersion() + " " + host.row(ids.get(1)).schemaVersion());
        assertEquals("lifted to the version that runs", "ada",
                host.parts.use.credential(ADMIN, ids.get(0)).values().get("login"));
        assertFalse(host.parts.use.credential(ADMIN, ids.get(1)).values().containsKey("region"));
    }

    @Test
    public void whatAPersonChangedSinceGoesAlongWhereTheFormerVersionHasTheField() {
        String id = fixture.create(1).get(0);
        update();
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("password", "n3w")));
        assertEquals(1, rollBack());
        ConnectionView view = host.parts.connections.get(ADMIN, id);
        assertEquals(Status.READY, view.status());
        assertEquals(Secret.of("n3w"), host.parts.use.credential(ADMIN, id).values().get("password"));
        assertEquals("ada", host.parts.use.credential(ADMIN, id).values().get("username"));
    }

    @Test
    public void whatHasNoPlaceInTheFormerVersionAsksForAPerson() {
        String id = fixture.create(1).get(0);
        update();
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("login", "grace", "port", 990)));
        assertEquals(1, rollBack());
        ConnectionView view = host.parts.connections.get(ADMIN, id);
        assertEquals(Status.RECONNECT, view.status());
        assertEquals("The provider's update was taken back, and with it what was changed since: login. Enter it again.",
                view.reason());
        assertEquals(990, view.values().get("port"));
        problem(ProblemType.RECONNECT_NEEDED, () -> host.parts.use.credential(ADMIN, id));
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("username", "grace")));
        assertEquals("grace", host.parts.use.credential(ADMIN, id).values().get("username"));
    }

    @Test
    public void anEndpointThatWasChangedSinceKeepsTheGrantItWasSealedFor() {
        String id = fixture.create(1).get(0);
        update();
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("host", "other.example.com", "password", "n3w")));
        rollBack();
        assertEquals("{\"hosts\":[\"other.example.com\"],\"endpoints\":[],\"scopes\":[]}", host.row(id).grant());
        assertEquals("other.example.com", host.parts.use.credential(ADMIN, id).values().get("host"));
    }

    @Test
    public void aConnectionThatTheUpdateMadeUnfitIsReadyAgain() {
        String id = fixture.create(1).get(0);
        host.providers.install(UpdateFixture.three().methods(
                ConnectionMethod.of("password", "Password").fields(HostFixture.HOST, HostFixture.PORT,
                        UpdateFixture.LOGIN, HostFixture.PASSWORD, UpdateFixture.REGION,
                        Field.text("must", "Must"))));
        fixture.sweep();
        assertEquals(Status.RECONNECT, host.parts.connections.get(ADMIN, id).status());
        rollBack();
        assertEquals(Status.READY, host.parts.connections.get(ADMIN, id).status());
        assertEquals("ada", host.parts.use.credential(ADMIN, id).values().get("username"));
    }

    @Test
    public void aConnectionMadeSinceStaysUnavailableWithTheReason() {
        fixture.create(1);
        update();
        String since = host.parts.connections.create(ADMIN, new ConnectionDraft(
                "shop", "ftp", null, "since", new RawValues(Map.of(
                        "host", "h.example.com", "login", "ada", "password", "x"))), null).id();
        assertEquals(1, rollBack());
        ConnectionView view = host.parts.connections.get(ADMIN, since);
        assertEquals(Status.UNAVAILABLE, view.status());
        assertTrue(view.reason(), view.reason().contains("newer version"));
        update();
        assertEquals(Status.READY, host.parts.connections.get(ADMIN, since).status());
    }

    @Test
    public void aRollbackThatIsCutOffGoesOnByItself() {
        List<String> ids = fixture.create(250);
        update();
        host.providers.install(HostFixture.ftp());
        fixture.dieAfterWrites(2);
        assertThrows(ProblemException.class, () -> fixture.updates.restoreFormer(ADMIN, "ftp"));
        fixture.live();
        assertEquals(150, fixture.kept().size());
        UpdateFixture next = new UpdateFixture(host.twin());
        next.sweep();
        assertEquals(0, fixture.kept().size());
        for (String id : ids) {
            assertEquals("ada", next.values(id).get("username"));
        }
        assertEquals(250, fixture.count("connection.rollback"));
    }

    @Test
    public void nothingIsLiftedAgainWhileItIsTakenBack() throws Exception {
        List<String> ids = fixture.create(120);
        update();
        AtomicInteger turn = new AtomicInteger();
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        host.providers.install(HostFixture.ftp());
        List<Long> restored = Together.run(4, () -> {
            if (turn.getAndIncrement() == 0) {
                return fixture.updates.restoreFormer(ADMIN, "ftp");
            }
            for (String id : ids) {
                try {
                    host.parts.following.sweep.isWaiting("ftp");
                    host.parts.use.credential(ADMIN, id);
                    host.parts.lift.lifted(new Sealing(
                            new UnlockedVault(host.vault)).load(host.row(id)), UpdateFixture.two());
                } catch (ProblemException e) {
                    boolean known = e.type().equals(ProblemType.PROVIDER_UNAVAILABLE)
                            || e.type().equals(ProblemType.PROVIDER_STOPPING);
                    if (!known) {
                        unexpected.set(e);
                    }
                }
            }
            return 0L;
        });
        assertEquals(null, unexpected.get());
        assertEquals(120, restored.stream().mapToLong(Long::longValue).sum());
        for (String id : ids) {
            assertEquals(1, host.row(id).schemaVersion());
            assertEquals("ada", host.parts.use.credential(ADMIN, id).values().get("username"));
        }
    }

    @Test
    public void whoeverStillHasTheNewerVersionInHandLiftsNothingAgain() {
        String id = fixture.create(1).get(0);
        update();
        rollBack();
        Sealing sealing = new Sealing(new UnlockedVault(host.vault));
        problem(ProblemType.PROVIDER_STOPPING,
                () -> host.parts.lift.lifted(sealing.load(host.row(id)), UpdateFixture.two()));
        assertEquals(1, host.row(id).schemaVersion());
    }

    @Test
    public void closingTheWayBackShredsOnce() {
        List<String> ids = fixture.create(130);
        update();
        fixture.updates.closeRollback(ADMIN, "ftp");
        assertEquals(0, fixture.kept().size());
        assertEquals(2, fixture.count("provider.close-rollback"));
        fixture.updates.closeRollback(ADMIN, "ftp");
        assertEquals(2, fixture.count("provider.close-rollback"));
        assertEquals(0, rollBack());
        assertEquals(Status.UNAVAILABLE, host.parts.connections.get(ADMIN, ids.get(0)).status());
    }

    @Test
    public void thirtyDaysCloseItByThemselves() {
        fixture.create(3);
        update();
        long until = fixture.updates.keptUntil().get("ftp");
        assertEquals(Duration.ofDays(30).toMillis(), until - host.clock.millis());
        assertEquals(Long.valueOf(until), fixture.updates.standing("ftp").keptUntil());
        host.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertEquals(0, host.parts.following.forgetFormer());
        host.clock.advance(Duration.ofMillis(1));
        assertEquals(3, host.parts.following.forgetFormer());
        assertEquals(0, fixture.kept().size());
        assertEquals(0, host.parts.following.forgetFormer());
    }

    @Test
    public void itNeedsTheScopeAndAProviderThatRuns() {
        Caller admin = HostFixture.caller(null, Scope.ADMIN, Scope.READ);
        problem(ProblemType.FORBIDDEN, () -> fixture.updates.restoreFormer(admin, "ftp"));
        problem(ProblemType.FORBIDDEN, () -> fixture.updates.closeRollback(admin, "ftp"));
        problem(ProblemType.FORBIDDEN, () -> fixture.updates.approveGrants(admin, "ftp"));
        problem(ProblemType.FORBIDDEN, () -> fixture.updates.approvals(admin));
        host.providers.remove("ftp");
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> fixture.updates.restoreFormer(ADMIN, "ftp"));
    }
}
