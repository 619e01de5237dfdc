package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.UpdateRows.FormerRow;
import dev.patchbay.host.store.UpdateRows.ProviderWorkRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FormerTableTest {
    private static final byte[] KEY = {5, 5};
    private static final byte[] VALUES = {6, 6};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
        for (String id : List.of("a", "b", "c")) {
            keep(id, "ftp", 100);
        }
        keep("z", "shop", 50);
    }

    @After
    public void close() {
        store.close();
    }

    private void keep(String id, String provider, long until) {
        Sample.write(store, w -> {
            w.insertConnection(new Sample.Row(id).provider(provider).version(2).row());
            w.keepFormer(new Sample.Row(id).provider(provider).dataKey(KEY).payload(VALUES).row(), until);
        });
    }

    private List<String> ids(String provider, String after, int limit) {
        return store.read(r -> r.listFormer(provider, after, limit)).stream().map(f -> f.row().id()).toList();
    }

    @Test
    public void whatIsKeptOfAProviderIsListedByIdWithItsEnd() {
        assertEquals(List.of("a", "b"), ids("ftp", "", 2));
        assertEquals(List.of("c"), ids("ftp", "b", 2));
        assertEquals(List.of("z"), ids("shop", "", 2));
        FormerRow first = store.read(r -> r.listFormer("ftp", "", 1)).get(0);
        assertEquals(Sample.text(new Sample.Row("a").dataKey(KEY).payload(VALUES).row()), Sample.text(first.row()));
        assertEquals(100, first.keptUntil());
        assertEquals(Set.of(), first.changed());
        assertEquals(Map.of("ftp", 100L, "shop", 50L), store.read(r -> r.formerUntil()));
        assertEquals(Optional.of(50L), store.read(r -> r.findFormerUntil("shop")));
        assertEquals(Optional.empty(), store.read(r -> r.findFormerUntil("none")));
    }

    @Test
    public void endedOnesAreFoundTheLongestEndedFirst() {
        assertEquals(List.of(), store.read(r -> r.endedFormer(49, 9)));
        assertEquals(List.of("z"), store.read(r -> r.endedFormer(50, 9)));
        assertEquals(List.of("z", "a", "b"), store.read(r -> r.endedFormer(100, 3)));
    }

    @Test
    public void changedFieldsAddUpAndStartAnewWithTheNextMigration() {
        Sample.write(store, w -> {
            w.noteChanged("a", List.of("password"));
            w.noteChanged("a", List.of("host", "password"));
            w.noteChanged("nobody", List.of("host"));
        });
        assertEquals(Set.of("host", "password"), store.read(r -> r.listFormer("ftp", "", 1)).get(0).changed());
        Sample.write(store, w -> w.keepFormer(new Sample.Row("a").row(), 200));
        assertEquals(Set.of(), store.read(r -> r.listFormer("ftp", "", 1)).get(0).changed());
        assertEquals(200, store.read(r -> r.listFormer("ftp", "", 1)).get(0).keptUntil());
    }

    @Test
    public void whatIsDroppedIsGoneAndThePresentVersionStays() {
        Sample.write(store, w -> List.of("a", "b", "b").forEach(w::dropFormer));
        assertEquals(List.of("c"), ids("ftp", "", 9));
        assertTrue(store.read(r -> r.findConnection("a")).orElseThrow().dataKey().length > 0);
        assertEquals(0L, (long) store.read(r -> r.countNotUnder("kek-1")));
        assertEquals("present and kept ones", 6L, (long) store.read(r -> r.countNotUnder("kek-2")));
    }

    @Test
    public void connectionsOfAnOldSchemaAreCounted() {
        Sample.write(store, w -> w.insertConnection(new Sample.Row("gone").deleted(1, 2).row()));
        assertEquals(3L, (long) store.read(r -> r.countBefore("ftp", 4)));
        assertEquals(0L, (long) store.read(r -> r.countBefore("ftp", 3)));
        assertTrue(store.read(r -> r.hasConnections("shop")));
        assertFalse(store.read(r -> r.hasConnections("none")));
        Sample.write(store, w -> {
            w.shredConnection("z");
            w.insertConnection(new Sample.Row("z").provider("shop").deleted(1, 2).row());
        });
        assertFalse(store.read(r -> r.hasConnections("shop")));
    }

    @Test
    public void thereIsOneWorkOfAKindForAProvider() {
        ProviderWorkRow first = new ProviderWorkRow("ftp", "sweep", "d1", "running", null, null, Sample.BYTES);
        ProviderWorkRow next = new ProviderWorkRow("ftp", "sweep", "d2", "running", 7L, "c", new byte[] {1});
        ProviderWorkRow other = new ProviderWorkRow("ftp", "approve", "d2", "running", null, null, new byte[] {2});
        Sample.write(store, w -> List.of(first, next, other).forEach(w::putProviderWork));
        assertEquals(List.of(Sample.text(other), Sample.text(next)),
                store.read(r -> r.providerWork()).stream().map(Sample::text).toList());
        Sample.write(store, w -> w.deleteProviderWork("ftp", "sweep"));
        assertEquals(List.of(Sample.text(other)), store.read(r -> r.providerWork()).stream().map(Sample::text).toList());
    }
}
