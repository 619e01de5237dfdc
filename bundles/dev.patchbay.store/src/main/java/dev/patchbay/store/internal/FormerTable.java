package dev.patchbay.store.internal;

import dev.patchbay.host.store.UpdateRows.FormerRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is kept of connections from before a migration, apart from keeping it. */
final class FormerTable {
    private static final String ROWS =
            "SELECT " + ConnectionTable.COLUMNS + ", c.kept_until, c.changed_fields" + ConnectionTable.FORMER;

    private final SqlSession session;

    FormerTable(SqlSession session) {
        this.session = session;
    }

    List<FormerRow> list(String provider, String afterId, int limit) {
        String where = " WHERE c.provider = ? AND c.id > ? ORDER BY c.id LIMIT ?";
        return session.list(ROWS + where, FormerTable::map, provider, afterId, limit);
    }

    List<String> ended(long now, int limit) {
        return session.list(
                "SELECT id FROM connection_former WHERE kept_until <= ? ORDER BY kept_until, id LIMIT ?",
                row -> row.getString(1), now, limit);
    }

    Map<String, Long> keptUntil() {
        Map<String, Long> ends = new HashMap<>();
        session.list(
                "SELECT provider, MAX(kept_until) FROM connection_former GROUP BY provider",
                row -> ends.put(row.getString(1), row.getLong(2)));
        return ends;
    }

    Optional<Long> findKeptUntil(String provider) {
        return session.find(
                "SELECT MAX(kept_until) FROM connection_former WHERE provider = ? HAVING COUNT(*) > 0",
                row -> row.getLong(1), provider);
    }

    void noteChanged(String id, Collection<String> fields) {
        Optional<String> noted = session.find(
                "SELECT changed_fields FROM connection_former WHERE id = ?", row -> row.getString(1), id);
        noted.ifPresent(before -> {
            Set<String> all = new TreeSet<>(words(before));
            if (all.addAll(fields)) {
                session.update("UPDATE connection_former SET changed_fields = ? WHERE id = ?", String.join(" ", all), id);
            }
        });
    }

    void drop(String id) {
        session.update("DELETE FROM connection_key WHERE connection_id = ? AND kept = 1", id);
        if (session.update("DELETE FROM connection_former WHERE id = ?", id) > 0) {
            session.noteShred();
        }
    }

    private static FormerRow map(ResultSet row) throws SQLException {
        return new FormerRow(ConnectionTable.map(row), row.getLong(23), words(row.getString(24)));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
