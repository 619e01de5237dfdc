package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connections, their data keys, their search words and the version kept of them. */
final class ConnectionTable {
    /** Columns of {@code connection c} and {@code connection_key k} in the order of {@link #map}. */
    static final String COLUMNS = "c.id, c.account, c.provider, c.method, c.label, c.status, c.reason, c.owner,"
            + " c.schema_version, c.version, c.granted, c.kek_id, c.payload, c.mac, c.created_at, c.updated_at,"
            + " c.expires_at, c.deleted_at, c.purge_at, c.tested_at, c.test_result, k.data_key";

    static final String CURRENT =
            " FROM connection c LEFT JOIN connection_key k ON k.connection_id = c.id AND k.kept = 0";
    static final String FORMER =
            " FROM connection_former c LEFT JOIN connection_key k ON k.connection_id = c.id AND k.kept = 1";
    private static final String VALUES = "(id, account, provider, method, label, status, reason, owner,"
            + " schema_version, version, granted, kek_id, payload, mac, created_at, updated_at,"
            + " expires_at, deleted_at, purge_at, tested_at, test_result";
    private static final String MARKS = ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    private static final String INSERT = "INSERT INTO connection " + VALUES + ", label_order" + MARKS + ", ?)";
    private static final String INSERT_FORMER = "INSERT INTO connection_former " + VALUES + MARKS + ")";
    private static final String UPDATE = """
            UPDATE connection SET account = ?, provider = ?, method = ?, label = ?, status = ?, reason = ?,
              owner = ?, schema_version = ?, version = ?, granted = ?, kek_id = ?, payload = ?, mac = ?, created_at = ?,
              updated_at = ?, expires_at = ?, deleted_at = ?, purge_at = ?, tested_at = ?, test_result = ?,
              label_order = ?
            WHERE id = ? AND version = ? AND (kek_id = ? OR ? = '' OR kek_id = ''
              AND EXISTS (SELECT 1 FROM vault_key k WHERE k.id = ? AND k.active = 1))""";
    private static final int BATCH = 200;

    private final SqlSession session;

    ConnectionTable(SqlSession session) {
        this.session = session;
    }

    Optional<ConnectionRow> find(String id) {
        return session.find("SELECT " + COLUMNS + CURRENT + " WHERE c.id = ?", ConnectionTable::map, id);
    }

    Optional<ConnectionRow> findFormer(String id) {
        return session.find("SELECT " + COLUMNS + FORMER + " WHERE c.id = ?", ConnectionTable::map, id);
    }

    void each(Consumer<ConnectionRow> each) {
        String from = "SELECT " + COLUMNS + CURRENT;
        String order = " ORDER BY c.created_at, c.id LIMIT ?";
        List<ConnectionRow> rows = session.list(from + order, ConnectionTable::map, BATCH);
        while (!rows.isEmpty()) {
            rows.forEach(each);
            ConnectionRow last = rows.get(rows.size() - 1);
            rows = session.list(
                    from + " WHERE (c.created_at, c.id) > (?, ?)" + order,
                    ConnectionTable::map,
                    last.createdAt(),
                    last.id(),
                    BATCH);
        }
    }

    long count(String provider) {
        return session.number("SELECT COUNT(*) FROM connection WHERE provider = ? AND deleted_at IS NULL", provider);
    }

    boolean isAny(String provider) {
        String sql = "SELECT 1 FROM connection WHERE provider = ? AND deleted_at IS NULL LIMIT 1";
        return session.find(sql, row -> true, provider).isPresent();
    }

    long countBefore(String provider, int schemaVersion) {
        return session.number(
                "SELECT COUNT(*) FROM connection WHERE provider = ? AND deleted_at IS NULL AND schema_version < ?",
                provider, schemaVersion);
    }

    long countOfAccount(String account) {
        return session.number("SELECT COUNT(*) FROM connection WHERE account = ? AND deleted_at IS NULL", account);
    }

    List<ConnectionRow> purgeable(long now, int limit) {
        String where = " WHERE c.deleted_at IS NOT NULL AND c.purge_at <= ? ORDER BY c.purge_at, c.id LIMIT ?";
        return session.list("SELECT " + COLUMNS + CURRENT + where, ConnectionTable::map, now, limit);
    }

    void insert(ConnectionRow row) {
        session.update(INSERT, insertArgs(row));
        putKey(row, 0);
        insertWords(row);
    }

    boolean update(ConnectionRow row, long expectedVersion) {
        Optional<Indexed> before = indexed(row.id());
        if (before.isEmpty() || session.update(UPDATE, updateArgs(row, expectedVersion)) == 0) {
            return false;
        }
        if (row.dataKey().length == 0) {
            dropKeys(row.id());
        } else {
            putKey(row, 0);
        }
        if (!before.get().equals(Indexed.of(row))) {
            session.update("DELETE FROM connection_word WHERE connection_id = ?", row.id());
            insertWords(row);
        }
        return true;
    }

    private static @Nullable Object[] updateArgs(ConnectionRow row, long expectedVersion) {
        @Nullable Object[] values = insertArgs(row);
        @Nullable Object[] args = Arrays.copyOfRange(values, 1, values.length + 5);
        args[values.length - 1] = row.id();
        args[values.length] = expectedVersion;
        Arrays.fill(args, values.length + 1, args.length, row.kekId());
        return args;
    }

    void noteTest(String id, long testedAt, String testResult) {
        session.update("UPDATE connection SET tested_at = ?, test_result = ? WHERE id = ?", testedAt, testResult, id);
    }

    void keepFormer(ConnectionRow row, long keptUntil) {
        session.update("DELETE FROM connection_former WHERE id = ?", row.id());
        session.update(INSERT_FORMER, values(row));
        session.update("UPDATE connection_former SET kept_until = ? WHERE id = ?", keptUntil, row.id());
        putKey(row, 1);
    }

    void shred(String id) {
        dropKeys(id);
        session.update("DELETE FROM connection_word WHERE connection_id = ?", id);
        session.update("DELETE FROM connection WHERE id = ?", id);
    }

    /** The kept version and the tokens go with the keys: without them they are of no use. */
    private void dropKeys(String id) {
        session.update("DELETE FROM connection_key WHERE connection_id = ?", id);
        session.update("DELETE FROM connection_former WHERE id = ?", id);
        session.update("DELETE FROM connection_token WHERE connection_id = ?", id);
        session.noteShred();
    }

    private void putKey(ConnectionRow row, int kept) {
        if (row.dataKey().length == 0) {
            session.update("DELETE FROM connection_key WHERE connection_id = ? AND kept = ?", row.id(), kept);
        } else {
            session.update(
                    "INSERT INTO connection_key (connection_id, kept, data_key) VALUES (?, ?, ?)"
                            + " ON CONFLICT (connection_id, kept) DO UPDATE SET data_key = excluded.data_key",
                    row.id(),
                    kept,
                    row.dataKey());
        }
    }

    private void insertWords(ConnectionRow row) {
        for (String word : Words.of(row.label(), row.account(), row.provider())) {
            session.update(
                    "INSERT INTO connection_word (connection_id, word, account, created_at) VALUES (?, ?, ?, ?)",
                    row.id(),
                    word,
                    row.account(),
                    row.createdAt());
        }
    }

    private Optional<Indexed> indexed(String id) {
        return session.find(
                "SELECT account, provider, label, created_at FROM connection WHERE id = ?",
                row -> new Indexed(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                id);
    }

    /** All that the rows of {@code connection_word} are made from. */
    private record Indexed(String account, String provider, String label, long createdAt) {
        static Indexed of(ConnectionRow row) {
            return new Indexed(row.account(), row.provider(), row.label(), row.createdAt());
        }
    }

    /** The values and what the label is ordered by. */
    private static @Nullable Object[] insertArgs(ConnectionRow row) {
        @Nullable Object[] values = values(row);
        @Nullable Object[] args = Arrays.copyOf(values, values.length + 1);
        args[values.length] = ConnectionOrder.labelKey(row.label());
        return args;
    }

    private static @Nullable Object[] values(ConnectionRow row) {
        return new @Nullable Object[] {
            row.id(), row.account(), row.provider(), row.method(), row.label(), row.status(), row.reason(), row.owner(),
            row.schemaVersion(), row.version(), row.grant(), row.kekId(), row.payload(), row.mac(), row.createdAt(),
            row.updatedAt(), row.expiresAt(), row.deletedAt(), row.purgeAt(), row.testedAt(), row.testResult()
        };
    }

    /** A row of {@link #COLUMNS}. */
    static ConnectionRow map(ResultSet row) throws SQLException {
        byte[] dataKey = row.getBytes(22);
        return new ConnectionRow(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), row.getString(8), row.getInt(9), row.getLong(10), row.getString(11), row.getString(12),
                dataKey == null ? new byte[0] : dataKey,
                row.getBytes(13), row.getBytes(14), row.getLong(15), row.getLong(16),
                nullableLong(row, 17), nullableLong(row, 18), nullableLong(row, 19), nullableLong(row, 20),
                row.getString(21));
    }
}
