package dev.patchbay.store.internal;

import static dev.patchbay.store.internal.SqlSession.nullableLong;

import dev.patchbay.host.store.OAuthRows.StepRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of workflows and the connections they are bound to. */
final class StepTable {
    private static final String SELECT =
            "SELECT account, workflow, step, provider, shop, connection_id, bound_at, updated_at FROM step";

    private static final int FEW = 50;
    private static final int MANY = 500;

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

    /* a few statements for any number of ids: what is left of the places is filled up with the last id */
    Map<String, Long> count(Collection<String> connections) {
        Map<String, Long> counts = new HashMap<>();
        if (connections.isEmpty()) {
            return counts;
        }
        int size = connections.size() == 1 ? 1 : connections.size() <= FEW ? FEW : (connections.size() + MANY - 1) / MANY * MANY;
        Object[] ids = Arrays.copyOf(connections.toArray(), size);
        Arrays.fill(ids, connections.size(), size, ids[connections.size() - 1]);
        String sql = "SELECT connection_id, COUNT(*) FROM step WHERE connection_id IN ("
                + String.join(", ", Collections.nCopies(size, "?")) + ") GROUP BY connection_id";
        session.list(sql, row -> Map.entry(row.getString(1), row.getLong(2)), ids)
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
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
