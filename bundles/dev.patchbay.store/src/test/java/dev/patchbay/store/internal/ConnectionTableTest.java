package dev.patchbay.store.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConnectionTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
    }

    @After
    public void close() {
        store.close();
    }

    private void insert(ConnectionRow row) {
        store.write(writer -> {
            writer.insertConnection(row);
            return null;
        });
    }

    private ConnectionRow get(String id) {
        return store.read(reader -> reader.findConnection(id)).orElseThrow();
    }

    @Test
    public void everyColumnComesBack() {
        ConnectionRow full = new ConnectionRow(
                "id", "a", "p", "m", "l", "s", "reason", "o", 7, 8, "g", "k", new byte[] {1}, new byte[] {2},
                new byte[] {3}, 11, 12, 13L, 14L, 15L, 16L, "tested");
        ConnectionRow bare = new Sample.Row("bare").row();
        insert(full);
        insert(bare);
        assertEquals(Sample.text(full), Sample.text(get("id")));
        assertEquals(Sample.text(bare), Sample.text(get("bare")));
    }

    @Test
    public void anUnknownIdIsAbsent() {
        assertTrue(store.read(reader -> reader.findConnection("nobody")).isEmpty());
        assertTrue(store.read(reader -> reader.findFormer("nobody")).isEmpty());
    }

    @Test
    public void theSameIdTwiceIsADuplicate() {
        insert(new Sample.Row("c").row());
        StoreException e = assertThrows(StoreException.class, () -> insert(new Sample.Row("c").label("other").row()));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
        assertEquals("Main shop", get("c").label());
    }

    @Test
    public void anUpdateReplacesTheExpectedVersionOnly() {
        insert(new Sample.Row("c").row());
        ConnectionRow next = new Sample.Row("c").label("Second").version(2).dataKey((byte) 5).row();
        assertFalse(store.write(writer -> writer.updateConnection(next, 7)));
        assertEquals("Main shop", get("c").label());
        assertArrayEquals(new byte[] {9, 8, 7}, get("c").dataKey());
        assertTrue(store.write(writer -> writer.updateConnection(next, 1)));
        assertEquals(Sample.text(next), Sample.text(get("c")));
        assertFalse(store.write(writer -> writer.updateConnection(new Sample.Row("nobody").row(), 1)));
    }

    @Test
    public void anUpdateMovesTheSearchWords() {
        insert(new Sample.Row("c").label("Alpha").row());
        store.write(writer -> writer.updateConnection(new Sample.Row("c").label("Beta").version(2).row(), 1));
        assertEquals(List.of(), found("alpha"));
        assertEquals(List.of("c"), found("beta"));
        store.write(writer -> writer.updateConnection(new Sample.Row("c").label("Beta").account("south").version(3).row(), 2));
        assertEquals(List.of(), found("north"));
        assertEquals(List.of("c"), found("south"));
    }

    private List<String> found(String word) {
        return store.read(reader -> reader.listConnections(Sample.words(word))).stream().map(ConnectionRow::id).toList();
    }

    @Test
    public void aTestResultChangesNoVersion() {
        insert(new Sample.Row("c").row());
        store.write(writer -> {
            writer.noteTest("c", 77, "passed");
            return null;
        });
        assertEquals(1, get("c").version());
        assertEquals(Long.valueOf(77), get("c").testedAt());
        assertEquals("passed", get("c").testResult());
    }

    @Test
    public void theFormerVersionIsKeptWithItsOwnKey() {
        ConnectionRow first = new Sample.Row("c").row();
        insert(first);
        ConnectionRow second = new Sample.Row("c").version(2).dataKey((byte) 5).row();
        store.write(writer -> {
            writer.keepFormer(first, 100);
            return writer.updateConnection(second, 1);
        });
        assertEquals(Sample.text(first), Sample.text(store.read(reader -> reader.findFormer("c")).orElseThrow()));
        assertEquals(Sample.text(second), Sample.text(get("c")));
        store.write(writer -> {
            writer.keepFormer(second, 100);
            return null;
        });
        assertEquals(Sample.text(second), Sample.text(store.read(reader -> reader.findFormer("c")).orElseThrow()));
    }

    @Test
    public void shreddingRemovesEveryTrace() {
        ConnectionRow row = new Sample.Row("c").row();
        insert(row);
        store.write(writer -> {
            writer.keepFormer(row, 100);
            writer.shredConnection("c");
            return null;
        });
        assertTrue(store.read(reader -> reader.findConnection("c")).isEmpty());
        assertTrue(store.read(reader -> reader.findFormer("c")).isEmpty());
        assertEquals(List.of(), found("main"));
        insert(row);
        assertEquals(Sample.text(row), Sample.text(get("c")));
    }

    @Test
    public void anEmptyDataKeyShredsTheKeptVersionToo() {
        ConnectionRow row = new Sample.Row("c").row();
        insert(row);
        store.write(writer -> {
            writer.keepFormer(row, 100);
            return writer.updateConnection(new Sample.Row("c").version(2).dataKey().row(), 1);
        });
        assertEquals(0, get("c").dataKey().length);
        assertTrue(store.read(reader -> reader.findFormer("c")).isEmpty());
    }

    @Test
    public void countLeavesDeletedOnesOut() {
        insert(new Sample.Row("a").row());
        insert(new Sample.Row("b").row());
        insert(new Sample.Row("c").provider("shop").row());
        insert(new Sample.Row("d").deleted(5, 9).row());
        assertEquals(2L, (long) store.read(reader -> reader.countConnections("ftp")));
        assertEquals(0L, (long) store.read(reader -> reader.countConnections("none")));
    }

    @Test
    public void purgeableAreThoseWhoseGraceEnded() {
        insert(new Sample.Row("live").row());
        insert(new Sample.Row("late").deleted(5, 30).row());
        insert(new Sample.Row("soon").deleted(5, 20).row());
        insert(new Sample.Row("first").deleted(5, 10).row());
        assertEquals(List.of("first", "soon"), ids(store.read(reader -> reader.purgeable(20, 10))));
        assertEquals(List.of("first"), ids(store.read(reader -> reader.purgeable(20, 1))));
    }

    private static List<String> ids(List<ConnectionRow> rows) {
        return rows.stream().map(ConnectionRow::id).toList();
    }

    @Test
    public void eachComesOldestFirstAndDeletedToo() {
        store.write(writer -> {
            for (int i = 0; i < 450; i++) {
                Sample.Row row = new Sample.Row(String.format("c%03d", 449 - i)).createdAt(i / 7);
                writer.insertConnection((i % 5 == 0 ? row.deleted(1, 2) : row).row());
            }
            return null;
        });
        List<String> seen = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        store.read(reader -> {
            reader.eachConnection(row -> {
                seen.add(row.id());
                times.add(row.createdAt());
                // the consumer may ask the same reader
                assertTrue(reader.findConnection(row.id()).isPresent());
            });
            return null;
        });
        assertEquals(450, seen.stream().distinct().count());
        assertEquals(450, seen.size());
        assertEquals(times.stream().sorted().toList(), times);
    }
}
