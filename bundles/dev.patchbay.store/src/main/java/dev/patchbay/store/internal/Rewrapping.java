package dev.patchbay.store.internal;

import dev.patchbay.host.store.ConnectionRow;
import java.util.List;

/** Data keys of connections that go from one KEK to another. Without an index of KEKs: it is read in the background only. */
final class Rewrapping {
    private static final String COUNT = """
            SELECT (SELECT COUNT(*) FROM connection_key k JOIN connection c ON c.id = k.connection_id
                WHERE k.kept = 0 AND c.kek_id <> ?)
              + (SELECT COUNT(*) FROM connection_key k JOIN connection_former c ON c.id = k.connection_id
                WHERE k.kept = 1 AND c.kek_id <> ?)""";

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
        return session.number(COUNT, kekId, kekId);
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
