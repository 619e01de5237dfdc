package dev.patchbay.store.internal;

import dev.patchbay.host.store.UpdateRows.ProviderWorkRow;
import java.util.List;

/** What is done for all connections of a provider. */
final class WorkTable {
    private final SqlSession session;

    WorkTable(SqlSession session) {
        this.session = session;
    }

    List<ProviderWorkRow> list() {
        return session.list(
                "SELECT provider, kind, digest, state, after_created_at, after_id, mac FROM provider_work ORDER BY provider, kind",
                row -> new ProviderWorkRow(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        SqlSession.nullableLong(row, 5), row.getString(6), row.getBytes(7)));
    }

    void put(ProviderWorkRow row) {
        session.update(
                "INSERT INTO provider_work (provider, kind, digest, state, after_created_at, after_id, mac)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider, kind) DO UPDATE SET digest = excluded.digest,"
                        + " state = excluded.state, after_created_at = excluded.after_created_at,"
                        + " after_id = excluded.after_id, mac = excluded.mac",
                row.provider(), row.kind(), row.digest(), row.state(), row.afterCreatedAt(), row.afterId(), row.mac());
    }

    void delete(String provider, String kind) {
        session.update("DELETE FROM provider_work WHERE provider = ? AND kind = ?", provider, kind);
    }
}
