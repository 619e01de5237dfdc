package dev.patchbay.store.internal;

import dev.patchbay.host.store.Rows.AuditHeadRow;
import dev.patchbay.host.store.Rows.AuditRow;
import dev.patchbay.host.store.Rows.CountedAuditRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Audit entries, how often they were repeated, and the heads of their segments. */
final class AuditTable {
    private static final String COLUMNS = "a.seq, a.segment, a.happened_at, a.caller, a.caller_label, a.address, a.action,"
            + " a.subject, a.account, a.detail, a.mac";
    private static final String HEADS =
            "SELECT segment, first_seq, last_seq, previous_mac, last_mac, mac FROM audit_head ORDER BY segment";
    private static final int BATCH = 1_000;

    private final SqlSession session;

    AuditTable(SqlSession session) {
        this.session = session;
    }

    List<CountedAuditRow> list(
            @Nullable String account, @Nullable String subject, @Nullable String action, long beforeSeq, int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + ", u.repeats FROM audit a"
                + " LEFT JOIN audit_use u ON u.seq = a.seq WHERE a.seq < ?");
        List<Object> args = new ArrayList<>();
        args.add(beforeSeq);
        equal("a.account", account, sql, args);
        equal("a.subject", subject, sql, args);
        equal("a.action", action, sql, args);
        args.add(limit);
        sql.append(" ORDER BY a.seq DESC LIMIT ?");
        return session.list(
                sql.toString(), row -> new CountedAuditRow(entry(row), 1 + row.getLong(12)), args.toArray());
    }

    private static void equal(String column, @Nullable String value, StringBuilder sql, List<Object> args) {
        if (value != null) {
            sql.append(" AND ").append(column).append(" = ?");
            args.add(value);
        }
    }

    void each(Consumer<AuditRow> each) {
        String sql = "SELECT " + COLUMNS + " FROM audit a WHERE a.seq > ? ORDER BY a.seq LIMIT ?";
        List<AuditRow> rows = session.list(sql, AuditTable::entry, Long.MIN_VALUE, BATCH);
        while (!rows.isEmpty()) {
            rows.forEach(each);
            rows = session.list(sql, AuditTable::entry, rows.get(rows.size() - 1).seq(), BATCH);
        }
    }

    Optional<AuditHeadRow> lastHead() {
        return session.find(HEADS + " DESC LIMIT 1", AuditTable::head);
    }

    List<AuditHeadRow> heads() {
        return session.list(HEADS, AuditTable::head);
    }

    void insert(AuditRow row) {
        session.update(
                "INSERT INTO audit (seq, segment, happened_at, caller, caller_label, address, action, subject, account,"
                        + " detail, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.seq(), row.segment(), row.at(), row.caller(), row.callerLabel(), row.address(), row.action(),
                row.subject(), row.account(), row.detail(), row.mac());
    }

    void count(Map<Long, Long> bySeq) {
        bySeq.forEach((seq, times) -> session.update(
                "INSERT INTO audit_use (seq, repeats) VALUES (?, ?)"
                        + " ON CONFLICT (seq) DO UPDATE SET repeats = audit_use.repeats + excluded.repeats",
                seq,
                times));
    }

    void putHead(AuditHeadRow row) {
        session.update(
                "INSERT INTO audit_head (segment, first_seq, last_seq, previous_mac, last_mac, mac)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (segment) DO UPDATE SET first_seq = excluded.first_seq,"
                        + " last_seq = excluded.last_seq, previous_mac = excluded.previous_mac,"
                        + " last_mac = excluded.last_mac, mac = excluded.mac",
                row.segment(), row.firstSeq(), row.lastSeq(), row.previousMac(), row.lastMac(), row.mac());
    }

    private static AuditRow entry(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), row.getString(8), row.getString(9), row.getString(10), row.getBytes(11));
    }

    private static AuditHeadRow head(ResultSet row) throws SQLException {
        return new AuditHeadRow(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4), row.getBytes(5), row.getBytes(6));
    }
}
