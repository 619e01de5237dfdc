package dev.patchbay.store.internal;

import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement for one page of connections: a query for the ids, in order, and each row by its id around it. Or one that counts
 * connections.
 */
final class PageQuery {
    /** The place of a row in the order of pages. */
    record Place(long createdAt, String id) {}

    private static final String KIND = "c.provider, c.owner, c.method, c.schema_version, c.status";
    // CROSS JOIN: SQLite keeps the order of the tables; to others it says nothing
    private static final String ROWS = "SELECT " + ConnectionTable.COLUMNS + " FROM (";
    private static final String ROWS_END = ") page CROSS JOIN connection c"
            + " LEFT JOIN connection_key k ON k.connection_id = c.id AND k.kept = 0"
            + " WHERE c.id = page.id ORDER BY c.created_at DESC, c.id DESC";

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> args = new ArrayList<>();
    private final ConnectionFilter filter;

    private PageQuery(ConnectionFilter filter) {
        this.filter = filter;
    }

    /**
     * Walks the index with exactly these filters, newest first, and looks at the words of each connection it meets.
     *
     * @param end where the walk ends at the latest, or null
     */
    static PageQuery walk(ConnectionFilter filter, List<String> prefixes, @Nullable Place end) {
        PageQuery query = new PageQuery(filter);
        query.sql.append(ROWS).append("SELECT c.id FROM connection c WHERE ");
        query.filters();
        if (end != null) {
            query.sql.append(" AND (c.created_at, c.id) >= (?, ?)");
            query.args.add(end.createdAt());
            query.args.add(end.id());
        }
        prefixes.forEach(query::hasWord);
        query.limit();
        query.sql.append(ROWS_END);
        return query;
    }

    /** Takes the connections with one word and sorts those that the filters and other words leave. */
    static PageQuery candidates(ConnectionFilter filter, String prefix, List<String> others) {
        PageQuery query = new PageQuery(filter);
        query.sql.append(ROWS).append("SELECT c.id");
        query.among(prefix);
        query.filters();
        others.forEach(query::hasWord);
        query.limit();
        query.sql.append(ROWS_END);
        return query;
    }

    /** Counts the connections of each kind and looks at the words of each. */
    static PageQuery groups(ConnectionFilter filter, List<String> prefixes) {
        PageQuery query = new PageQuery(filter);
        query.sql.append("SELECT ").append(KIND).append(", COUNT(*) FROM connection c WHERE ");
        query.filters();
        prefixes.forEach(query::hasWord);
        query.sql.append(" GROUP BY ").append(KIND);
        return query;
    }

    /** The same among the connections with one word. */
    static PageQuery groups(ConnectionFilter filter, String prefix, List<String> others) {
        PageQuery query = new PageQuery(filter);
        query.sql.append("SELECT ").append(KIND).append(", COUNT(*)");
        query.among(prefix);
        query.filters();
        others.forEach(query::hasWord);
        query.sql.append(" GROUP BY ").append(KIND);
        return query;
    }

    /** The row that a walk comes to after so many, if there are so many; without words. */
    static PageQuery place(ConnectionFilter filter, int rows) {
        PageQuery query = new PageQuery(filter);
        query.sql.append("SELECT c.created_at, c.id FROM connection c WHERE ");
        query.filters();
        query.sql.append(" ORDER BY c.created_at DESC, c.id DESC LIMIT 1 OFFSET ?");
        query.args.add(rows);
        return query;
    }

    List<ConnectionRow> page(SqlSession session) {
        return session.list(sql(), ConnectionTable::map, args());
    }

    String sql() {
        return sql.toString();
    }

    @Nullable Object[] args() {
        return args.toArray();
    }

    private void filters() {
        sql.append(filter.deleted() ? "c.deleted_at IS NOT NULL" : "c.deleted_at IS NULL");
        equal("c.account", filter.account());
        equal("c.provider", filter.provider());
        equal("c.status", filter.status());
        after("c.created_at, c.id");
    }

    private void among(String prefix) {
        sql.append(" FROM (");
        word("SELECT DISTINCT w.connection_id", prefix);
        equal("w.account", filter.account());
        after("w.created_at, w.connection_id");
        sql.append(") candidate CROSS JOIN connection c WHERE c.id = candidate.connection_id AND ");
    }

    private void after(String place) {
        if (filter.afterCreatedAt() != null) {
            sql.append(" AND (").append(place).append(") < (?, ?)");
            args.add(filter.afterCreatedAt());
            args.add(filter.afterId());
        }
    }

    private void equal(String column, @Nullable String value) {
        if (value != null) {
            sql.append(" AND ").append(column).append(" = ?");
            args.add(value);
        }
    }

    private void hasWord(String prefix) {
        sql.append(" AND EXISTS (");
        word("SELECT 1", prefix);
        sql.append(" AND w.connection_id = c.id)");
    }

    private void word(String select, String prefix) {
        sql.append(select).append(" FROM connection_word w WHERE w.word >= ? AND w.word < ?");
        args.add(prefix);
        args.add(Words.after(prefix));
    }

    private void limit() {
        sql.append(" ORDER BY c.created_at DESC, c.id DESC LIMIT ?");
        args.add(filter.limit());
    }
}
