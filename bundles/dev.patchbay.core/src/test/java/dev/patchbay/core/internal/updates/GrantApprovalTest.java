package dev.patchbay.core.internal.updates;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ProviderUpdates.Approval;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Updates that want to reach more than what was granted. */
public class GrantApprovalTest {
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

    private static ConnectionDefinition wider() {
        return UpdateFixture.two().allowedHosts("{host}", "collector.example.net");
    }

    private List<String> hosts(String id) {
        return Grant.parse(host.row(id).grant()).hosts();
    }

    /** What a test of the connection is allowed to reach. */
    private List<String> reached(String id) {
        var live = host.providers.install(wider());
        host.parts.use.test(ADMIN, id, step -> { });
        return live.lastGrant.hosts();
    }

    @Test
    public void whatWaitsIsListedAndReachesNothingUntilItIsApproved() {
        List<String> ids = fixture.create(130);
        host.providers.install(wider());
        fixture.sweep();
        assertEquals(List.of(new Approval("ftp", "dev.example.provider", 130, List.of("collector.example.net"), List.of(), 0,
                List.of())), fixture.updates.approvals(ADMIN));
        assertTrue(fixture.updates.standing("ftp").waiting());
        assertEquals(List.of("host0.example.com"), reached(ids.get(0)));

        assertEquals(130, fixture.updates.approveGrants(ADMIN, "ftp"));
        fixture.sweep();
        for (int i = 0; i < 130; i++) {
            assertEquals(List.of("collector.example.net", "host" + i + ".example.com"), hosts(ids.get(i)));
        }
        assertEquals(List.of(), fixture.updates.approvals(ADMIN));
        assertFalse(fixture.updates.standing("ftp").waiting());
        assertEquals(List.of("collector.example.net", "host0.example.com"), reached(ids.get(0)));
        assertEquals("ada", host.parts.use.credential(ADMIN, ids.get(0)).values().get("login"));
        assertEquals("1 130", fixture.count("provider.approve") + " " + fixture.count("connection.widen"));
        assertEquals("nothing is left to approve", 0, fixture.updates.approveGrants(ADMIN, "ftp"));
    }

    @Test
    public void anApprovalRightAfterTheUpdateCountsThoseThatAreNotMigratedYet() {
        List<String> ids = fixture.create(3);
        host.providers.install(wider());
        assertEquals(3, fixture.updates.findApproval("ftp").orElseThrow().connections());
        assertEquals(1, fixture.updates.approvals(ADMIN).size());
        assertEquals(3, fixture.updates.approveGrants(ADMIN, "ftp"));
        fixture.sweep();
        ids.forEach(id -> assertEquals(2, hosts(id).size()));
        assertEquals(Optional.empty(), fixture.updates.findApproval("ftp"));
    }

    @Test
    public void theUpdateThatWantsNoMoreWaitsForNothing() {
        fixture.create(2);
        host.providers.install(UpdateFixture.two());
        fixture.sweep();
        assertEquals(List.of(), fixture.updates.approvals(ADMIN));
        assertFalse(fixture.updates.standing("ftp").waiting());
    }

    @Test
    public void whatWaitsIsKnownAfterARestartWithoutLookingAgain() {
        fixture.create(3);
        host.providers.install(wider());
        fixture.sweep();
        UpdateFixture next = new UpdateFixture(host.twin());
        next.host.store.writes.set(0);
        next.sweep();
        assertEquals(0, next.host.store.writes.get());
        assertTrue(next.updates.standing("ftp").waiting());
    }

    @Test
    public void anApprovalThatIsCutOffGoesOnAtTheNextStart() {
        List<String> ids = fixture.create(250);
        host.providers.install(wider());
        fixture.sweep();
        fixture.updates.approveGrants(ADMIN, "ftp");
        assertTrue(host.parts.following.sweep.step());
        fixture.dieAfterWrites(1);
        assertThrows(ProblemException.class, () -> host.parts.following.sweep.step());
        fixture.live();
        UpdateFixture next = new UpdateFixture(host.twin());
        next.sweep();
        for (String id : ids) {
            assertEquals(2, hosts(id).size());
        }
        assertEquals(250, fixture.count("connection.widen"));
    }

    @Test
    public void anApprovalIsForTheDefinitionThatWasSeenAlone() {
        String id = fixture.create(1).get(0);
        host.providers.install(wider());
        fixture.sweep();
        fixture.updates.approveGrants(ADMIN, "ftp");
        host.providers.install(UpdateFixture.two().allowedHosts("{host}", "collector.example.net", "worse.example.net"));
        fixture.sweep();
        assertEquals(List.of("host0.example.com"), hosts(id));
        assertEquals(List.of("collector.example.net", "worse.example.net"),
                fixture.updates.approvals(ADMIN).get(0).addedHosts());
    }

    @Test
    public void anApprovalThatWasWrittenOutsideOfTheHostIsNotDone() {
        String id = fixture.create(1).get(0);
        host.providers.install(wider());
        fixture.sweep();
        assertEquals(1, Sql.run(host.data, "UPDATE provider_work SET kind = 'approve', state = 'running'"));
        new UpdateFixture(host.twin()).sweep();
        assertEquals(List.of("host0.example.com"), hosts(id));
    }

    @Test
    public void aConnectionMadeSinceWasSeenByThePersonWhoMadeIt() {
        host.providers.install(wider());
        String id = host.parts.connections.create(ADMIN, new ConnectionDraft("shop", "ftp", null,
                "since", new RawValues(Map.of(
                        "host", "h.example.com", "login", "ada", "password", "x"))), null).id();
        fixture.sweep();
        assertEquals(List.of("collector.example.net", "h.example.com"), hosts(id));
        assertEquals(List.of(), fixture.updates.approvals(ADMIN));
    }

    @Test
    public void aRollbackTakesAnApprovalBack() {
        String id = fixture.create(1).get(0);
        host.providers.install(wider());
        fixture.sweep();
        fixture.updates.approveGrants(ADMIN, "ftp");
        fixture.sweep();
        assertEquals(2, hosts(id).size());
        host.providers.install(HostFixture.ftp());
        fixture.updates.restoreFormer(ADMIN, "ftp");
        assertEquals(List.of("host0.example.com"), hosts(id));
    }
}
