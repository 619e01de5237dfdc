package dev.patchbay.store.internal;

import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The database as files of the data folder: made, upgraded with a copy kept, copied, checked and replaced. */
final class DatabaseFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path data;
    private final Path file;
    private final Sqlite sqlite;
    private final Migrations migrations;
    private final Clock clock;

    DatabaseFile(Path data, Migrations migrations, Clock clock) {
        this.data = data;
        this.file = data.resolve("patchbay.db");
        this.sqlite = new Sqlite(file);
        this.migrations = migrations;
        this.clock = clock;
    }

    /**
     * Makes the database or brings it to the current schema.
     *
     * @throws StoreException NEWER_SCHEMA, and nothing is changed
     */
    void prepare() throws IOException {
        PrivateFiles.createFolder(data);
        PrivateFiles.createOrRestrict(file);
        int version = Files.size(file) == 0 ? 0 : version(sqlite);
        if (version > 0 && version < migrations.latest()) {
            keepCopy(version);
        }
        migrate(sqlite);
    }

    private void keepCopy(int version) throws IOException {
        Path folder = data.resolve("before-upgrade");
        PrivateFiles.createFolder(folder);
        Path copy = folder.resolve("patchbay-v" + version + "-" + STAMP.format(clock.instant()) + ".db");
        copyTo(copy);
        StoreLog.LOG.info("Schema {} becomes {}; a copy is kept as {}", version, migrations.latest(), copy);
    }

    /** What it takes on the disk, with its log. */
    long bytes() throws IOException {
        long bytes = 0;
        for (String end : new String[] {"", "-wal", "-shm"}) {
            Path part = data.resolve(file.getFileName() + end);
            bytes += Files.exists(part) ? Files.size(part) : 0;
        }
        return bytes;
    }

    /** The connection that writes. */
    Connection writer() {
        return sqlite.writer();
    }

    /** A connection that reads. */
    Connection reader() {
        return sqlite.reader();
    }

    /**
     * Copies the database, while it is in use, to a new file that is on the disk when this returns.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file is there
     */
    void copyTo(Path target) throws IOException {
        PrivateFiles.create(target);
        boolean whole = false;
        try {
            sqlite.copyInto(target.toAbsolutePath());
            PrivateFiles.flush(target);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(target);
            }
        }
    }

    /** Says what a copy holds, or throws what is wrong with it. */
    String check(Path copy) {
        if (!Files.isRegularFile(copy)) {
            throw new StoreException(Reason.UNAVAILABLE, "There is no such file: " + copy, null);
        }
        try (Connection connection = new Sqlite(copy).readOnly()) {
            Sqlite.checkIntegrity(connection);
            int version = migrations.version(connection);
            if (version == 0) {
                throw new StoreException(Reason.UNAVAILABLE, "The database is empty.", null);
            }
            long count = count("connection", connection);
            return "Schema version " + version + ", " + count + (count == 1 ? " connection." : " connections.");
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    /** Copies a file beside the database and brings that copy to the current schema. */
    Path stage(Path copy) throws IOException {
        Path staged = data.resolve("patchbay.db.adopted");
        deleteWithLog(staged);
        PrivateFiles.create(staged);
        Files.copy(copy, staged, StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.createOrRestrict(staged);
        migrate(new Sqlite(staged));
        PrivateFiles.flush(staged);
        return staged;
    }

    /** Puts a staged file in place of the database, to which no connection may be open. */
    void replaceWith(Path staged) throws IOException {
        try (Connection connection = sqlite.writer()) {
            if (count("vault_key", connection) > 0) {
                throw holdsKeys();
            }
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
        deleteLog(file);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.flushFolderOf(file);
    }

    /** Removes a staged file that was not needed. */
    static void deleteWithLog(Path database) throws IOException {
        Files.deleteIfExists(database);
        deleteLog(database);
    }

    static StoreException holdsKeys() {
        return new StoreException(
                Reason.DUPLICATE, "This database holds keys already; a copy can be adopted by a new host only.", null);
    }

    private static void deleteLog(Path database) throws IOException {
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-wal"));
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-shm"));
    }

    private int version(Sqlite database) {
        try (Connection connection = database.readOnly()) {
            return migrations.version(connection);
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    private void migrate(Sqlite database) {
        try (Connection connection = database.writer()) {
            migrations.apply(connection);
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    private static long count(String table, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
