package dev.patchbay.core.internal.audit;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AuditTest {
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

    private void append(int count) {
        host.store.write(w -> {
            for (int i = 0; i < count; i++) {
                host.parts.audit.append(w, ADMIN, "test.done", "subject", "shop", Map.of("n", String.valueOf(i)));
            }
            return true;
        });
    }

    private AuditLog.Verification verify() {
        return host.parts.audit.verify(ADMIN);
    }

    private void bad(long seq, String... changes) {
        assertEquals(-1, verify().firstBad());
        assertTrue(Sql.run(host.data, changes) > 0);
        AuditLog.Verification found = verify();
        assertEquals(found.detail(), seq, found.firstBad());
        assertEquals(found.detail(), seq - 1, found.checked());
    }

    @Test
    public void aWholeChainIsRight() {
        append(50);
        AuditLog.Verification found = verify();
        assertEquals(new AuditLog.Verification(50, -1, "Every entry is right."), found);
    }

    @Test
    public void aChangedEntryIsNamed() {
        append(20);
        bad(7, "UPDATE audit SET subject = 'other' WHERE seq = 7");
    }

    @Test
    public void aRemovedEntryIsNamed() {
        append(20);
        bad(7, "DELETE FROM audit WHERE seq = 7");
    }

    @Test
    public void aCutTailIsNamed() {
        append(20);
        bad(18, "DELETE FROM audit WHERE seq >= 18");
    }

    @Test
    public void aCutTailWithItsHeadIsNamed() {
        append(20);
        bad(1, "DELETE FROM audit WHERE seq >= 18", "UPDATE audit_head SET last_seq = 17");
    }

    @Test
    public void aMovedEntryIsNamed() {
        append(20);
        bad(5, "UPDATE audit SET seq = 0 WHERE seq = 5", "UPDATE audit SET seq = 5 WHERE seq = 6",
                "UPDATE audit SET seq = 6 WHERE seq = 0");
    }

    @Test
    public void anEmptyChainIsNotRight() {
        append(3);
        Sql.run(host.data, "DELETE FROM audit", "DELETE FROM audit_head");
        assertEquals(1, verify().firstBad());
    }

    @Test
    public void segmentsAreChainedOverTheirEnds() {
        append(AuditChain.SEGMENT + 5);
        assertEquals(2, host.store.read(r -> r.auditHeads()).size());
        assertEquals(AuditChain.SEGMENT + 5, verify().checked());
        bad(AuditChain.SEGMENT, "UPDATE audit SET detail = '{}' WHERE seq = " + AuditChain.SEGMENT);
    }

    @Test
    public void aMissingSegmentIsNamed() {
        append(AuditChain.SEGMENT + 5);
        bad(1, "DELETE FROM audit WHERE segment = 1", "DELETE FROM audit_head WHERE segment = 1");
    }

    /** An old head that does not verify must not pass for one of forgotten keys. */
    @Test
    public void aSpoiltOldHeadIsNoForgottenOne() {
        append(AuditChain.SEGMENT + 5);
        assertEquals(-1, verify().firstBad());
        Sql.run(host.data, "UPDATE audit_head SET mac = x'00' WHERE segment = 1", "UPDATE audit SET subject = 'x' WHERE seq = 3");
        assertEquals(1, verify().firstBad());
    }

    @Test
    public void undoneWorkLeavesNoGap() {
        append(2);
        for (int i = 0; i < 3; i++) {
            try {
                host.store.write(w -> {
                    host.parts.audit.append(w, ADMIN, "test.undone", "s", null, Map.of());
                    throw new IllegalStateException("undone");
                });
            } catch (IllegalStateException e) {
                append(1);
            }
        }
        assertEquals(5, verify().checked());
        assertEquals(-1, verify().firstBad());
    }

    @Test
    public void concurrentEntriesMakeOneChain() throws Exception {
        Together.run(16, () -> {
            for (int i = 0; i < 20; i++) {
                append(1);
            }
            return true;
        });
        assertEquals(320, verify().checked());
    }

    @Test
    public void theFirstUseOfAMinuteIsAnEntryAndLaterOnesCount() {
        String id = host.create("shop", "x").id();
        for (int i = 0; i < 5; i++) {
            host.parts.use.credential(ADMIN, id);
        }
        host.parts.use.credential(caller("shop"), id);
        host.parts.uses.flush();
        assertEquals(List.of(1L, 5L), counts());
        host.clock.advance(Duration.ofMinutes(1));
        host.parts.use.credential(ADMIN, id);
        host.parts.use.credential(ADMIN, id);
        host.parts.uses.flush();
        host.parts.uses.flush();
        assertEquals(List.of(2L, 1L, 5L), counts());
    }

    @Test
    public void aKeyUsedFromAnotherAddressIsAnEntryOfItsOwn() {
        String id = host.create("shop", "x").id();
        Caller elsewhere = new Caller(ADMIN.kind(), ADMIN.id(), ADMIN.label(), ADMIN.scopes(), ADMIN.account(), "192.0.2.8");
        host.parts.use.credential(ADMIN, id);
        host.parts.use.credential(elsewhere, id);
        host.parts.use.credential(elsewhere, id);
        host.parts.uses.flush();
        assertEquals(List.of(2L, 1L), counts());
    }

    private List<Long> counts() {
        AuditLog.Query query = new AuditLog.Query(null, null, "connection.credential", 100, null);
        return host.parts.audit.list(ADMIN, query).items().stream().map(AuditLog.Entry::count).toList();
    }

    @Test
    public void countsOutliveADatabaseThatWasAway() {
        String id = host.create("shop", "x").id();
        host.parts.use.credential(ADMIN, id);
        host.parts.use.credential(ADMIN, id);
        host.store.broken = true;
        problem(ProblemType.NOT_READY, () -> host.parts.uses.flush());
        host.store.broken = false;
        host.parts.uses.flush();
        assertEquals(List.of(2L), counts());
    }

    @Test
    public void simultaneousFirstUsesAreOneEntry() throws Exception {
        String id = host.create("shop", "x").id();
        Together.run(16, () -> host.parts.use.credential(ADMIN, id));
        host.parts.uses.flush();
        assertEquals(List.of(16L), counts());
    }

    @Test
    public void withoutItsEntryThereIsNoCredential() {
        String id = host.create("shop", "x").id();
        host.parts.lookup.forUse(ADMIN, id);
        host.store.broken = true;
        problem(ProblemType.NOT_READY, () -> host.parts.use.credential(ADMIN, id));
        host.store.broken = false;
        assertEquals(List.of(), counts());
    }

    @Test
    public void aHitNeedsNoStatement() {
        String id = host.create("shop", "x").id();
        host.parts.use.credential(ADMIN, id);
        int reads = host.store.reads.get();
        int writes = host.store.writes.get();
        for (int i = 0; i < 1_000; i++) {
            host.parts.use.credential(ADMIN, id);
        }
        assertEquals(reads, host.store.reads.get());
        assertEquals(writes, host.store.writes.get());
    }
}
