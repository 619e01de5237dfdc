package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.OAuthRows.StepRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The steps of workflows and the connections they are bound to. */
final class StepTable {
    private static final String SELECT =
            "SELECT account, workflow, step, provider, shop, connection_id, bound_at, updated_at FROM step";

    private final SqlSession session;

    StepTable(SqlSession session) {
        this.session = session;
    }

    Optional<StepRow> find(String account, String workflow, String step) {
        return session.find(
                SELECT + " WHERE account = ? AND workflow = ? AND step = ?", StepTable::map, account, workflow, step);
    }

    List<StepRow> of(String connection) {
        return session.list(SELECT + " WHERE connection_id = ? ORDER BY workflow, step", StepTable::map, connection);
    }

    void put(StepRow row) {
        session.update(
                "INSERT INTO step (account, workflow, step, provider, shop, connection_id, bound_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, workflow, step) DO UPDATE SET"
                        + " provider = excluded.provider, shop = excluded.shop, connection_id = excluded.connection_id,"
                        + " bound_at = excluded.bound_at, updated_at = excluded.updated_at",
                row.account(), row.workflow(), row.step(), row.provider(), row.shop(), row.connection(), row.boundAt(),
                row.updatedAt());
    }

    void delete(String account, String workflow, String step) {
        session.update("DELETE FROM step WHERE account = ? AND workflow = ? AND step = ?", account, workflow, step);
    }

    /** The steps stay; nothing is bound to them any more. */
    void unbind(String connection) {
        session.update("UPDATE step SET connection_id = NULL, bound_at = NULL WHERE connection_id = ?", connection);
    }

    private static StepRow map(ResultSet row) throws SQLException {
        return new StepRow(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                nullableLong(row, 7), row.getLong(8));
    }
}
