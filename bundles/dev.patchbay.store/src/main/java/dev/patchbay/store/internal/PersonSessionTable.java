package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.AccessRows.PersonSessionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** People's sessions, found by id or by the hash of what a person brings. */
final class PersonSessionTable {
    private static final String SELECT = "SELECT id, kind, link_hash, key_hash, api_key_id, account, label, workflow, step,"
            + " return_to, version, created_at, link_until, opened_at, seen_at, mac FROM person_session";
    private static final String INSERT = "INSERT INTO person_session (id, kind, link_hash, key_hash, api_key_id, account, label,"
            + " workflow, step, return_to, version, created_at, link_until, opened_at, seen_at, mac)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE person_session SET link_hash = ?, key_hash = ?, version = ?, link_until = ?,"
            + " opened_at = ?, seen_at = ?, mac = ? WHERE id = ? AND version = ?";
    private static final String PURGE = "DELETE FROM person_session WHERE (opened_at IS NULL AND link_until <= ?)"
            + " OR (opened_at IS NOT NULL AND (opened_at <= ? OR seen_at <= ?))";

    private final SqlSession session;

    PersonSessionTable(SqlSession session) {
        this.session = session;
    }

    Optional<PersonSessionRow> find(String id) {
        return session.find(SELECT + " WHERE id = ?", PersonSessionTable::map, id);
    }

    Optional<PersonSessionRow> findByLink(byte[] linkHash) {
        return session.find(SELECT + " WHERE link_hash = ?", PersonSessionTable::map, (Object) linkHash);
    }

    Optional<PersonSessionRow> findByKey(byte[] keyHash) {
        return session.find(SELECT + " WHERE key_hash = ?", PersonSessionTable::map, (Object) keyHash);
    }

    void insert(PersonSessionRow row) {
        session.update(INSERT, row.id(), row.kind(), row.linkHash(), row.keyHash(), row.apiKey(), row.account(), row.label(),
                row.workflow(), row.step(), row.returnTo(), row.version(), row.createdAt(), row.linkUntil(), row.openedAt(),
                row.seenAt(), row.mac());
    }

    /** What a session is for never changes. */
    boolean update(PersonSessionRow row, long expectedVersion) {
        return session.update(UPDATE, row.linkHash(), row.keyHash(), row.version(), row.linkUntil(), row.openedAt(),
                row.seenAt(), row.mac(), row.id(), expectedVersion) == 1;
    }

    boolean delete(String id) {
        return session.update("DELETE FROM person_session WHERE id = ?", id) == 1;
    }

    int purge(long linkEnded, long opened, long seen) {
        return session.update(PURGE, linkEnded, opened, seen);
    }

    private static PersonSessionRow map(ResultSet row) throws SQLException {
        return new PersonSessionRow(
                row.getString(1), row.getString(2), row.getBytes(3), row.getBytes(4), row.getString(5), row.getString(6),
                row.getString(7), row.getString(8), row.getString(9), row.getString(10), row.getLong(11), row.getLong(12),
                row.getLong(13), nullableLong(row, 14), row.getLong(15), row.getBytes(16));
    }
}
