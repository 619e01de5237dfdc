package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.store.RenewalCounts;
import dev.patchbay.host.store.StoreWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RenewalTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
        for (String id : List.of("a", "b", "c")) {
            write(w -> w.insertConnection(new Sample.Row(id).row()));
        }
    }

    @After
    public void close() {
        store.close();
    }

    private void write(Consumer<StoreWriter> work) {
        Sample.write(store, work);
    }

    private static TokenRow tokens(String connection, long version, @Nullable Long expiresAt) {
        return new TokenRow(connection, version, new byte[] {(byte) version, 0}, Sample.BYTES, 7, expiresAt);
    }

    private static RenewalRow renewal(String connection, long fence, long leaseUntil, @Nullable Long dueAt) {
        return new RenewalRow(
                connection, fence, leaseUntil, "me", new byte[] {1, -1}, 11L, 3, dueAt, "backoff", "unreachable\nNo answer.");
    }

    private RenewalRow stored(String connection) {
        return store.read(r -> r.findRenewal(connection)).orElseThrow();
    }

    private OptionalLong take(String connection, String holder, long now, long until) {
        return store.write(w -> w.takeLease(connection, holder, now, until));
    }

    @Test
    public void tokensReplaceTheExpectedVersionOnly() {
        assertTrue(store.read(r -> r.findTokens("a")).isEmpty());
        assertFalse(store.write(w -> w.putTokens(tokens("a", 2, 9L), 1)));
        assertTrue(store.write(w -> w.putTokens(tokens("a", 1, null), 0)));
        assertFalse("there are some", store.write(w -> w.putTokens(tokens("a", 1, 9L), 0)));
        assertEquals(Sample.text(tokens("a", 1, null)), Sample.text(store.read(r -> r.findTokens("a")).orElseThrow()));
        assertFalse(store.write(w -> w.putTokens(tokens("a", 3, 9L), 2)));
        assertTrue(store.write(w -> w.putTokens(tokens("a", 2, 9L), 1)));
        assertFalse("a second writer of the same version", store.write(w -> w.putTokens(tokens("a", 2, 8L), 1)));
        assertEquals(Sample.text(tokens("a", 2, 9L)), Sample.text(store.read(r -> r.findTokens("a")).orElseThrow()));
        write(w -> w.deleteTokens("a"));
        assertTrue(store.read(r -> r.findTokens("a")).isEmpty());
    }

    @Test
    public void renewalsAreCountedByHowTheyStand() {
        Long[] due = {10L, 20L, 30L, null, 5L};
        for (int i = 0; i < due.length; i++) {
            Sample.Row row = new Sample.Row("n" + i);
            String id = row.id;
            Long at = due[i];
            write(w -> w.insertConnection(row.row()));
            assertEquals(1, take(id, "me", 1, 2).orElse(0));
            String state = i % 2 == 0 ? "active" : "backoff";
            assertTrue(store.write(w -> w.updateRenewal(
                    new RenewalRow(id, 1, 0, "", null, null, 0, at, state, null))));
        }
        store.write(w -> w.updateConnection(new Sample.Row("n4").version(2).deleted(1, 2).row(), 1));
        assertEquals(new RenewalCounts(3, 2, 1, 2), store.read(r -> r.countRenewals(20, 10)));
        assertEquals(new RenewalCounts(3, 0, 0, 2), store.read(r -> r.countRenewals(9, 8)));
    }

    @Test
    public void aConnectionThatIsGoneGetsNeitherTokensNorALease() {
        write(w -> w.shredConnection("a"));
        assertFalse(store.write(w -> w.putTokens(tokens("a", 1, 9L), 0)));
        assertTrue(take("a", "me", 1, 2).isEmpty());
        assertTrue(store.read(r -> r.findRenewal("a")).isEmpty());
    }

    @Test
    public void tokensGoWithTheirDataKey() {
        store.write(w -> w.putTokens(tokens("a", 1, 9L), 0));
        store.write(w -> w.updateConnection(new Sample.Row("a").version(2).dataKey().row(), 1));
        assertTrue(store.read(r -> r.findTokens("a")).isEmpty());
    }

    @Test
    public void endsOfTokensAreFoundForAnyNumberOfConnections() {
        List<String> ids = new ArrayList<>(List.of("nobody", "a"));
        for (int i = 0; i < 120; i++) {
            String id = "x" + i;
            long end = 1_000 + i;
            ids.add(id);
            write(w -> w.insertConnection(new Sample.Row(id).row()));
            store.write(w -> w.putTokens(tokens(id, 1, end), 0));
        }
        store.write(w -> w.putTokens(tokens("a", 1, null), 0));
        Map<String, Long> ends = store.read(r -> r.tokenExpiries(ids));
        assertEquals(120, ends.size());
        assertEquals(Long.valueOf(1_000), ends.get("x0"));
        assertEquals(Long.valueOf(1_119), ends.get("x119"));
        assertEquals(Map.of("x7", 1_007L), store.read(r -> r.tokenExpiries(List.of("x7"))));
        assertEquals(Map.of(), store.read(r -> r.tokenExpiries(List.of())));
    }

    @Test
    public void aLeaseIsTakenOnceUntilItEnds() {
        assertEquals(OptionalLong.of(1), take("a", "me", 100, 130));
        assertEquals(Sample.text(new RenewalRow("a", 1, 130, "me", null, null, 0, null, "active", null)), Sample.text(stored("a")));
        assertTrue(take("a", "you", 129, 160).isEmpty());
        assertTrue("not even by its holder", take("a", "me", 129, 160).isEmpty());
        assertEquals("me 130", stored("a").holder() + " " + stored("a").leaseUntil());
        assertEquals(OptionalLong.of(2), take("a", "you", 130, 160));
        assertEquals("you 160", stored("a").holder() + " " + stored("a").leaseUntil());
    }

    @Test
    public void aNewLeaseLeavesWhatTheLastHolderWrote() {
        write(w -> w.resetRenewal(renewal("a", 4, 0, 50L)));
        assertEquals(OptionalLong.of(5), take("a", "you", 100, 130));
        RenewalRow row = renewal("a", 5, 130, 50L);
        assertEquals(
                Sample.text(new RenewalRow("a", 5, 130, "you", row.attempt(), 11L, 3, 50L, "backoff", row.failure())),
                Sample.text(stored("a")));
    }

    @Test
    public void onlyTheLastTakerMayWrite() {
        long first = take("a", "me", 100, 130).orElseThrow();
        long second = take("a", "you", 130, 160).orElseThrow();
        assertFalse(store.write(w -> w.updateRenewal(renewal("a", first, 0, 50L))));
        assertEquals("you", stored("a").holder());
        assertTrue(store.write(w -> w.updateRenewal(renewal("a", second, 0, 50L))));
        assertEquals(Sample.text(renewal("a", second, 0, 50L)), Sample.text(stored("a")));
        assertFalse(store.write(w -> w.updateRenewal(renewal("b", 0, 0, 50L))));
    }

    @Test
    public void aResetShutsOutWhoeverHoldsTheLease() {
        long fence = take("a", "me", 100, 130).orElseThrow();
        write(w -> w.resetRenewal(renewal("a", 99, 0, null)));
        assertEquals(Sample.text(renewal("a", fence + 1, 0, null)), Sample.text(stored("a")));
        assertFalse(store.write(w -> w.updateRenewal(renewal("a", fence, 0, 50L))));
        assertEquals(OptionalLong.of(fence + 2), take("a", "you", 101, 131));
    }

    @Test
    public void ofManyWhoAskAtOnceOneGetsTheLease() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<OptionalLong>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String holder = "h" + i;
                asked.add(threads.submit(() -> {
                    go.await();
                    return take("a", holder, 100, 130);
                }));
            }
            go.countDown();
            int got = 0;
            for (Future<OptionalLong> answer : asked) {
                got += answer.get(30, TimeUnit.SECONDS).isPresent() ? 1 : 0;
            }
            assertEquals(1, got);
            assertEquals(1, stored("a").fence());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void dueAreThoseWhoseTimeCameAndNobodyHolds() {
        for (String id : List.of("held", "gone", "never", "later")) {
            write(w -> w.insertConnection(new Sample.Row(id).row()));
        }
        write(w -> w.resetRenewal(renewal("a", 1, 0, 30L)));
        write(w -> w.resetRenewal(renewal("b", 1, 100, 10L)));
        write(w -> w.resetRenewal(renewal("c", 1, 0, 100L)));
        write(w -> w.resetRenewal(renewal("held", 1, 101, 5L)));
        write(w -> w.resetRenewal(renewal("gone", 1, 0, 5L)));
        write(w -> w.resetRenewal(renewal("never", 1, 0, null)));
        write(w -> w.resetRenewal(renewal("later", 1, 0, 101L)));
        store.write(w -> w.updateConnection(new Sample.Row("gone").deleted(5, 9).row(), 1));
        assertEquals(List.of("b", "a", "c"), store.read(r -> r.dueRenewals(100, 9)));
        assertEquals(List.of("b", "a"), store.read(r -> r.dueRenewals(100, 2)));
        assertEquals(List.of("a"), store.read(r -> r.dueRenewals(99, 9)));
    }

    @Test
    public void dueRenewalsAreReadInOrderFromTheIndex() {
        List<String> plan = store.read(r -> ((SqlReader) r).session.list(
                "EXPLAIN QUERY PLAN " + RenewalTable.DUE, row -> row.getString(4), 1L, 1L, 1));
        assertTrue(plan.toString(), plan.get(0).contains("renewal_due"));
        assertFalse(plan.toString(), plan.toString().contains("TEMP B-TREE"));
    }
}
