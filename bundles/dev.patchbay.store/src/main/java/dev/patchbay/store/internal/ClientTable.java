package dev.patchbay.store.internal;

import dev.patchbay.host.store.OAuthRows.ClientRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OAuth clients and the connections that use them. */
final class ClientTable {
    private static final String SELECT = "SELECT id, account, provider, method, label, complete, version, kek_id, data_key,"
            + " payload, mac, created_at, updated_at FROM oauth_client";
    private static final String UPDATE = """
            UPDATE oauth_client SET account = ?, provider = ?, method = ?, label = ?, complete = ?, version = ?, kek_id = ?,
              data_key = ?, payload = ?, mac = ?, created_at = ?, updated_at = ?
            WHERE id = ? AND version = ?""" + Rewrapping.NOT_MEANWHILE;

    private final SqlSession session;

    ClientTable(SqlSession session) {
        this.session = session;
    }

    Optional<ClientRow> find(String id) {
        return session.find(SELECT + " WHERE id = ?", ClientTable::map, id);
    }

    List<ClientRow> list(
            @Nullable String account, @Nullable String provider, @Nullable Long afterCreatedAt, @Nullable String afterId, int limit) {
        StringBuilder sql = new StringBuilder(SELECT).append(" WHERE 1 = 1");
        List<@Nullable Object> args = new ArrayList<>();
        if (account != null) {
            sql.append(" AND (account = ? OR account IS NULL)");
            args.add(account);
        }
        if (provider != null) {
            sql.append(" AND provider = ?");
            args.add(provider);
        }
        if (afterCreatedAt != null) {
            sql.append(" AND (created_at, id) < (?, ?)");
            args.add(afterCreatedAt);
            args.add(afterId);
        }
        args.add(limit);
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
        return session.list(sql.toString(), ClientTable::map, args.toArray());
    }

    List<ClientRow> listNotUnder(String kekId, String afterId, int limit) {
        return session.list(
                SELECT + " WHERE id > ? AND kek_id <> ? AND LENGTH(data_key) > 0 ORDER BY id LIMIT ?",
                ClientTable::map, afterId, kekId, limit);
    }

    void insert(ClientRow row) {
        session.update(
                "INSERT INTO oauth_client (id, account, provider, method, label, complete, version, kek_id, data_key, payload,"
                        + " mac, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(), row.account(), row.provider(), row.method(), row.label(), row.complete() ? 1 : 0, row.version(),
                row.kekId(), row.dataKey(), row.payload(), row.mac(), row.createdAt(), row.updatedAt());
    }

    boolean update(ClientRow row, long expectedVersion) {
        return session.update(
                UPDATE,
                row.account(), row.provider(), row.method(), row.label(), row.complete() ? 1 : 0, row.version(), row.kekId(),
                row.dataKey(), row.payload(), row.mac(), row.createdAt(), row.updatedAt(), row.id(), expectedVersion,
                row.kekId(), row.kekId(), row.kekId()) == 1;
    }

    boolean rewrap(ClientRow row, byte[] formerMac) {
        return session.update(
                "UPDATE oauth_client SET kek_id = ?, data_key = ?, payload = ?, mac = ? WHERE id = ? AND mac = ?",
                row.kekId(), row.dataKey(), row.payload(), row.mac(), row.id(), formerMac) == 1;
    }

    void delete(String id) {
        session.update("DELETE FROM oauth_client WHERE id = ?", id);
        session.noteShred();
    }

    void link(String connection, @Nullable String client) {
        if (client == null) {
            session.update("DELETE FROM connection_client WHERE connection_id = ?", connection);
        } else {
            session.update(
                    "INSERT INTO connection_client (connection_id, client_id) VALUES (?, ?)"
                            + " ON CONFLICT (connection_id) DO UPDATE SET client_id = excluded.client_id",
                    connection, client);
        }
    }

    long countConnections(String client) {
        return session.number("SELECT COUNT(*) FROM connection_client WHERE client_id = ?", client);
    }

    List<String> connections(String client, int limit) {
        return session.list(
                "SELECT connection_id FROM connection_client WHERE client_id = ? ORDER BY connection_id LIMIT ?",
                row -> row.getString(1), client, limit);
    }

    private static ClientRow map(ResultSet row) throws SQLException {
        return new ClientRow(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getInt(6) != 0, row.getLong(7), row.getString(8), row.getBytes(9), row.getBytes(10), row.getBytes(11),
                row.getLong(12), row.getLong(13));
    }
}
