package dev.patchbay.store.internal;

import dev.patchbay.host.store.Rows.IdempotencyRow;
import java.util.Optional;

/** Answered creates, by caller and the caller's key. */
final class IdempotencyTable {
    private final SqlSession session;

    IdempotencyTable(SqlSession session) {
        this.session = session;
    }

    Optional<IdempotencyRow> find(String caller, String key) {
        return session.find(
                "SELECT body_digest, result, expires_at FROM idempotency WHERE caller = ? AND idempotency_key = ?",
                row -> new IdempotencyRow(caller, key, row.getBytes(1), row.getString(2), row.getLong(3)),
                caller,
                key);
    }

    void insert(IdempotencyRow row) {
        session.update(
                "INSERT INTO idempotency (caller, idempotency_key, body_digest, result, expires_at) VALUES (?, ?, ?, ?, ?)",
                row.caller(), row.key(), row.bodyDigest(), row.result(), row.expiresAt());
    }

    void purge(long endedBefore) {
        session.update("DELETE FROM idempotency WHERE expires_at < ?", endedBefore);
    }
}
