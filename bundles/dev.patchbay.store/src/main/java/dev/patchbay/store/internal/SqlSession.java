package dev.patchbay.store.internal;

import dev.patchbay.host.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the database with its prepared statements, always within a transaction. Used by one thread at a time:
 * the one that entered it, until it leaves.
 */
final class SqlSession implements AutoCloseable {
    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Mapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    private static final int STATEMENTS = 128;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(STATEMENTS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
            if (size() <= STATEMENTS) {
                return false;
            }
            closeQuietly(eldest.getValue());
            return true;
        }
    };
    private volatile @Nullable Thread user;
    private boolean shredded;

    /** Takes over the connection and turns auto-commit off. */
    SqlSession(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    /** The calling thread may use the session from now on. */
    void enter() {
        user = Thread.currentThread();
    }

    /** Nobody may use the session until the next {@link #enter}. */
    void leave() {
        user = null;
    }

    /** All rows of a query. */
    <T> List<T> list(String sql, Mapping<T> mapping, @Nullable Object... args) {
        try {
            PreparedStatement statement = prepare(sql, args);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(mapping.map(rows));
                }
            }
            statement.clearParameters();
            return all;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The first row of a query, if there is one. */
    <T> Optional<T> find(String sql, Mapping<T> mapping, @Nullable Object... args) {
        List<T> rows = list(sql, mapping, args);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** The number a query of one row and one column gives. */
    long number(String sql, @Nullable Object... args) {
        return find(sql, row -> row.getLong(1), args).orElseThrow();
    }

    /**
     * Runs a statement that changes rows.
     *
     * @return how many
     */
    int update(String sql, @Nullable Object... args) {
        try {
            PreparedStatement statement = prepare(sql, args);
            int rows = statement.executeUpdate();
            // a cached statement must not hold on to a bundle's bytes or a sealed payload
            statement.clearParameters();
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The driver ends a statement after some errors, so none that failed is used again. */
    private StoreException failed(String sql, SQLException e) {
        PreparedStatement statement = statements.remove(sql);
        if (statement != null) {
            closeQuietly(statement);
        }
        return Sqlite.failure(e);
    }

    /** Ends the transaction, durably where it wrote, and begins the next. */
    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Sqlite.failure(e);
        }
    }

    /** Notes that this transaction destroys keys, so that the write-ahead log is to be emptied soon. */
    void noteShred() {
        shredded = true;
    }

    /** Whether keys were destroyed since the last call. */
    boolean takeShredded() {
        boolean was = shredded;
        shredded = false;
        return was;
    }

    /** The connection itself, between transactions. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        statements.values().forEach(SqlSession::closeQuietly);
        statements.clear();
        closeQuietly(connection);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... args) throws SQLException {
        if (user != Thread.currentThread()) {
            throw new IllegalStateException("A reader or writer is valid during its work only, on the thread of that work.");
        }
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < args.length; i++) {
            bind(statement, i + 1, args[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            throw new IllegalArgumentException("no SQL type for " + value.getClass().getName());
        }
    }

    /** Closes what is given up anyway; a failure to do so changes nothing for anybody. */
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            StoreLog.LOG.debug("closing after use failed", e);
        }
    }

    /** A column that may be null. */
    static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** A failure that says the store is closed. */
    static StoreException closed() {
        return new StoreException(StoreException.Reason.UNAVAILABLE, "The store is closed.", null);
    }
}
