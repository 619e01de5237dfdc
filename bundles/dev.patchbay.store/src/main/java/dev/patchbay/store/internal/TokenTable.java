package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.OAuthRows.TokenRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokens of connections. */
final class TokenTable {
    /* one statement for any number of ids: the last group is filled up with its last id */
    private static final int GROUP = 50;
    private static final String EXPIRIES = "SELECT connection_id, expires_at FROM connection_token"
            + " WHERE expires_at IS NOT NULL AND connection_id IN (" + String.join(", ", Collections.nCopies(GROUP, "?")) + ")";
    // a connection that was shredded meanwhile gets no tokens
    private static final String INSERT = """
            INSERT INTO connection_token (connection_id, version, payload, mac, issued_at, expires_at)
            SELECT c.id, ?, ?, ?, ?, ? FROM connection c WHERE c.id = ?
            ON CONFLICT (connection_id) DO NOTHING""";

    private final SqlSession session;

    TokenTable(SqlSession session) {
        this.session = session;
    }

    Optional<TokenRow> find(String connection) {
        return session.find(
                "SELECT version, payload, mac, issued_at, expires_at FROM connection_token WHERE connection_id = ?",
                row -> new TokenRow(
                        connection, row.getLong(1), row.getBytes(2), row.getBytes(3), row.getLong(4), nullableLong(row, 5)),
                connection);
    }

    Map<String, Long> expiries(Collection<String> connections) {
        List<String> ids = List.copyOf(connections);
        Map<String, Long> ends = new HashMap<>();
        for (int from = 0; from < ids.size(); from += GROUP) {
            List<String> group = ids.subList(from, Math.min(from + GROUP, ids.size()));
            Object[] args = Arrays.copyOf(group.toArray(), GROUP);
            Arrays.fill(args, group.size(), GROUP, group.get(group.size() - 1));
            session.list(EXPIRIES, row -> Map.entry(row.getString(1), row.getLong(2)), args)
                    .forEach(end -> ends.put(end.getKey(), end.getValue()));
        }
        return ends;
    }

    boolean put(TokenRow row, long expectedVersion) {
        if (expectedVersion == 0) {
            return session.update(
                    INSERT, row.version(), row.payload(), row.mac(), row.issuedAt(), row.expiresAt(), row.connection()) == 1;
        }
        return session.update(
                "UPDATE connection_token SET version = ?, payload = ?, mac = ?, issued_at = ?, expires_at = ?"
                        + " WHERE connection_id = ? AND version = ?",
                row.version(), row.payload(), row.mac(), row.issuedAt(), row.expiresAt(), row.connection(),
                expectedVersion) == 1;
    }

    void delete(String connection) {
        if (session.update("DELETE FROM connection_token WHERE connection_id = ?", connection) > 0) {
            session.noteShred();
        }
    }
}
