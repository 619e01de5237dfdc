package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.OAuthRows.AccountRow;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SessionsAndStepsTest {
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

    private static SessionRow session(String id, byte @Nullable [] token, byte @Nullable [] correlation, long version) {
        return new SessionRow(
                id, token, correlation, correlation, "north", version, "kek-1", new byte[] {9}, Sample.BYTES, new byte[] {4}, 5,
                10 * version);
    }

    private static StepRow step(String account, String step, @Nullable String connection) {
        return new StepRow(account, "orders", step, "shop", "shop.example", connection, connection == null ? null : 5L, 6);
    }

    private static AccountRow account(long version) {
        return new AccountRow("north", "{\"v\":" + version + "}", version, new byte[] {(byte) version}, 5 + version);
    }

    @Test
    public void aSessionIsFoundByWhatTheBrowserBrings() {
        SessionRow row = session("s1", new byte[] {1}, new byte[] {2}, 1);
        write(w -> w.insertSession(row));
        write(w -> w.insertSession(session("s2", null, null, 1)));
        write(w -> w.insertSession(session("s3", null, null, 1)));
        assertEquals(Sample.text(row), Sample.text(store.read(r -> r.findSession("s1")).orElseThrow()));
        assertEquals("s1", store.read(r -> r.findSessionByToken(new byte[] {1})).orElseThrow().id());
        assertEquals("s1", store.read(r -> r.findSessionByCorrelation(new byte[] {2})).orElseThrow().id());
        assertTrue(store.read(r -> r.findSessionByToken(new byte[] {2})).isEmpty());
        assertTrue(store.read(r -> r.findSessionByCorrelation(new byte[] {1})).isEmpty());
        assertEquals(Sample.text(session("s2", null, null, 1)), Sample.text(store.read(r -> r.findSession("s2")).orElseThrow()));
        StoreException e = assertThrows(
                StoreException.class, () -> write(w -> w.insertSession(session("s4", new byte[] {1}, null, 1))));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
    }

    @Test
    public void aTokenIsUsedByTheFirstWriterAlone() {
        write(w -> w.insertSession(session("s", new byte[] {1}, null, 1)));
        SessionRow used = session("s", null, new byte[] {3}, 2);
        assertTrue(store.write(w -> w.updateSession(used, 1)));
        assertFalse(store.write(w -> w.updateSession(session("s", null, new byte[] {4}, 2), 1)));
        assertEquals(Sample.text(used), Sample.text(store.read(r -> r.findSession("s")).orElseThrow()));
        assertTrue(store.read(r -> r.findSessionByToken(new byte[] {1})).isEmpty());
        assertFalse(store.write(w -> w.updateSession(session("nobody", null, null, 2), 1)));
    }

    @Test
    public void endedSessionsArePurgedAndCounted() {
        write(w -> w.insertSession(session("ten", null, null, 1)));
        write(w -> w.insertSession(session("twenty", null, null, 2)));
        write(w -> w.insertSession(session("thirty", null, null, 3)));
        assertEquals(1, (int) store.write(w -> w.purgeSessions(20)));
        assertTrue(store.read(r -> r.findSession("ten")).isEmpty());
        assertTrue(store.read(r -> r.findSession("twenty")).isPresent());
        write(w -> w.deleteSession("twenty"));
        assertTrue(store.read(r -> r.findSession("twenty")).isEmpty());
        assertTrue(store.read(r -> r.findSession("thirty")).isPresent());
        assertEquals(0, (int) store.write(w -> w.purgeSessions(20)));
    }

    @Test
    public void dataKeysOfClientsAndSessionsAreCounted() {
        write(w -> w.insertClient(new ClientRow(
                "o", null, "shop", "code", "Ours", true, 1, "kek-1", new byte[] {9}, Sample.BYTES, Sample.BYTES, 1, 1)));
        write(w -> w.insertSession(session("s", null, null, 1)));
        assertEquals("three connections", 5L, (long) store.read(r -> r.countNotUnder("kek-2")));
        assertEquals(1L, (long) store.read(r -> r.countSessionsNotUnder("kek-2")));
        assertEquals(0L, (long) store.read(r -> r.countSessionsNotUnder("kek-1")));
        assertEquals(0L, (long) store.read(r -> r.countNotUnder("kek-1")));
        write(w -> w.deleteClient("o"));
        assertEquals(4L, (long) store.read(r -> r.countNotUnder("kek-2")));
        write(w -> w.deleteSession("s"));
        assertEquals(3L, (long) store.read(r -> r.countNotUnder("kek-2")));
    }

    @Test
    public void aStepIsAddedReplacedAndRemoved() {
        StepRow bare = new StepRow("north", "orders", "fetch", null, null, null, null, 1);
        write(w -> w.putStep(bare));
        assertEquals(bare, store.read(r -> r.findStep("north", "orders", "fetch")).orElseThrow());
        write(w -> w.putStep(step("north", "fetch", "a")));
        assertEquals(step("north", "fetch", "a"), store.read(r -> r.findStep("north", "orders", "fetch")).orElseThrow());
        assertTrue(store.read(r -> r.findStep("south", "orders", "fetch")).isEmpty());
        write(w -> w.deleteStep("north", "orders", "fetch"));
        assertTrue(store.read(r -> r.findStep("north", "orders", "fetch")).isEmpty());
    }

    @Test
    public void stepsOfAConnectionComeByWorkflowAndStep() {
        StepRow other = new StepRow("north", "billing", "z", null, null, "a", 5L, 6);
        write(w -> w.putStep(step("north", "send", "a")));
        write(w -> w.putStep(step("north", "fetch", "a")));
        write(w -> w.putStep(step("north", "mail", "b")));
        write(w -> w.putStep(step("north", "none", null)));
        write(w -> w.putStep(other));
        assertEquals(
                List.of(other, step("north", "fetch", "a"), step("north", "send", "a")), store.read(r -> r.stepsOf("a")));
        assertEquals(List.of(), store.read(r -> r.stepsOf("c")));
        assertEquals(Map.of("a", 3L), store.read(r -> r.countSteps(List.of("a"))));
        assertEquals(Map.of("a", 3L, "b", 1L), store.read(r -> r.countSteps(List.of("c", "b", "a"))));
        List<String> many = new ArrayList<>(Collections.nCopies(501, "c"));
        many.add("b");
        assertEquals(Map.of("b", 1L), store.read(r -> r.countSteps(many)));
        assertEquals(Map.of(), store.read(r -> r.countSteps(List.of())));
    }

    @Test
    public void shreddingAConnectionRemovesWhatHangsOnItAndUnbindsItsSteps() {
        write(w -> w.insertClient(new ClientRow(
                "o", null, "shop", "code", "Ours", true, 1, "kek-1", new byte[] {9}, Sample.BYTES, Sample.BYTES, 1, 1)));
        for (String id : List.of("a", "b")) {
            write(w -> {
                w.linkClient(id, "o");
                w.putTokens(new TokenRow(id, 1, Sample.BYTES, Sample.BYTES, 1, 2L), 0);
                w.takeLease(id, "me", 1, 2);
                w.putStep(step("north", id, id));
            });
        }
        write(w -> w.shredConnection("a"));
        assertTrue(store.read(r -> r.findTokens("a")).isEmpty());
        assertTrue(store.read(r -> r.findRenewal("a")).isEmpty());
        assertEquals(step("north", "a", null), store.read(r -> r.findStep("north", "orders", "a")).orElseThrow());
        assertTrue(store.read(r -> r.findTokens("b")).isPresent());
        assertTrue(store.read(r -> r.findRenewal("b")).isPresent());
        assertEquals(List.of("b"), store.read(r -> r.connectionsOfClient("o", 9)));
        assertEquals(List.of(step("north", "b", "b")), store.read(r -> r.stepsOf("b")));
    }

    @Test
    public void anAccountReplacesTheExpectedVersionOnly() {
        assertFalse(store.write(w -> w.putAccount(account(2), 1)));
        assertTrue(store.write(w -> w.putAccount(account(1), 0)));
        assertFalse(store.write(w -> w.putAccount(account(1), 0)));
        assertFalse(store.write(w -> w.putAccount(account(3), 2)));
        assertEquals(Sample.text(account(1)), Sample.text(store.read(r -> r.findAccount("north")).orElseThrow()));
        assertTrue(store.write(w -> w.putAccount(account(2), 1)));
        assertEquals(Sample.text(account(2)), Sample.text(store.read(r -> r.findAccount("north")).orElseThrow()));
        write(w -> w.deleteAccount("north"));
        assertTrue(store.read(r -> r.findAccount("north")).isEmpty());
    }

    @Test
    public void connectionsOfAnAccountAreCountedWithoutDeletedOnes() {
        write(w -> w.insertConnection(new Sample.Row("d").deleted(5, 9).row()));
        write(w -> w.insertConnection(new Sample.Row("e").account("south").row()));
        assertEquals(3L, (long) store.read(r -> r.countConnectionsOfAccount("north")));
        assertEquals(1L, (long) store.read(r -> r.countConnectionsOfAccount("south")));
        assertEquals(0L, (long) store.read(r -> r.countConnectionsOfAccount("west")));
    }
}
