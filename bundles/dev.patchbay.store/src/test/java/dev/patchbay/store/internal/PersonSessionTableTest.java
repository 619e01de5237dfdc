package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.AccessRows.PersonSessionRow;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PersonSessionTableTest {
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

    private void write(Consumer<StoreWriter> work) {
        Sample.write(store, work);
    }

    private static PersonSessionRow row(String id, byte @Nullable [] link, byte @Nullable [] key, long version) {
        return new PersonSessionRow(
                id, "account", link, key, "key_1", "north", "North", "orders", "read", "https://shop.example/", version, 5, 100,
                key == null ? null : 50L, 50 + version, new byte[] {(byte) version});
    }

    private static PersonSessionRow link(String id, long until) {
        return new PersonSessionRow(
                id, "operator", null, null, null, null, "L", null, null, null, 1, 5, until, null, 5, new byte[] {1});
    }

    private static PersonSessionRow opened(String id, long opened, long seen) {
        return new PersonSessionRow(
                id, "operator", null, null, null, null, "L", null, null, null, 1, 5, 6, opened, seen, new byte[] {1});
    }

    private List<String> there(String... ids) {
        return Stream.of(ids).filter(id -> store.read(r -> r.findPersonSession(id)).isPresent()).toList();
    }

    @Test
    public void aSessionIsFoundByWhatThePersonBrings() {
        PersonSessionRow row = row("s1", new byte[] {1}, new byte[] {2}, 1);
        write(w -> {
            w.insertPersonSession(row);
            w.insertPersonSession(row("s2", null, null, 1));
            w.insertPersonSession(row("s3", null, null, 1));
        });
        assertEquals(Sample.text(row), Sample.text(store.read(r -> r.findPersonSession("s1")).orElseThrow()));
        assertEquals("s1", store.read(r -> r.findPersonSessionByLink(new byte[] {1})).orElseThrow().id());
        assertEquals("s1", store.read(r -> r.findPersonSessionByKey(new byte[] {2})).orElseThrow().id());
        assertTrue(store.read(r -> r.findPersonSessionByLink(new byte[] {2})).isEmpty());
        assertTrue(store.read(r -> r.findPersonSessionByKey(new byte[] {1})).isEmpty());
        assertEquals(Sample.text(row("s2", null, null, 1)), Sample.text(store.read(r -> r.findPersonSession("s2")).orElseThrow()));
        StoreException e = assertThrows(StoreException.class, () ->
                write(w -> w.insertPersonSession(row("s4", null, new byte[] {2}, 1))));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
    }

    @Test
    public void onlyWhoSawTheLastVersionChangesASession() {
        write(w -> w.insertPersonSession(row("s1", new byte[] {1}, null, 1)));
        PersonSessionRow next = row("s1", new byte[] {1}, new byte[] {7}, 2);
        write(w -> {
            assertTrue(w.updatePersonSession(next, 1));
            assertFalse(w.updatePersonSession(row("s1", null, new byte[] {8}, 2), 1));
            assertFalse(w.updatePersonSession(row("s9", null, new byte[] {8}, 2), 1));
        });
        assertEquals(Sample.text(next), Sample.text(store.read(r -> r.findPersonSession("s1")).orElseThrow()));
        write(w -> {
            assertTrue(w.deletePersonSession("s1"));
            assertFalse(w.deletePersonSession("s1"));
        });
        assertEquals(List.of(), there("s1"));
    }

    @Test
    public void whatIsOverIsPurgedByWhatItIs() {
        write(w -> {
            w.insertPersonSession(link("ended", 100));
            w.insertPersonSession(link("waits", 101));
            w.insertPersonSession(opened("old", 20, 60));
            w.insertPersonSession(opened("idle", 21, 30));
            w.insertPersonSession(opened("lively", 21, 31));
        });
        write(w -> assertEquals(3, w.purgePersonSessions(100, 20, 30)));
        assertEquals(List.of("waits", "lively"), there("ended", "waits", "old", "idle", "lively"));
    }
}
