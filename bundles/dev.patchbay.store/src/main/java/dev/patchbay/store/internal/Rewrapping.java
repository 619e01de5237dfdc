package dev.patchbay.store.internal;

import dev.patchbay.host.store.ConnectionRow;
import java.util.List;

/** Data keys that go from one KEK to another. Without an index of KEKs: it is read in the background only. */
final class Rewrapping {
    /**
     * The end of an update's condition; three times the new KEK's id. A change of a row that was read before it was rewrapped
     * would bring back a data key under a KEK that may be destroyed by now.
     */
    static final String NOT_MEANWHILE =
            " AND (kek_id = ? OR ? = '' OR EXISTS (SELECT 1 FROM vault_key k WHERE k.id = ? AND k.active = 1))";

    private static final String SESSIONS = "SELECT COUNT(*) FROM connect_session WHERE kek_id <> ? AND LENGTH(data_key) > 0";

    private static final String COUNT = """
            SELECT (SELECT COUNT(*) FROM connection_key k JOIN connection c ON c.id = k.connection_id
                WHERE k.kept = 0 AND c.kek_id <> ?)
              + (SELECT COUNT(*) FROM connection_key k JOIN connection_former c ON c.id = k.connection_id
                WHERE k.kept = 1 AND c.kek_id <> ?)
              + (SELECT COUNT(*) FROM oauth_client WHERE kek_id <> ? AND LENGTH(data_key) > 0)
              + (""" + SESSIONS + ")";

    private final SqlSession session;

    Rewrapping(SqlSession session) {
        this.session = session;
    }

    List<ConnectionRow> list(boolean kept, String kekId, String afterId, int limit) {
        String from = kept ? ConnectionTable.FORMER : ConnectionTable.CURRENT;
        return session.list(
                "SELECT " + ConnectionTable.COLUMNS + from
                        + " WHERE c.id > ? AND c.kek_id <> ? AND k.data_key IS NOT NULL ORDER BY c.id LIMIT ?",
                ConnectionTable::map, afterId, kekId, limit);
    }

    long count(String kekId) {
        return session.number(COUNT, kekId, kekId, kekId, kekId);
    }

    long countSessions(String kekId) {
        return session.number(SESSIONS, kekId);
    }

    boolean update(boolean kept, ConnectionRow row, byte[] formerMac) {
        String table = kept ? "connection_former" : "connection";
        boolean same = session.update(
                "UPDATE " + table + " SET kek_id = ?, payload = ?, mac = ? WHERE id = ? AND mac = ?",
                row.kekId(), row.payload(), row.mac(), row.id(), formerMac) == 1;
        if (same) {
            session.update(
                    "UPDATE connection_key SET data_key = ? WHERE connection_id = ? AND kept = ?",
                    row.dataKey(), row.id(), kept ? 1 : 0);
        }
        return same;
    }
}
