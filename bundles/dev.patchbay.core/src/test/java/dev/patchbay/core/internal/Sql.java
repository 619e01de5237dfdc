package dev.patchbay.core.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** A hand in the database that goes past the host. */
public final class Sql {
    private Sql() {}

    public static int run(Path data, String... statements) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("patchbay.db"));
        int changed = 0;
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (String each : statements) {
                changed += statement.executeUpdate(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return changed;
    }
}
