package dev.patchbay.store.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows.KeyRow;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RewrappingTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
        store.write(w -> {
            for (String id : List.of("a", "b", "c")) {
                w.insertConnection(new Sample.Row(id).deleted(5, 6).row());
            }
            w.insertConnection(new Sample.Row("d").dataKey().row());
            w.keepFormer(new Sample.Row("b").row(), 100);
            return true;
        });
    }

    @After
    public void close() {
        store.close();
    }

    private static ConnectionRow under(String kekId, ConnectionRow row) {
        return new ConnectionRow(
                row.id(), row.account(), row.provider(), row.method(), "ignored", row.status(), row.reason(), row.owner(),
                row.schemaVersion(), row.version(), row.grant(), kekId, kekId.isEmpty() ? new byte[0] : new byte[] {1},
                new byte[] {2}, new byte[] {3}, row.createdAt(), row.updatedAt(), row.expiresAt(), row.deletedAt(),
                row.purgeAt(), row.testedAt(), row.testResult());
    }

    private static ConnectionRow next(String id) {
        return under("kek-2", new Sample.Row(id).row());
    }

    private static List<String> ids(List<ConnectionRow> rows) {
        return rows.stream().map(ConnectionRow::id).toList();
    }

    @Test
    public void whatIsUnderOthersIsListedByIdAndCounted() {
        assertEquals(List.of("a", "b"), ids(store.read(r -> r.listNotUnder("kek-2", "", 2))));
        assertEquals(List.of("c"), ids(store.read(r -> r.listNotUnder("kek-2", "b", 2))));
        assertEquals(List.of("b"), ids(store.read(r -> r.listFormerNotUnder("kek-2", "", 2))));
        assertEquals(List.of(), ids(store.read(r -> r.listNotUnder("kek-1", "", 2))));
        assertEquals(4L, (long) store.read(r -> r.countNotUnder("kek-2")));
        assertEquals(0L, (long) store.read(r -> r.countNotUnder("kek-1")));
    }

    @Test
    public void onlyWhatIsSealedIsReplacedAndOnlyWhereTheCodeIsTheSame() {
        assertTrue(store.write(w -> w.rewrapConnection(next("b"), new byte[] {4, 2})));
        assertFalse(store.write(w -> w.rewrapConnection(next("b"), new byte[] {4, 2})));
        ConnectionRow row = store.read(r -> r.findConnection("b")).orElseThrow();
        assertEquals("kek-2 Main shop 1", row.kekId() + " " + row.label() + " " + row.version());
        assertArrayEquals(new byte[] {1}, row.dataKey());
        assertEquals("kek-1", store.read(r -> r.findFormer("b")).orElseThrow().kekId());
        assertTrue(store.write(w -> w.rewrapFormer(next("b"), new byte[] {4, 2})));
        assertArrayEquals(new byte[] {1}, store.read(r -> r.findFormer("b")).orElseThrow().dataKey());
        assertEquals(2L, (long) store.read(r -> r.countNotUnder("kek-2")));
    }

    @Test
    public void aChangeThatReadTheRowBeforeItWasRewrappedIsRefused() {
        store.write(w -> w.rewrapConnection(next("a"), new byte[] {4, 2}));
        assertFalse(store.write(w -> w.updateConnection(new Sample.Row("a").version(2).row(), 1)));
        assertTrue(store.write(w -> w.updateConnection(under("", next("a")), 1)));
    }

    @Test
    public void aNewDataKeyComesUnderAnActiveKekOnly() {
        store.write(w -> w.updateConnection(under("", next("a")), 1));
        store.write(w -> {
            w.putKey(new KeyRow("kek-1", Sample.BYTES, 1, false));
            w.putKey(new KeyRow("kek-2", Sample.BYTES, 1, true));
            return true;
        });
        assertTrue(store.read(r -> r.isActiveKey("kek-2")));
        assertFalse(store.read(r -> r.isActiveKey("kek-1")));
        assertFalse(store.write(w -> w.updateConnection(new Sample.Row("a").row(), 1)));
        assertTrue(store.write(w -> w.updateConnection(next("a"), 1)));
    }

    @Test
    public void aDeletedKeyIsGone() {
        store.write(w -> {
            w.putKey(new KeyRow("kek-1", Sample.BYTES, 1, false));
            w.putKey(new KeyRow("kek-2", Sample.BYTES, 1, true));
            w.deleteKey("kek-1");
            return true;
        });
        assertEquals(List.of("kek-2"), store.read(r -> r.keys()).stream().map(KeyRow::id).toList());
    }
}
