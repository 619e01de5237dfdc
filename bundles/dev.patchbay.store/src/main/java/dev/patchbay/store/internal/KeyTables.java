package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.store.Rows.KeyRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vault's sealed keys and the API keys. */
final class KeyTables {
    private static final String API_KEYS =
            "SELECT id, hash, label, scopes, account, created_at, expires_at, revoked_at, mac FROM api_key";

    private final SqlSession session;

    KeyTables(SqlSession session) {
        this.session = session;
    }

    List<KeyRow> keys() {
        return session.list(
                "SELECT id, sealed, created_at, active FROM vault_key ORDER BY created_at, id",
                row -> new KeyRow(row.getString(1), row.getBytes(2), row.getLong(3), row.getInt(4) != 0));
    }

    boolean insertIfNone(List<KeyRow> keys) {
        boolean first = session.update("INSERT INTO vault_birth (only_row) VALUES (1) ON CONFLICT DO NOTHING") == 1;
        if (!first || session.number("SELECT COUNT(*) FROM vault_key") > 0) {
            return false;
        }
        keys.forEach(this::put);
        return true;
    }

    void put(KeyRow key) {
        session.update(
                "INSERT INTO vault_key (id, sealed, created_at, active) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                        + " SET sealed = excluded.sealed, created_at = excluded.created_at, active = excluded.active",
                key.id(), key.sealed(), key.createdAt(), key.active() ? 1 : 0);
        // what a replaced key was sealed under may be a passphrase that leaked
        session.noteShred();
    }

    void delete(String id) {
        session.update("DELETE FROM vault_key WHERE id = ?", id);
        session.noteShred();
    }

    boolean isActive(String id) {
        return session.number("SELECT COUNT(*) FROM vault_key WHERE id = ? AND active = 1", id) > 0;
    }

    Optional<ApiKeyRow> findApiKey(byte[] hash) {
        return session.find(API_KEYS + " WHERE hash = ?", KeyTables::apiKey, (Object) hash);
    }

    Optional<ApiKeyRow> findApiKeyById(String id) {
        return session.find(API_KEYS + " WHERE id = ?", KeyTables::apiKey, id);
    }

    List<ApiKeyRow> listApiKeys(@Nullable Long afterCreatedAt, @Nullable String afterId, int limit) {
        String order = " ORDER BY created_at DESC, id DESC LIMIT ?";
        if (afterCreatedAt == null) {
            return session.list(API_KEYS + order, KeyTables::apiKey, limit);
        }
        String after = " WHERE (created_at, id) < (?, ?)";
        return session.list(API_KEYS + after + order, KeyTables::apiKey, afterCreatedAt, afterId, limit);
    }

    void insertApiKey(ApiKeyRow row) {
        session.update(
                "INSERT INTO api_key (id, hash, label, scopes, account, created_at, expires_at, revoked_at, mac)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(), row.hash(), row.label(), row.scopes(), row.account(), row.createdAt(), row.expiresAt(),
                row.revokedAt(), row.mac());
    }

    void updateApiKey(ApiKeyRow row) {
        session.update(
                "UPDATE api_key SET hash = ?, label = ?, scopes = ?, account = ?, created_at = ?, expires_at = ?,"
                        + " revoked_at = ?, mac = ? WHERE id = ?",
                row.hash(), row.label(), row.scopes(), row.account(), row.createdAt(), row.expiresAt(), row.revokedAt(),
                row.mac(), row.id());
    }

    private static ApiKeyRow apiKey(ResultSet row) throws SQLException {
        return new ApiKeyRow(
                row.getString(1), row.getBytes(2), row.getString(3), row.getString(4), row.getString(5), row.getLong(6),
                nullableLong(row, 7), nullableLong(row, 8), row.getBytes(9));
    }
}
