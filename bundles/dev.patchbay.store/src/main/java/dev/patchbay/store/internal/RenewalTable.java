package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.RenewalCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Who renews which tokens and when: one lease for each connection, with a fence against its former holders. */
final class RenewalTable {
    // one statement, so that of two hosts one gets it
    private static final String TAKE = """
            INSERT INTO renewal (connection_id, fence, lease_until, holder, failures, state)
            SELECT c.id, 1, ?, ?, 0, 'active' FROM connection c WHERE c.id = ?
            ON CONFLICT (connection_id) DO UPDATE SET fence = renewal.fence + 1, lease_until = excluded.lease_until,
              holder = excluded.holder
            WHERE renewal.lease_until <= ?
            RETURNING fence""";
    private static final String RESET = """
            INSERT INTO renewal (connection_id, fence, lease_until, holder, attempt, attempted_at, failures, due_at, state,
              failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (connection_id) DO UPDATE SET fence = renewal.fence + 1, lease_until = excluded.lease_until,
              holder = excluded.holder, attempt = excluded.attempt, attempted_at = excluded.attempted_at,
              failures = excluded.failures, due_at = excluded.due_at, state = excluded.state, failure = excluded.failure""";
    static final String DUE = """
            SELECT r.connection_id FROM renewal r JOIN connection c ON c.id = r.connection_id
            WHERE r.due_at <= ? AND r.lease_until <= ? AND c.deleted_at IS NULL
            ORDER BY r.due_at, r.connection_id LIMIT ?""";

    private static final String COUNT = """
            SELECT COUNT(r.due_at), COUNT(CASE WHEN r.due_at <= ? THEN 1 END), COUNT(CASE WHEN r.due_at <= ? THEN 1 END),
              COUNT(CASE WHEN r.state = 'backoff' THEN 1 END)
            FROM renewal r JOIN connection c ON c.id = r.connection_id WHERE c.deleted_at IS NULL""";

    private final SqlSession session;

    RenewalTable(SqlSession session) {
        this.session = session;
    }

    Optional<RenewalRow> find(String connection) {
        return session.find(
                "SELECT fence, lease_until, holder, attempt, attempted_at, failures, due_at, state, failure FROM renewal"
                        + " WHERE connection_id = ?",
                row -> new RenewalRow(
                        connection, row.getLong(1), row.getLong(2), row.getString(3), row.getBytes(4), nullableLong(row, 5),
                        row.getInt(6), nullableLong(row, 7), row.getString(8), row.getString(9)),
                connection);
    }

    List<String> due(long now, int limit) {
        return session.list(DUE, row -> row.getString(1), now, now, limit);
    }

    RenewalCounts count(long now, long overdueAt) {
        return session.find(COUNT, row -> new RenewalCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                now, overdueAt).orElseThrow();
    }

    OptionalLong takeLease(String connection, String holder, long now, long until) {
        return session.find(TAKE, row -> OptionalLong.of(row.getLong(1)), until, holder, connection, now)
                .orElse(OptionalLong.empty());
    }

    boolean update(RenewalRow row) {
        return session.update(
                "UPDATE renewal SET lease_until = ?, holder = ?, attempt = ?, attempted_at = ?, failures = ?, due_at = ?,"
                        + " state = ?, failure = ? WHERE connection_id = ? AND fence = ?",
                row.leaseUntil(), row.holder(), row.attempt(), row.attemptedAt(), row.failures(), row.dueAt(), row.state(),
                row.failure(), row.connection(), row.fence()) == 1;
    }

    void reset(RenewalRow row) {
        session.update(
                RESET,
                row.connection(), row.fence(), row.leaseUntil(), row.holder(), row.attempt(), row.attemptedAt(),
                row.failures(), row.dueAt(), row.state(), row.failure());
    }

    void delete(String connection) {
        session.update("DELETE FROM renewal WHERE connection_id = ?", connection);
    }
}
