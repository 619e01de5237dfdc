package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.edit;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDirectory.Event;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionDraft.StepName;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.OAuthRows.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Connections, the steps that use them, and what is told of them. */
public class StepUseTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        host.close();
    }

    private static ConnectionDraft draft(String workflow, String step) {
        return new ConnectionDraft(
                "shop", "ftp", null, "x", HostFixture.values(), null, new StepName(workflow, step));
    }

    private String create(String workflow, String step) {
        return host.parts.connections.create(ADMIN, draft(workflow, step), null).id();
    }

    private Optional<StepRow> step(String workflow, String step) {
        return host.store.read(r -> r.findStep("shop", workflow, step));
    }

    @Test
    public void aCreateBindsItsStepAndKeepsWhatTheStepIsFor() {
        host.store.write(w -> {
            w.putStep(new StepRow("shop", "w", "s", "ftp", "acme.example", null, null, 1));
            return true;
        });
        String id = create("w", "s");
        StepRow bound = step("w", "s").orElseThrow();
        assertEquals(id, bound.connection());
        assertEquals("acme.example", bound.shop());
        assertEquals(Long.valueOf(host.clock.millis()), bound.boundAt());
        String next = create("w", "s");
        assertEquals(next, step("w", "s").orElseThrow().connection());
        assertEquals("ftp", stepAfter("w2").provider());
    }

    private StepRow stepAfter(String workflow) {
        create(workflow, "s");
        return step(workflow, "s").orElseThrow();
    }

    @Test
    public void badNamesAreFaultsBesideTheOthersAndStoreNothing() {
        ConnectionDraft bad = new ConnectionDraft("shop", "ftp", null, "x", new RawValues(
                Map.of("host", "ftp.example.com", "username", "ada")), null, new StepName("a/b", "x".repeat(129)));
        assertEquals(
                Set.of("workflow pattern", "step pattern", "values.password required"),
                faults(problem(ProblemType.INVALID, () -> host.parts.connections.create(ADMIN, bad, null))));
        for (String name : List.of("", "a b", "a\n", "\u00e4", "..%2f")) {
            problem(ProblemType.INVALID, () -> create(name, "s"));
        }
        create("A-z0.9_:@-", "s");
        assertEquals(1, host.actions().stream().filter("connection.create"::equals).count());
    }

    @Test
    public void aStepForAnotherProviderIsNotBoundAndNothingIsStored() {
        host.store.write(w -> {
            w.putStep(new StepRow("shop", "w", "s", "sftp", null, null, null, 1));
            return true;
        });
        Idempotency once = new Idempotency("k", new byte[32]);
        assertEquals(Set.of("step provider"), faults(problem(ProblemType.INVALID,
                () -> host.parts.connections.create(ADMIN, draft("w", "s"), once))));
        assertNull(step("w", "s").orElseThrow().connection());
        assertEquals(0L, (long) host.store.read(r -> r.countConnectionsOfAccount("shop")));
        assertTrue(host.store.read(r -> r.findIdempotency(ADMIN.id(), "k")).isEmpty());
    }

    @Test
    public void aRepeatedCreateBindsOnce() {
        Idempotency once = new Idempotency("k", new byte[32]);
        String id = host.parts.connections.create(ADMIN, draft("w", "s"), once).id();
        String other = create("w", "s");
        assertEquals(id, host.parts.connections.create(ADMIN, draft("w", "s"), once).id());
        assertNotEquals(id, other);
        assertEquals(other, step("w", "s").orElseThrow().connection());
    }

    @Test
    public void oneInUseIsDeletedByForceOnlyAndItsUsersAreNamed() {
        String id = create("orders", "upload");
        for (boolean now : List.of(false, true)) {
            ProblemException e = problem(ProblemType.CONFLICT,
                    () -> host.parts.connections.delete(ADMIN, id, false, now, null));
            assertEquals(Set.of("uses in-use"), faults(e));
            String message = e.errors().get(0).message();
            assertTrue(message, message.contains("orders") && message.contains("upload"));
        }
        assertNull(host.row(id).deletedAt());
        host.parts.connections.delete(ADMIN, id, true, false, null);
        assertEquals(id, step("orders", "upload").orElseThrow().connection());
        host.parts.connections.delete(ADMIN, id, false, true, null);
        assertNull(step("orders", "upload").orElseThrow().connection());
    }

    @Test
    public void theTimelineTellsAConnectionsEntriesNewestFirst() {
        String id = create("w", "s");
        String other = host.create("shop", "other").id();
        host.parts.connections.edit(ADMIN, id, edit(Map.of("username", "grace")));
        List<String> told = new ArrayList<>();
        String cursor = null;
        do {
            Page<Event> page = host.parts.connections.events(caller("shop", Scope.READ), id, 1, cursor);
            page.items().forEach(e -> told.add(e.type()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(List.of("connection.edit", "connection.create"), told);
        Event made = host.parts.connections.events(ADMIN, id, 10, null).items().get(1);
        assertEquals("Key of null", made.by());
        assertEquals("w", made.detail().get("workflow"));
        assertEquals(host.clock.millis(), made.at().toEpochMilli());
        String foreign = host.parts.connections.events(ADMIN, id, 1, null).next();
        problem(ProblemType.MALFORMED, () -> host.parts.connections.events(ADMIN, other, 1, foreign));
        problem(ProblemType.MALFORMED, () -> host.parts.connections.events(ADMIN, id, 501, null));
        problem(ProblemType.NOT_FOUND, () -> host.parts.connections.events(caller("shop-2"), id, 10, null));
        problem(ProblemType.FORBIDDEN, () -> host.parts.connections.events(caller("shop", Scope.WRITE), id, 10, null));
    }
}
