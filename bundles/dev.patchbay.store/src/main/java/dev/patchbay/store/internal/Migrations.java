package dev.patchbay.store.internal;

import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a database to the schema of this program: every missing step in one transaction, each recorded with its checksum
 * in {@code schema_version}. Steps are applied forward only.
 */
final class Migrations {
    private static final String RECORD = """
            CREATE TABLE schema_version (
              version INTEGER NOT NULL PRIMARY KEY,
              name TEXT NOT NULL,
              checksum TEXT NOT NULL,
              applied_at BIGINT NOT NULL
            )""";

    private final List<SchemaStep> steps;
    private final Clock clock;

    /** With the steps of a program, in order. */
    Migrations(List<SchemaStep> steps, Clock clock) {
        this.steps = List.copyOf(steps);
        this.clock = clock;
    }

    /** The version this program needs. */
    int latest() {
        return steps.size();
    }

    /**
     * The version of a database, 0 for an empty one. Changes nothing.
     *
     * @throws StoreException NEWER_SCHEMA where this program is too old; UNAVAILABLE where it is another program's database
     *     or was changed by steps other than this program's
     */
    int version(Connection connection) {
        try {
            if (!hasTable(connection, "schema_version")) {
                if (hasTable(connection, "%")) {
                    throw new StoreException(Reason.UNAVAILABLE, "The file is another program's database.", null);
                }
                return 0;
            }
            List<String> applied = applied(connection);
            if (applied.size() > latest()) {
                throw new StoreException(Reason.NEWER_SCHEMA, newer(applied.size()), null);
            }
            for (int i = 0; i < applied.size(); i++) {
                checkStep(steps.get(i), applied.get(i));
            }
            return applied.size();
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    /** Applies what is missing, all or nothing. The connection is in auto-commit before and after. */
    void apply(Connection connection) {
        int version = version(connection);
        if (version == latest()) {
            return;
        }
        try {
            Sqlite.lowerLikeJava(connection);
            connection.setAutoCommit(false);
            try {
                applyAfter(version, connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    private void applyAfter(int version, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (version == 0) {
                statement.execute(RECORD);
            }
            for (SchemaStep step : steps.subList(version, steps.size())) {
                for (String sql : step.statements(Sqlite.BYTES, Sqlite.CLUSTERED)) {
                    statement.execute(sql);
                }
                record(step, connection);
            }
        }
    }

    private void record(SchemaStep step, Connection connection) throws SQLException {
        String sql = "INSERT INTO schema_version (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, step.version());
            insert.setString(2, step.name());
            insert.setString(3, step.checksum());
            insert.setLong(4, clock.millis());
            insert.executeUpdate();
        }
    }

    private static List<String> applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT checksum FROM schema_version ORDER BY version")) {
            List<String> checksums = new ArrayList<>();
            while (rows.next()) {
                checksums.add(rows.getString(1));
            }
            return checksums;
        }
    }

    private static boolean hasTable(Connection connection, String pattern) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, pattern, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private static void checkStep(SchemaStep step, String checksum) {
        if (!step.checksum().equals(checksum)) {
            throw new StoreException(
                    Reason.UNAVAILABLE,
                    "The database was made by another edition of the schema step " + step.name() + "; use the program that made it.",
                    null);
        }
    }

    private String newer(int version) {
        return "The database has schema version " + version + ", this program knows up to " + latest()
                + ": start the newer program, or restore the copy made before the upgrade.";
    }
}
