package dev.patchbay.store.internal;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * All that is SQLite's own: how a connection is opened, PRAGMAs, error codes, the copy of a running database. Another
 * database would need another such class, another type for bytes, and nothing else.
 */
final class Sqlite {
    /** The type of opaque bytes in the schema. */
    static final String BYTES = "BLOB";
    /** The clause of a table whose rows are kept in its primary key. */
    static final String CLUSTERED = " WITHOUT ROWID";

    /** What it is called. */
    static final String KIND = "sqlite";
    /** Bytes of pages that hold nothing. */
    static final String FREE_BYTES = "SELECT f.freelist_count * p.page_size FROM pragma_freelist_count f, pragma_page_size p";

    private static final int BUSY_MILLIS = 10_000;
    private static final int WRITER_CACHE_KIB = 16_384;
    private static final int READER_CACHE_KIB = 4_096;
    /* 64 MiB: pages written again and again go to the database once; a checkpoint halts all writers for some 30 ms */
    private static final int LOG_PAGES_BEFORE_CHECKPOINT = 16_000;
    private static final int LOG_BYTES_KEPT = 64 << 20;

    private final Path file;

    Sqlite(Path file) {
        if (file.toString().indexOf('?') >= 0) {
            // the driver would take what follows for its own settings and open another file
            throw new StoreException(Reason.UNAVAILABLE, "The path of the database must hold no '?': " + file, null);
        }
        this.file = file;
    }

    /** A connection that writes: write-ahead log, flushed to the disk at each commit, deleted content overwritten. */
    Connection writer() {
        SQLiteConfig config = base();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enableFullSync(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setWalAutocheckpoint(LOG_PAGES_BEFORE_CHECKPOINT);
        config.setJournalSizeLimit(LOG_BYTES_KEPT);
        config.setCacheSize(-WRITER_CACHE_KIB);
        return open(config);
    }

    /** A connection that reads, and refuses to write. */
    Connection reader() {
        SQLiteConfig config = base();
        config.setCacheSize(-READER_CACHE_KIB);
        Connection connection = open(config);
        run(connection, "PRAGMA query_only = ON");
        return connection;
    }

    /** A connection to a file that is not to be changed in any way. */
    Connection readOnly() {
        SQLiteConfig config = base();
        config.setReadOnly(true);
        return open(config);
    }

    private static SQLiteConfig base() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // what SQLite sorts or spills must not lie in the system's temporary folder
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private Connection open(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Writes a consistent copy, without deleted content, into an empty file. */
    void copyInto(Path target) {
        try (Connection connection = open(base());
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Moves the write-ahead log into the database and empties its file, unless a reader still needs it. Waits for nobody.
     *
     * @return whether the log is empty now
     */
    static boolean emptyLog(Connection connection) {
        try {
            connection.setAutoCommit(true);
            run(connection, "PRAGMA busy_timeout = 0");
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt(1) == 0;
            } finally {
                run(connection, "PRAGMA busy_timeout = " + BUSY_MILLIS);
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Reads every page and index; fails where the file is damaged. */
    static void checkIntegrity(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            if (!row.next() || !"ok".equals(row.getString(1))) {
                throw new StoreException(Reason.UNAVAILABLE, "The database is damaged.", null);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Makes {@code lower()} that of Java on this connection; SQLite's own knows ASCII only. */
    static void lowerLikeJava(Connection connection) throws SQLException {
        Function.create(connection, "lower", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                String text = value_text(0);
                if (text == null) {
                    result();
                } else {
                    result(ConnectionOrder.labelKey(text));
                }
            }
        });
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a failure means to the callers of the store. */
    static StoreException failure(SQLException e) {
        return switch (code(e)) {
            case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID ->
                new StoreException(Reason.DUPLICATE, "Something with this key is there already.", e);
            case SQLITE_FULL -> new StoreException(Reason.FULL, "The disk of the database is full.", e);
            case SQLITE_CORRUPT -> new StoreException(Reason.UNAVAILABLE, "The database is damaged.", e);
            case SQLITE_NOTADB -> new StoreException(Reason.UNAVAILABLE, "The file is no database.", e);
            default -> new StoreException(Reason.UNAVAILABLE, "The database failed: " + code(e) + ".", e);
        };
    }

    /** Whether a failure means that the file cannot be made or written. */
    static boolean isUnwritable(@Nullable Throwable cause) {
        return cause instanceof SQLException e
                && switch (code(e)) {
                    case SQLITE_PERM, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_CANTOPEN_ISDIR, SQLITE_READONLY,
                            SQLITE_READONLY_CANTINIT, SQLITE_READONLY_DIRECTORY, SQLITE_READONLY_RECOVERY -> true;
                    default -> false;
                };
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException own ? own.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
