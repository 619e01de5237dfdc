package dev.patchbay.store.internal;

import dev.patchbay.host.store.OAuthRows.SessionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Connect sessions, found by id or by the hash of what a browser brings. */
final class SessionTable {
    private static final String SELECT = "SELECT id, token_hash, key_hash, correlation_hash, account, version, kek_id,"
            + " data_key, payload, mac, created_at, expires_at FROM connect_session";
    private static final String UPDATE = """
            UPDATE connect_session SET token_hash = ?, key_hash = ?, correlation_hash = ?, account = ?, version = ?,
              kek_id = ?, data_key = ?, payload = ?, mac = ?, created_at = ?, expires_at = ?
            WHERE id = ? AND version = ?""" + Rewrapping.NOT_MEANWHILE;

    private final SqlSession session;

    SessionTable(SqlSession session) {
        this.session = session;
    }

    Optional<SessionRow> find(String id) {
        return session.find(SELECT + " WHERE id = ?", SessionTable::map, id);
    }

    Optional<SessionRow> findByToken(byte[] tokenHash) {
        return session.find(SELECT + " WHERE token_hash = ?", SessionTable::map, (Object) tokenHash);
    }

    Optional<SessionRow> findByCorrelation(byte[] correlationHash) {
        return session.find(SELECT + " WHERE correlation_hash = ?", SessionTable::map, (Object) correlationHash);
    }

    void insert(SessionRow row) {
        session.update(
                "INSERT INTO connect_session (id, token_hash, key_hash, correlation_hash, account, version, kek_id, data_key,"
                        + " payload, mac, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(), row.tokenHash(), row.keyHash(), row.correlationHash(), row.account(), row.version(), row.kekId(),
                row.dataKey(), row.payload(), row.mac(), row.createdAt(), row.expiresAt());
    }

    boolean update(SessionRow row, long expectedVersion) {
        return session.update(
                UPDATE,
                row.tokenHash(), row.keyHash(), row.correlationHash(), row.account(), row.version(), row.kekId(),
                row.dataKey(), row.payload(), row.mac(), row.createdAt(), row.expiresAt(), row.id(), expectedVersion,
                row.kekId(), row.kekId(), row.kekId()) == 1;
    }

    void delete(String id) {
        shredded(session.update("DELETE FROM connect_session WHERE id = ?", id));
    }

    int purge(long endedBefore) {
        return shredded(session.update("DELETE FROM connect_session WHERE expires_at < ?", endedBefore));
    }

    private int shredded(int rows) {
        if (rows > 0) {
            session.noteShred();
        }
        return rows;
    }

    private static SessionRow map(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getString(1), row.getBytes(2), row.getBytes(3), row.getBytes(4), row.getString(5), row.getLong(6),
                row.getString(7), row.getBytes(8), row.getBytes(9), row.getBytes(10), row.getLong(11), row.getLong(12));
    }
}
