package dev.patchbay.store.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MigrationsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    private static final int LATEST = SchemaStep.shipped().size();
    private static final SchemaStep NEXT =
            new SchemaStep(LATEST + 1, "notes.sql", "-- new\nCREATE TABLE note (\n  text TEXT NOT NULL\n);\n");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path data() {
        return folder.getRoot().toPath();
    }

    private static List<SchemaStep> steps(SchemaStep... more) {
        List<SchemaStep> steps = new ArrayList<>(SchemaStep.shipped());
        steps.addAll(List.of(more));
        return steps;
    }

    private SqlStore open(List<SchemaStep> steps) throws Exception {
        return SqlStore.open(data(), new Migrations(steps, CLOCK), CLOCK, 2);
    }

    private void openOld() throws Exception {
        try (SqlStore store = open(steps())) {
            store.write(writer -> {
                writer.insertConnection(new Sample.Row("c").row());
                return null;
            });
        }
    }

    /** A connection as the first step stores it. */
    private static void insertOld(SqlStore store, String id, String label) {
        ConnectionRow row = new Sample.Row(id).label(label).row();
        store.write(writer -> {
            SqlSession session = ((SqlReader) writer).session;
            session.update(
                    "INSERT INTO connection (id, account, provider, method, label, status, owner, schema_version, version,"
                            + " granted, kek_id, payload, mac, created_at, updated_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row.id(), row.account(), row.provider(), row.method(), row.label(), row.status(), row.owner(),
                    row.schemaVersion(), row.version(), row.grant(), row.kekId(), row.payload(), row.mac(),
                    row.createdAt(), row.updatedAt());
            session.update(
                    "INSERT INTO connection_key (connection_id, kept, data_key) VALUES (?, 0, ?)", row.id(), row.dataKey());
            return null;
        });
    }

    @Test
    public void labelsStoredBeforeThereWasAnOrderAreOrderedByUnicode() throws Exception {
        try (SqlStore store = open(SchemaStep.shipped().subList(0, 1))) {
            insertOld(store, "c1", "\u00c9cole");
            insertOld(store, "c2", "\u00e9COLE 2");
            insertOld(store, "c3", "Zebra");
            insertOld(store, "c4", "apple");
        }
        try (SqlStore store = open(steps())) {
            assertEquals(List.of("c4", "c3", "c1", "c2"), Sample.ordered(store, ConnectionOrder.LABEL, null, 10));
            assertEquals(List.of("c1", "c2"), Sample.ordered(store, ConnectionOrder.LABEL,
                    new ConnectionFilter.Place(0, "zebra", "c3"), 10));
        }
    }

    private List<Path> copies() throws Exception {
        Path copies = data().resolve("before-upgrade");
        if (!Files.exists(copies)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(copies)) {
            return files.toList();
        }
    }

    @Test
    public void aNewDatabaseGetsEveryStepAndNoCopy() throws Exception {
        try (SqlStore store = open(steps(NEXT))) {
            assertEquals(LATEST + 1, store.schemaVersion());
        }
        assertEquals(List.of(), copies());
    }

    @Test
    public void anOldDatabaseIsCopiedThenMigratedOnce() throws Exception {
        openOld();
        for (int start = 0; start < 2; start++) {
            try (SqlStore store = open(steps(NEXT))) {
                assertTrue(store.read(reader -> reader.findConnection("c")).isPresent());
                assertEquals(0L, (long) store.read(reader -> ((SqlReader) reader).session.number("SELECT COUNT(*) FROM note")));
            }
        }
        Path copy = data().resolve("before-upgrade/patchbay-v" + LATEST + "-20260304-050607.db");
        assertEquals(List.of(copy), copies());
        assertEquals("Schema version " + LATEST + ", 1 connection.", new DatabaseFile(data(), new Migrations(steps(), CLOCK), CLOCK).check(copy));
    }

    @Test
    public void aDatabaseOfTheFirstStepIsCopiedAndGetsTheOthers() throws Exception {
        List<SchemaStep> first = SchemaStep.shipped().subList(0, 1);
        try (SqlStore store = open(first)) {
            assertEquals(1, store.schemaVersion());
            insertOld(store, "c", "Main shop");
        }
        try (SqlStore store = open(steps())) {
            assertEquals(LATEST, store.schemaVersion());
            assertEquals(Sample.text(new Sample.Row("c").row()), Sample.text(store.read(r -> r.findConnection("c")).orElseThrow()));
            assertTrue(store.write(w -> w.takeLease("c", "host", 1, 2)).isPresent());
            assertTrue(store.read(r -> r.findRenewal("c")).isPresent());
        }
        Path copy = data().resolve("before-upgrade/patchbay-v1-20260304-050607.db");
        assertEquals(List.of(copy), copies());
        assertEquals("Schema version 1, 1 connection.", new DatabaseFile(data(), new Migrations(first, CLOCK), CLOCK).check(copy));
    }

    @Test
    public void aCopyOfTheFirstStepIsAdoptedAtTheLast() throws Exception {
        Path copy = data().resolve("copy.db");
        Path old = data().resolve("old");
        Migrations first = new Migrations(SchemaStep.shipped().subList(0, 1), CLOCK);
        try (SqlStore store = SqlStore.open(old, first, CLOCK, 2)) {
            insertOld(store, "c", "Main shop");
            store.snapshot(copy);
        }
        try (SqlStore store = open(steps())) {
            store.adopt(copy);
            assertTrue(store.write(w -> w.takeLease("c", "host", 1, 2)).isPresent());
        }
    }

    @Test
    public void aFailingStepChangesNothing() throws Exception {
        openOld();
        SchemaStep broken = new SchemaStep(LATEST + 2, "broken.sql", "CREATE TABLE half (x TEXT);\nCREATE NONSENSE;\n");
        assertThrows(StoreException.class, () -> open(steps(NEXT, broken)));
        try (SqlStore store = open(steps())) {
            assertTrue(store.read(reader -> reader.findConnection("c")).isPresent());
            assertThrows(StoreException.class, () -> store.read(
                    reader -> ((SqlReader) reader).session.number("SELECT COUNT(*) FROM half")));
        }
    }

    @Test
    public void aNewerDatabaseIsRefusedAndNotTouched() throws Exception {
        open(steps(NEXT)).close();
        byte[] before = Files.readAllBytes(data().resolve("patchbay.db"));
        StoreException e = assertThrows(StoreException.class, () -> open(steps()));
        assertEquals(StoreException.Reason.NEWER_SCHEMA, e.reason());
        assertTrue(e.getMessage(), e.getMessage().contains("schema version " + (LATEST + 1) + ", this program knows up to " + LATEST));
        assertArrayEquals(before, Files.readAllBytes(data().resolve("patchbay.db")));
        assertEquals(List.of(), copies());
    }

    @Test
    public void anEditedStepIsRefused() throws Exception {
        open(steps(NEXT)).close();
        SchemaStep edited = new SchemaStep(NEXT.version(), NEXT.name(), NEXT.text().replace("note", "notes"));
        StoreException e = assertThrows(StoreException.class, () -> open(steps(edited)));
        assertEquals(StoreException.Reason.UNAVAILABLE, e.reason());
        assertTrue(e.getMessage(), e.getMessage().contains("notes.sql"));
    }

    @Test
    public void lineEndsAndCommentsAreNotPartOfAStep() {
        SchemaStep other = new SchemaStep(3, "n", NEXT.text().replace("-- new\n", "").replace("\n", "\r\n"));
        assertEquals(NEXT.checksum(), other.checksum());
        assertEquals(1, other.statements("BLOB", "").size());
        assertFalse(SchemaStep.shipped().get(0).statements("BLOB", "").stream().anyMatch(sql -> sql.contains("{")));
    }

    @Test
    public void anotherProgramsDatabaseIsRefused() throws Exception {
        try (Connection connection = new Sqlite(data().resolve("patchbay.db")).writer();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (x TEXT)");
        }
        StoreException e = assertThrows(StoreException.class, () -> open(steps()));
        assertTrue(e.getMessage(), e.getMessage().contains("another program's database"));
    }

    @Test
    public void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(data().resolve("patchbay.db"), "hello ".repeat(1_000));
        StoreException e = assertThrows(StoreException.class, () -> open(steps()));
        assertEquals(StoreException.Reason.UNAVAILABLE, e.reason());
        assertEquals("The file is no database.", e.getMessage());
    }
}
