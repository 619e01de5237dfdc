package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ClientTableTest {
    private static final byte[] MAC = {4, 2};

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

    private static ClientRow client(String id, @Nullable String account, String provider, long createdAt) {
        return new ClientRow(
                id, account, provider, "code", "Ours", true, 1, "kek-1", new byte[] {9}, Sample.BYTES, MAC, createdAt, 6);
    }

    /** Another version, under another KEK. */
    private static ClientRow next(String id, long version, String kekId) {
        byte[] dataKey = kekId.isEmpty() ? new byte[0] : new byte[] {8};
        return new ClientRow(
                id, "south", "mail", "other", "Theirs", false, version, kekId, dataKey, new byte[] {7}, new byte[] {5}, 3, 9);
    }

    private String stored(String id) {
        return Sample.text(store.read(r -> r.findClient(id)).orElseThrow());
    }

    private static List<String> ids(List<ClientRow> rows) {
        return rows.stream().map(ClientRow::id).toList();
    }

    private List<String> listed(@Nullable String account, @Nullable String provider, @Nullable Long at, @Nullable String after) {
        return ids(store.read(r -> r.listClients(account, provider, at, after, 3)));
    }

    @Test
    public void everyColumnComesBackAndIdsAreUnique() {
        write(w -> w.insertClient(client("o1", null, "shop", 5)));
        write(w -> w.insertClient(next("o2", 1, "kek-1")));
        assertEquals(Sample.text(client("o1", null, "shop", 5)), stored("o1"));
        assertEquals(Sample.text(next("o2", 1, "kek-1")), stored("o2"));
        assertTrue(store.read(r -> r.findClient("o3")).isEmpty());
        StoreException e = assertThrows(StoreException.class, () -> write(w -> w.insertClient(next("o1", 1, "kek-1"))));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
    }

    @Test
    public void anAccountSeesItsOwnClientsAndThoseOfAll() {
        write(w -> w.insertClient(client("all", null, "shop", 1)));
        write(w -> w.insertClient(client("north", "north", "shop", 2)));
        write(w -> w.insertClient(client("south", "south", "shop", 3)));
        write(w -> w.insertClient(client("mail", "north", "mail", 3)));
        assertEquals(List.of("south", "mail", "north"), listed(null, null, null, null));
        assertEquals(List.of("all"), listed(null, null, 2L, "north"));
        assertEquals(List.of("mail", "north", "all"), listed("north", null, null, null));
        assertEquals(List.of("north", "all"), listed("north", "shop", null, null));
        assertEquals(List.of("all"), listed("north", "shop", 2L, "north"));
        assertEquals(List.of("mail"), listed(null, "mail", null, null));
    }

    @Test
    public void anUpdateReplacesTheExpectedVersionOnly() {
        write(w -> w.insertClient(client("o", null, "shop", 5)));
        assertFalse(store.write(w -> w.updateClient(next("o", 2, "kek-1"), 7)));
        assertEquals(Sample.text(client("o", null, "shop", 5)), stored("o"));
        assertTrue(store.write(w -> w.updateClient(next("o", 2, "kek-1"), 1)));
        assertEquals(Sample.text(next("o", 2, "kek-1")), stored("o"));
        assertFalse(store.write(w -> w.updateClient(next("nobody", 2, "kek-1"), 1)));
    }

    @Test
    public void aChangeThatReadTheRowBeforeItWasRewrappedIsRefused() {
        write(w -> w.insertClient(client("o", null, "shop", 5)));
        assertFalse(store.write(w -> w.rewrapClient(next("o", 9, "kek-2"), new byte[] {1})));
        assertTrue(store.write(w -> w.rewrapClient(next("o", 9, "kek-2"), MAC)));
        ClientRow row = store.read(r -> r.findClient("o")).orElseThrow();
        assertEquals("kek-2 Ours 1 8 7 5", row.kekId() + " " + row.label() + " " + row.version() + " " + row.dataKey()[0] + " "
                + row.payload()[0] + " " + row.mac()[0]);
        assertFalse(store.write(w -> w.updateClient(client("o", null, "shop", 5), 1)));
        assertTrue(store.write(w -> w.updateClient(next("o", 2, "kek-2"), 1)));
        assertTrue(store.write(w -> w.updateClient(next("o", 3, ""), 2)));
        assertFalse(store.write(w -> w.updateClient(next("o", 4, "kek-3"), 3)));
        write(w -> w.putKey(new KeyRow("kek-3", Sample.BYTES, 1, true)));
        assertTrue(store.write(w -> w.updateClient(next("o", 4, "kek-3"), 3)));
    }

    @Test
    public void whatIsUnderAnotherKekIsListedByIdAndOnlyWhereThereIsAKey() {
        for (String id : List.of("o3", "o1", "o2")) {
            write(w -> w.insertClient(client(id, null, "shop", 5)));
        }
        write(w -> w.insertClient(next("empty", 1, "")));
        assertEquals(List.of("o1", "o2"), ids(store.read(r -> r.listClientsNotUnder("kek-2", "", 2))));
        assertEquals(List.of("o3"), ids(store.read(r -> r.listClientsNotUnder("kek-2", "o2", 2))));
        assertEquals(List.of(), ids(store.read(r -> r.listClientsNotUnder("kek-1", "", 2))));
    }

    @Test
    public void connectionsOfAClientAreThoseLinkedLast() {
        write(w -> w.insertClient(client("o1", null, "shop", 5)));
        write(w -> w.insertClient(client("o2", null, "shop", 5)));
        for (String id : List.of("c", "a", "b")) {
            write(w -> w.linkClient(id, "o1"));
        }
        assertEquals(List.of("a", "b", "c"), store.read(r -> r.connectionsOfClient("o1", 9)));
        assertEquals(List.of("a"), store.read(r -> r.connectionsOfClient("o1", 1)));
        write(w -> w.linkClient("a", "o2"));
        write(w -> w.linkClient("b", null));
        assertEquals(1L, (long) store.read(r -> r.countConnectionsOfClient("o1")));
        assertEquals(List.of("a"), store.read(r -> r.connectionsOfClient("o2", 9)));
        store.write(w -> w.updateConnection(new Sample.Row("a").deleted(5, 9).row(), 1));
        assertEquals("it can be restored", 1L, (long) store.read(r -> r.countConnectionsOfClient("o2")));
        write(w -> w.shredConnection("a"));
        assertEquals(0L, (long) store.read(r -> r.countConnectionsOfClient("o2")));
    }

    @Test
    public void aClientInUseIsNotRemoved() {
        write(w -> w.insertClient(client("o", null, "shop", 5)));
        write(w -> w.linkClient("a", "o"));
        assertThrows(StoreException.class, () -> write(w -> w.deleteClient("o")));
        assertThrows(StoreException.class, () -> write(w -> w.linkClient("b", "nobody")));
        write(w -> w.linkClient("a", null));
        write(w -> w.deleteClient("o"));
        assertTrue(store.read(r -> r.findClient("o")).isEmpty());
    }
}
