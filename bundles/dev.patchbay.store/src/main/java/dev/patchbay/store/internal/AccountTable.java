package dev.patchbay.store.internal;

import dev.patchbay.host.store.OAuthRows.AccountRow;
import java.util.List;
import java.util.Optional;

/** What accounts say of themselves. */
final class AccountTable {
    private final SqlSession session;

    AccountTable(SqlSession session) {
        this.session = session;
    }

    Optional<AccountRow> find(String id) {
        return session.find(
                "SELECT description, version, mac, updated_at FROM account WHERE id = ?",
                row -> new AccountRow(id, row.getString(1), row.getLong(2), row.getBytes(3), row.getLong(4)),
                id);
    }

    List<String> list(String afterId, int limit) {
        return session.list(
                "SELECT id FROM account WHERE id > ? UNION SELECT account FROM connection WHERE deleted_at IS NULL AND account > ?"
                        + " ORDER BY 1 LIMIT ?",
                row -> row.getString(1), afterId, afterId, limit);
    }

    boolean put(AccountRow row, long expectedVersion) {
        if (expectedVersion == 0) {
            return session.update(
                    "INSERT INTO account (id, description, version, mac, updated_at) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO NOTHING",
                    row.id(), row.description(), row.version(), row.mac(), row.updatedAt()) == 1;
        }
        return session.update(
                "UPDATE account SET description = ?, version = ?, mac = ?, updated_at = ? WHERE id = ? AND version = ?",
                row.description(), row.version(), row.mac(), row.updatedAt(), row.id(), expectedVersion) == 1;
    }

    void delete(String id) {
        session.update("DELETE FROM account WHERE id = ?", id);
    }
}
