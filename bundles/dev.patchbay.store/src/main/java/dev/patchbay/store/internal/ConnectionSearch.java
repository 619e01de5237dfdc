package dev.patchbay.store.internal;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionFilter.Place;
import dev.patchbay.host.store.ConnectionGroup;
import dev.patchbay.host.store.ConnectionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page of connections at a cost that hardly grows with their number, or, in another order than by age, grows with it
 * slowly.
 *
 * <p>Without words it walks the index with exactly these filters and stops when the page is full. With words, the rarest of
 * them gives the candidates if they are few. If even that one is frequent, a walk over the newest connections meets enough of
 * them soon; where it does not, because the word is one of older connections, the candidates are taken after all, or, if they
 * are very many, the walk goes on. In another order than by age there is no index to walk: one that holds all that is compared
 * is read as far as the filters reach, and of a frequent word the first rows in the order are asked before its candidates.
 */
final class ConnectionSearch {
    /** From so many connections on a word is frequent. */
    static final int FREQUENT = 5_000;
    /** From so many on it is cheaper to go on walking than to sort them. */
    static final int VERY_FREQUENT = 100_000;
    /** How far a walk goes for a frequent word. */
    static final int WALK = 10_000;
    /** Up to so many rows are looked up one by one to be sorted or counted; for more the index that holds them all is read. */
    static final int NARROW = 5_000;
    /** How many rows, the first in another order than by age, are looked at for a frequent word. */
    static final int WINDOW = 2_000;

    private static final int COUNTED_WORDS = 8;

    private final ConnectionFilter filter;
    private final List<String> prefixes;
    private final SqlSession session;

    private ConnectionSearch(ConnectionFilter filter, SqlSession session) {
        this.filter = filter;
        this.prefixes = Words.prefixes(filter.words());
        this.session = session;
    }

    /** The page. */
    static List<ConnectionRow> page(ConnectionFilter filter, SqlSession session) {
        return new ConnectionSearch(filter, session).page();
    }

    /** How many there are of each kind; one statement, whatever the words. */
    static List<ConnectionGroup> groups(
            @Nullable String account, @Nullable String provider, List<String> words, SqlSession session) {
        ConnectionFilter filter = ConnectionFilter.newest(account, provider, null, words, false, null, null, 1);
        return new ConnectionSearch(filter, session).groups();
    }

    private List<ConnectionGroup> groups() {
        boolean rare = !prefixes.isEmpty() && count(rarest(), FREQUENT) < FREQUENT;
        PageQuery query = rare
                ? PageQuery.groups(filter, rarest(), others(rarest()))
                : PageQuery.groups(filter, prefixes, isMoreThan(NARROW));
        return session.list(query.sql(), ConnectionSearch::group, query.args());
    }

    private static ConnectionGroup group(ResultSet row) throws SQLException {
        return new ConnectionGroup(
                row.getString(1), row.getString(3), row.getString(4), row.getInt(5), row.getString(2), row.getLong(6));
    }

    private List<ConnectionRow> page() {
        if (prefixes.isEmpty()) {
            return all();
        }
        String rarest = rarest();
        if (count(rarest, FREQUENT) < FREQUENT) {
            return candidates(rarest);
        }
        return filter.order() == ConnectionOrder.CREATED ? frequent(rarest) : frequentInOrder(rarest);
    }

    private List<ConnectionRow> all() {
        return filter.order() == ConnectionOrder.CREATED
                ? PageQuery.walk(filter, prefixes, null).page(session)
                : PageQuery.sort(filter, prefixes, isMoreThan(NARROW)).page(session);
    }

    private List<ConnectionRow> frequentInOrder(String rarest) {
        List<ConnectionRow> first = PageQuery.window(filter, prefixes, isMoreThan(NARROW), WINDOW).page(session);
        return first.size() >= filter.limit() || !isMoreThan(WINDOW) ? first : deeper(rarest);
    }

    private boolean isMoreThan(int rows) {
        PageQuery count = PageQuery.count(filter, rows + 1);
        return session.number(count.sql(), count.args()) > rows;
    }

    private List<ConnectionRow> frequent(String rarest) {
        PageQuery place = PageQuery.place(filter, WALK);
        Optional<Place> end = session.find(
                place.sql(), row -> new Place(row.getLong(1), "", row.getString(2)), place.args());
        List<ConnectionRow> newest = PageQuery.walk(filter, prefixes, end.orElse(null)).page(session);
        if (end.isEmpty() || newest.size() >= filter.limit()) {
            return newest;
        }
        return deeper(rarest);
    }

    /** A page that the first rows alone do not fill. */
    private List<ConnectionRow> deeper(String rarest) {
        return count(rarest, VERY_FREQUENT) < VERY_FREQUENT
                ? candidates(rarest)
                : all();
    }

    private List<ConnectionRow> candidates(String rarest) {
        return PageQuery.candidates(filter, rarest, others(rarest)).page(session);
    }

    private List<String> others(String rarest) {
        List<String> others = new ArrayList<>(prefixes);
        others.remove(rarest);
        return others;
    }

    private String rarest() {
        String rarest = prefixes.get(0);
        if (prefixes.size() == 1) {
            return rarest;
        }
        long least = Long.MAX_VALUE;
        for (String prefix : prefixes.subList(0, Math.min(COUNTED_WORDS, prefixes.size()))) {
            long count = count(prefix, (int) Math.min(least, FREQUENT));
            if (count < least) {
                least = count;
                rarest = prefix;
            }
        }
        return rarest;
    }

    private long count(String prefix, int limit) {
        String count = "SELECT COUNT(*) FROM (SELECT w.word FROM connection_word w WHERE w.word >= ? AND w.word < ? LIMIT ?) m";
        return session.number(count, prefix, Words.after(prefix), limit);
    }
}
