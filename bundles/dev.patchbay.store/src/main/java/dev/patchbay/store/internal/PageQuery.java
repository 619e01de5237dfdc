package dev.patchbay.store.internal;

import dev.patchbay.host.connections.ConnectionOrder;
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
    private static final String KIND = "c.provider, c.status, c.owner, c.method, c.schema_version";
    // CROSS JOIN: SQLite keeps the order of the tables; to others it says nothing
    private static final String ROWS = "SELECT " + ConnectionTable.COLUMNS + " FROM (";
    private static final String ROWS_END = ") page CROSS JOIN connection c"
            + " LEFT JOIN connection_key k ON k.connection_id = c.id AND k.kept = 0"
            + " WHERE c.id = page.id";

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> args = new ArrayList<>();
    private final ConnectionFilter filter;
    private final OrderSql order;
    private final boolean wide;

    private PageQuery(ConnectionFilter filter) {
        this(filter, false);
    }

    /**
     * @param wide whether the filters leave so many that it is cheaper to read the whole of the one index that holds all that is
     *     compared than to look up each row in the table
     */
    private PageQuery(ConnectionFilter filter, boolean wide) {
        this.filter = filter;
        this.order = OrderSql.of(filter.order());
        this.wide = wide;
    }

    /**
     * Walks the index with exactly these filters, newest first, and looks at the words of each connection it meets.
     *
     * @param end where the walk ends at the latest, or null
     */
    static PageQuery walk(ConnectionFilter filter, List<String> prefixes, ConnectionFilter.@Nullable Place end) {
        PageQuery query = new PageQuery(filter);
        query.sql.append(ROWS).append("SELECT c.id FROM connection c WHERE ");
        query.filters();
        if (end != null) {
            query.sql.append(" AND (c.created_at, c.id) >= (?, ?)");
            query.args.add(end.number());
            query.args.add(end.id());
        }
        prefixes.forEach(query::hasWord);
        query.first(filter.limit());
        query.rows();
        return query;
    }

    /** Sorts all that the filters leave and keeps the first ones. */
    static PageQuery sort(ConnectionFilter filter, List<String> prefixes, boolean wide) {
        PageQuery query = new PageQuery(filter, wide);
        query.sql.append(ROWS).append("SELECT c.id FROM connection c WHERE ");
        query.filters();
        prefixes.forEach(query::hasWord);
        query.first(filter.limit());
        query.rows();
        return query;
    }

    /** The same, and looks at the words of so many connections only, the first in the order. */
    static PageQuery window(ConnectionFilter filter, List<String> prefixes, boolean wide, int rows) {
        PageQuery query = new PageQuery(filter, wide);
        query.sql.append(ROWS).append("SELECT c.id FROM (SELECT c.id, ").append(query.order.column());
        query.sql.append(" FROM connection c WHERE ");
        query.filters();
        query.first(rows);
        query.sql.append(") c WHERE 1 = 1");
        prefixes.forEach(query::hasWord);
        query.first(filter.limit());
        query.rows();
        return query;
    }

    /** Takes the connections with one word and sorts those that the filters and other words leave. */
    static PageQuery candidates(ConnectionFilter filter, String prefix, List<String> others) {
        PageQuery query = new PageQuery(filter);
        query.sql.append(ROWS).append("SELECT c.id");
        query.among(prefix);
        query.filters();
        others.forEach(query::hasWord);
        query.first(filter.limit());
        query.rows();
        return query;
    }

    /** Counts the connections of each kind and looks at the words of each. */
    static PageQuery groups(ConnectionFilter filter, List<String> prefixes, boolean wide) {
        PageQuery query = new PageQuery(filter, wide);
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

    /** How many connections the filters leave, counted up to a limit; words and the place of a page make no difference. */
    static PageQuery count(ConnectionFilter filter, int most) {
        PageQuery query = new PageQuery(filter);
        query.sql.append("SELECT COUNT(*) FROM (SELECT 1 FROM connection c WHERE ");
        query.narrow();
        query.sql.append(" LIMIT ?) m");
        query.args.add(most);
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
        narrow();
        after();
    }

    private void narrow() {
        sql.append(filter.deleted() ? "c.deleted_at IS NOT NULL" : "c.deleted_at IS NULL");
        equal(filtered("c.account"), filter.account());
        equal(filtered("c.provider"), filter.provider());
        equal(filtered("c.status"), filter.status());
    }

    /* a column that is compared as a part of an expression is no reason to look rows up by another index */
    private String filtered(String column) {
        return wide ? "COALESCE(" + column + ", '')" : column;
    }

    private void among(String prefix) {
        sql.append(" FROM (");
        word("SELECT DISTINCT w.connection_id", prefix);
        equal("w.account", filter.account());
        if (filter.after() != null && filter.order() == ConnectionOrder.CREATED) {
            sql.append(" AND (w.created_at, w.connection_id) < (?, ?)");
            args.addAll(order.values(filter.after()));
        }
        sql.append(") candidate CROSS JOIN connection c WHERE c.id = candidate.connection_id AND ");
    }

    private void after() {
        if (filter.after() != null) {
            sql.append(" AND ").append(order.after());
            args.addAll(order.values(filter.after()));
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

    private void first(int rows) {
        sql.append(order.orderBy()).append(" LIMIT ?");
        args.add(rows);
    }

    private void rows() {
        sql.append(ROWS_END).append(order.orderBy());
    }
}
