package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GroupCommitTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService callers = Executors.newFixedThreadPool(16);
    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(data());
    }

    @After
    public void close() {
        callers.shutdownNow();
        store.close();
    }

    private Path data() {
        return folder.getRoot().toPath();
    }

    private static Callable<Void> insert(SqlStore store, String id) {
        return () -> store.write(writer -> {
            writer.insertConnection(new Sample.Row(id).row());
            return null;
        });
    }

    private boolean isStored(String id) {
        return store.read(reader -> reader.findConnection(id)).isPresent();
    }

    private long stored() {
        return store.read(reader -> reader.countConnections("ftp"));
    }

    @Test
    public void sixteenCallersGetTheirOwnOutcome() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<Future<Integer>> failures = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            String prefix = "c" + caller + "-";
            failures.add(callers.submit(() -> writeMixed(prefix, acknowledged)));
        }
        int failed = 0;
        for (Future<Integer> future : failures) {
            failed += future.get(60, TimeUnit.SECONDS);
        }
        assertEquals(16 * 20, failed);
        assertEquals(16 * 40, acknowledged.size());
        store.close();
        store = Sample.open(data());
        assertEquals(acknowledged.size(), stored());
        assertTrue(acknowledged.stream().allMatch(this::isStored));
    }

    /** Every third work fails after it wrote. */
    private int writeMixed(String prefix, Set<String> acknowledged) {
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            String id = prefix + i;
            boolean fails = i % 3 == 0;
            try {
                String done = store.write(writer -> {
                    writer.insertConnection(new Sample.Row(id).row());
                    if (fails) {
                        throw new IllegalArgumentException(id);
                    }
                    return id;
                });
                acknowledged.add(done);
            } catch (IllegalArgumentException e) {
                assertEquals(id, e.getMessage());
                failed++;
            }
        }
        return failed;
    }

    @Test
    public void worksThatWaitShareOneTransaction() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<?> blocker = callers.submit(() -> store.write(writer -> {
            started.countDown();
            return await(go);
        }));
        assertTrue(started.await(30, TimeUnit.SECONDS));
        List<Future<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(callers.submit(insert(store, "c" + i)));
        }
        Future<Void> breaks = callers.submit(() -> store.write(GroupCommitTest::breakTheCommit));
        awaitThreads(10, stack -> isIn(stack, PendingWork.class, "await"));
        go.countDown();
        blocker.get(30, TimeUnit.SECONDS);
        for (Future<Void> each : waiting) {
            assertEquals(StoreException.Reason.UNAVAILABLE, reasonOf(each));
        }
        assertEquals(StoreException.Reason.UNAVAILABLE, reasonOf(breaks));
        assertEquals(0, stored());
        insert(store, "later").call();
        assertTrue(isStored("later"));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key without its connection, which the database notices at the commit only. */
    private static Void breakTheCommit(StoreWriter writer) {
        SqlSession session = ((SqlWriter) writer).session;
        session.update("PRAGMA defer_foreign_keys = ON");
        session.update("INSERT INTO connection_key (connection_id, kept, data_key) VALUES ('nobody', 0, 'x')");
        return null;
    }

    private static StoreException.Reason reasonOf(Future<Void> future) throws Exception {
        ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return ((StoreException) e.getCause()).reason();
    }

    /** Until so many threads are where they stay until the test lets them go on. */
    private static void awaitThreads(int count, Predicate<StackTraceElement[]> there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Thread.getAllStackTraces().values().stream().filter(there).count() < count) {
            assertTrue("the threads came", System.nanoTime() < end);
            Thread.onSpinWait();
        }
    }

    private static boolean isIn(StackTraceElement[] stack, Class<?> type, String method) {
        return List.of(stack).stream().anyMatch(
                frame -> frame.getClassName().equals(type.getName()) && frame.getMethodName().equals(method));
    }

    @Test
    public void aCommitThatFailsUndoesItAndTheStoreGoesOn() throws Exception {
        StoreException e = assertThrows(StoreException.class, () -> store.write(GroupCommitTest::breakTheCommit));
        assertEquals(StoreException.Reason.UNAVAILABLE, e.reason());
        insert(store, "next").call();
        assertTrue(isStored("next"));
    }

    @Test
    public void aFullDiskIsReportedAndPasses() throws Exception {
        insert(store, "before").call();
        store.write(writer -> limitPages(writer, 1));
        StoreException e = assertThrows(StoreException.class, () -> store.write(writer -> {
            writer.insertConnection(new Sample.Row("big").payload(new byte[1 << 20]).row());
            return null;
        }));
        assertEquals(StoreException.Reason.FULL, e.reason());
        assertFalse(isStored("big"));
        store.write(writer -> limitPages(writer, 1 << 30));
        insert(store, "after").call();
        assertTrue(isStored("before"));
        assertTrue(isStored("after"));
    }

    @Test
    public void aStatementThatFailedWorksTheNextTime() {
        assertThrows(StoreException.class, () -> store.write(writer -> absolute(writer, Long.MIN_VALUE)));
        assertEquals(5L, (long) store.write(writer -> absolute(writer, -5)));
        assertThrows(StoreException.class, () -> store.read(reader -> absolute(reader, Long.MIN_VALUE)));
        assertEquals(5L, (long) store.read(reader -> absolute(reader, -5)));
    }

    /** The least number has no absolute value, and the database says so while the statement runs. */
    private static long absolute(StoreReader reader, long number) {
        return ((SqlReader) reader).session.number("SELECT abs(?)", number);
    }

    /** SQLite takes the present size where it is asked for less. */
    private static long limitPages(StoreWriter writer, int pages) {
        return ((SqlWriter) writer).session.number("PRAGMA max_page_count = " + pages);
    }

    @Test
    public void aWriteReadsWhatItWroteAndAReadInsideItToo() {
        store.write(writer -> {
            writer.insertConnection(new Sample.Row("c").row());
            assertTrue(writer.findConnection("c").isPresent());
            assertTrue(store.read(reader -> reader.findConnection("c")).isPresent());
            return null;
        });
        assertTrue(isStored("c"));
    }

    @Test
    public void aWriteInsideAWriteIsRefused() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> store.write(writer -> store.write(inner -> null)));
        assertTrue(e.getMessage(), e.getMessage().contains("write inside a write"));
        assertEquals(0, stored());
    }

    @Test
    public void errorsReachTheCallerAsTheyAre() {
        AssertionError mine = new AssertionError("mine");
        assertSame(mine, assertThrows(AssertionError.class, () -> store.write(writer -> {
            throw mine;
        })));
        assertNull(store.write(writer -> null));
    }

    @Test
    public void anInterruptedCallerLearnsTheOutcome() throws Exception {
        Future<Boolean> caller = callers.submit(() -> {
            Thread.currentThread().interrupt();
            insert(store, "c").call();
            return Thread.interrupted();
        });
        assertTrue("the flag stays", caller.get(30, TimeUnit.SECONDS));
        assertTrue(isStored("c"));
    }

    @Test
    public void aReadSeesOneState() throws Exception {
        insert(store, "a").call();
        long[] counts = store.read(reader -> {
            long before = reader.countConnections("ftp");
            finish(callers.submit(insert(store, "b")));
            return new long[] {before, reader.countConnections("ftp"), store.read(inner -> inner.countConnections("ftp"))};
        });
        assertEquals("1 1 1", counts[0] + " " + counts[1] + " " + counts[2]);
        assertEquals(2, stored());
    }

    private static void finish(Future<?> future) {
        try {
            future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void aReaderIsOfNoUseAfterItsWork() {
        AtomicReference<StoreReader> kept = new AtomicReference<>();
        store.read(reader -> {
            kept.set(reader);
            return null;
        });
        assertThrows(IllegalStateException.class, () -> kept.get().keys());
        store.write(writer -> {
            kept.set(writer);
            return null;
        });
        assertThrows(IllegalStateException.class, () -> kept.get().keys());
    }

    @Test
    public void aReaderCannotWrite() {
        assertThrows(StoreException.class, () -> store.read(reader ->
                ((SqlReader) reader).session.update("DELETE FROM connection")));
    }

    @Test
    public void aFailingReadLeavesTheOthersAlone() {
        for (int i = 0; i < 20; i++) {
            assertThrows(IllegalArgumentException.class, () -> store.read(reader -> {
                throw new IllegalArgumentException();
            }));
            assertThrows(StoreException.class, () -> store.read(reader ->
                    ((SqlReader) reader).session.number("SELECT nothing FROM nowhere")));
        }
        assertEquals(0, stored());
    }

    @Test
    public void aClosedStoreSaysSo() {
        store.close();
        StoreException write = assertThrows(StoreException.class, () -> store.write(writer -> null));
        StoreException read = assertThrows(StoreException.class, () -> store.read(reader -> null));
        assertEquals(StoreException.Reason.UNAVAILABLE, write.reason());
        assertEquals(StoreException.Reason.UNAVAILABLE, read.reason());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("patchbay-store-writer") && thread.isAlive()));
    }

    @Test
    public void closingDoesTheWorksThatWait() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        callers.submit(() -> store.write(writer -> {
            started.countDown();
            return await(go);
        }));
        assertTrue(started.await(30, TimeUnit.SECONDS));
        Future<Void> waiting = callers.submit(insert(store, "c"));
        awaitThreads(2, stack -> isIn(stack, PendingWork.class, "await"));
        Future<?> closing = callers.submit(() -> store.close());
        awaitThreads(1, stack -> isIn(stack, GroupCommit.class, "close") && isIn(stack, Thread.class, "join"));
        go.countDown();
        closing.get(30, TimeUnit.SECONDS);
        waiting.get(30, TimeUnit.SECONDS);
        store = Sample.open(data());
        assertTrue(isStored("c"));
    }
}
