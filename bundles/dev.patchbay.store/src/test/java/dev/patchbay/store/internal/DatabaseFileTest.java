package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DatabaseFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path data;
    private Path copy;
    private SqlStore store;

    @Before
    public void open() throws Exception {
        data = folder.getRoot().toPath().resolve("a data folder");
        copy = folder.getRoot().toPath().resolve("copy.db");
        store = Sample.open(data);
    }

    @After
    public void close() {
        store.close();
    }

    private static void insert(SqlStore store, Sample.Row row) {
        store.write(writer -> {
            writer.insertConnection(row.row());
            return null;
        });
    }

    private static boolean holds(SqlStore store, String id) {
        return store.read(reader -> reader.findConnection(id)).isPresent();
    }

    @Test
    public void itsSizeIsThatOfTheFileAndItsLog() throws Exception {
        try (SqlStore store = Sample.open(folder.getRoot().toPath())) {
            long before = store.size().bytes();
            Sample.write(store, writer -> {
                for (int i = 0; i < 500; i++) {
                    writer.insertConnection(new Sample.Row("size" + i).payload(new byte[1_000]).row());
                }
            });
            assertEquals("sqlite", store.size().kind());
            assertTrue(store.size().bytes() >= before + 500_000);
            Sample.write(store, writer -> {
                for (int i = 0; i < 500; i++) {
                    writer.shredConnection("size" + i);
                }
            });
            assertTrue(String.valueOf(store.size().free()), store.size().free() >= 400_000);
        }
    }

    @Test
    public void filesAreForTheOwnerAlone() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        insert(store, new Sample.Row("c"));
        store.snapshot(copy);
        for (Path file : List.of(db(""), db("-wal"), db("-shm"), copy)) {
            assertEquals(file.toString(), "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        store.close();
        Files.setPosixFilePermissions(db(""), PosixFilePermissions.fromString("rw-r--r--"));
        store = Sample.open(data);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(db(""))));
    }

    private Path db(String suffix) {
        return data.resolve("patchbay.db" + suffix);
    }

    @Test
    public void aSnapshotIsWholeAndOfOneMoment() throws Exception {
        for (int i = 0; i < 50; i++) {
            insert(store, new Sample.Row("c" + i));
        }
        store.snapshot(copy);
        insert(store, new Sample.Row("later"));
        assertEquals("Schema version " + SchemaStep.shipped().size() + ", 50 connections.", store.check(copy));
        assertThrows(FileAlreadyExistsException.class, () -> store.snapshot(copy));
        assertEquals("Schema version " + SchemaStep.shipped().size() + ", 50 connections.", store.check(copy));
    }

    @Test
    public void checkNamesWhatIsWrong() throws Exception {
        assertTrue(message(copy).contains("no such file"));
        Files.writeString(copy, "");
        assertEquals("The database is empty.", message(copy));
        Files.writeString(copy, "no database at all".repeat(100));
        assertEquals("The file is no database.", message(copy));
        Files.delete(copy);
        for (int i = 0; i < 200; i++) {
            insert(store, new Sample.Row("c" + i));
        }
        store.snapshot(copy);
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.seek(file.length() - 4096);
            file.write(new byte[4096]);
        }
        assertEquals("The database is damaged.", message(copy));
    }

    private String message(Path file) {
        StoreException e = assertThrows(StoreException.class, () -> store.check(file));
        assertEquals(StoreException.Reason.UNAVAILABLE, e.reason());
        return e.getMessage();
    }

    @Test
    public void anAdoptedCopyReplacesTheContentForGood() throws Exception {
        Path otherData = folder.getRoot().toPath().resolve("other");
        try (SqlStore other = Sample.open(otherData)) {
            insert(other, new Sample.Row("theirs"));
            other.write(writer -> writer.insertKeysIfNone(List.of(new KeyRow("root", Sample.BYTES, 1, true))));
            other.snapshot(copy);
        }
        insert(store, new Sample.Row("mine"));
        assertTrue(holds(store, "mine"));
        store.adopt(copy);
        assertFalse(holds(store, "mine"));
        assertTrue(holds(store, "theirs"));
        insert(store, new Sample.Row("new"));
        store.close();
        store = Sample.open(data);
        assertTrue(holds(store, "theirs"));
        assertTrue(holds(store, "new"));
        assertFalse(store.write(writer -> writer.insertKeysIfNone(List.of(new KeyRow("x", Sample.BYTES, 1, true)))));
        assertTrue("the copy stays", Files.exists(copy));
        assertEquals(List.of(), leftovers());
    }

    private List<Path> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().contains("adopted")).toList();
        }
    }

    @Test
    public void aDatabaseWithKeysAdoptsNothing() throws Exception {
        store.snapshot(copy);
        store.write(writer -> writer.insertKeysIfNone(List.of(new KeyRow("root", Sample.BYTES, 1, true))));
        insert(store, new Sample.Row("mine"));
        StoreException e = assertThrows(StoreException.class, () -> store.adopt(copy));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
        assertTrue(holds(store, "mine"));
    }

    @Test
    public void aBrokenCopyIsNotAdopted() throws Exception {
        insert(store, new Sample.Row("mine"));
        Files.writeString(copy, "no database at all".repeat(100));
        assertThrows(StoreException.class, () -> store.adopt(copy));
        assertTrue(holds(store, "mine"));
        assertEquals(List.of(), leftovers());
    }

    @Test
    public void shreddedKeysLeaveEveryFile() throws Exception {
        String canary = "CANARY-OF-A-DATA-KEY";
        insert(store, new Sample.Row("c").dataKey(canary.getBytes(StandardCharsets.UTF_8)));
        assertTrue(isInFiles(canary));
        store.write(writer -> {
            writer.shredConnection("c");
            return null;
        });
        awaitGone(canary);
        insert(store, new Sample.Row("next"));
        assertTrue(holds(store, "next"));
    }

    @Test
    public void whatIsRemovedOfKeptVersionsTokensClientsAndSessionsLeavesEveryFile() throws Exception {
        byte[] canary = "CANARY-OF-A-SEALED-VALUE".getBytes(StandardCharsets.UTF_8);
        insert(store, new Sample.Row("c"));
        assertLeaves(canary, w -> w.putTokens(new TokenRow("c", 1, canary, Sample.BYTES, 1, null), 0), w -> w.deleteTokens("c"));
        assertLeaves(canary, w -> w.keepFormer(new Sample.Row("c").payload(canary).row(), 1), w -> w.dropFormer("c"));
        assertLeaves(canary, w -> w.keepFormer(new Sample.Row("c").dataKey(canary).row(), 1), w -> w.dropFormer("c"));
        assertLeaves(canary, w -> w.insertClient(client("o", canary)), w -> w.deleteClient("o"));
        assertLeaves(canary, w -> w.insertSession(session("s", canary)), w -> w.deleteSession("s"));
        assertLeaves(canary, w -> w.insertSession(session("s", canary)), w -> w.purgeSessions(10));
    }

    private static ClientRow client(String id, byte[] dataKey) {
        return new ClientRow(id, null, "shop", "code", "Ours", true, 1, "kek-1", dataKey, Sample.BYTES, Sample.BYTES, 1, 1);
    }

    private static SessionRow session(String id, byte[] dataKey) {
        return new SessionRow(id, null, null, null, "north", 1, "kek-1", dataKey, Sample.BYTES, Sample.BYTES, 1, 2);
    }

    private void assertLeaves(byte[] canary, Consumer<StoreWriter> put, Consumer<StoreWriter> remove) throws Exception {
        String text = new String(canary, StandardCharsets.UTF_8);
        Sample.write(store, put);
        assertTrue(isInFiles(text));
        Sample.write(store, remove);
        awaitGone(text);
    }

    private void awaitGone(String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (isInFiles(text)) {
            assertTrue("it left the files", System.nanoTime() < end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isInFiles(String text) throws Exception {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
