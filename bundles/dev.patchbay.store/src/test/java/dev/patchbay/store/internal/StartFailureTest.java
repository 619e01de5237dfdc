package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.StoreException;
import java.io.File;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

public class StartFailureTest {
    private static final Path DATA = Path.of("data");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static StoreException failure(SQLiteErrorCode code) {
        return Sqlite.failure(new SQLiteException("", code));
    }

    @Test
    public void newerDataIs65WithItsSentence() {
        StoreException newer = new StoreException(StoreException.Reason.NEWER_SCHEMA, "Too new.", null);
        assertEquals(new StartFailure(65, "Too new."), StartFailure.of(newer, DATA));
    }

    @Test
    public void aFolderThatCannotBeWrittenIs73AndNamed() {
        assertUnwritable(new AccessDeniedException("x"));
        assertUnwritable(failure(SQLiteErrorCode.SQLITE_READONLY));
        assertUnwritable(failure(SQLiteErrorCode.SQLITE_CANTOPEN));
        assertUnwritable(failure(SQLiteErrorCode.SQLITE_FULL));
    }

    private static void assertUnwritable(Throwable failure) {
        StartFailure start = StartFailure.of(failure, DATA);
        assertEquals(73, start.exit());
        assertTrue(start.message(), start.message().startsWith("The data folder cannot be written: data"));
    }

    @Test
    public void theRestIs70AndRepeatsNoForeignMessage() {
        assertEquals(70, StartFailure.of(failure(SQLiteErrorCode.SQLITE_NOTADB), DATA).exit());
        assertEquals(70, StartFailure.of(new UnsatisfiedLinkError("x"), DATA).exit());
        StartFailure other = StartFailure.of(new IllegalStateException("a secret"), DATA);
        assertEquals(70, other.exit());
        assertFalse(other.message(), other.message().contains("secret"));
        assertEquals(70, StartFailure.of(Sqlite.failure(new SQLException("x")), DATA).exit());
    }

    @Test
    public void theServicePropertiesCarryBoth() {
        StartFailure failure = new StartFailure(70, "Why.");
        assertEquals(70, failure.properties().get("patchbay.exit"));
        assertEquals("Why.", failure.properties().get("patchbay.message"));
        assertEquals(70, failure.getAsInt());
    }

    @Test
    public void aFileInPlaceOfTheFolderIsReported() throws Exception {
        File file = folder.newFile("data");
        Exception e = assertThrows(Exception.class, () -> Sample.open(file.toPath().resolve("below")));
        assertEquals(73, StartFailure.of(e, file.toPath()).exit());
    }

    @Test
    public void aFolderInPlaceOfTheDatabaseIsReported() throws Exception {
        Path data = folder.getRoot().toPath();
        Files.createDirectories(data.resolve("patchbay.db").resolve("full"));
        Exception e = assertThrows(Exception.class, () -> Sample.open(data));
        assertEquals(73, StartFailure.of(e, data).exit());
    }
}
