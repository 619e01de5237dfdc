package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionFilter.Place;
import dev.patchbay.host.store.ConnectionRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConnectionOrderTest {
    /** What each order means, said once more in Java. */
    private static final Map<ConnectionOrder, Comparator<ConnectionRow>> MEANING = Map.of(
            ConnectionOrder.CREATED, Comparator.comparingLong(ConnectionRow::createdAt).thenComparing(ConnectionRow::id).reversed(),
            ConnectionOrder.UPDATED, Comparator.comparingLong(ConnectionRow::updatedAt).thenComparing(ConnectionRow::id).reversed(),
            ConnectionOrder.TESTED, Comparator.<ConnectionRow>comparingLong(row -> row.testedAt() == null ? -1 : row.testedAt())
                    .thenComparing(ConnectionRow::id).reversed(),
            ConnectionOrder.LABEL, Comparator.<ConnectionRow, String>comparing(row -> ConnectionOrder.labelKey(row.label()))
                    .thenComparing(ConnectionRow::id));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
    }

    @After
    public void close() {
        store.close();
    }

    /** Rows of which several are alike in each order, some never tested. */
    private List<ConnectionRow> fill(int rows, String... labels) {
        store.write(writer -> {
            for (int i = 0; i < rows; i++) {
                writer.insertConnection(new Sample.Row("c" + i)
                        .createdAt((i * 7) % 40)
                        .account(i % 3 == 0 ? "south" : "north").provider(i % 2 == 0 ? "ftp" : "shop")
                        .status(i % 5 == 0 ? "failing" : "ready").label(labels[i % labels.length] + " " + i % 11).row());
                if (i % 4 == 0) {
                    writer.noteTest("c" + i, 100 + i % 12, "passed");
                }
            }
            return null;
        });
        List<ConnectionRow> all = new ArrayList<>();
        store.read(r -> {
            r.eachConnection(all::add);
            return null;
        });
        return all;
    }

    private List<String> paged(ConnectionFilter first, int limit) {
        List<String> ids = new ArrayList<>();
        Place after = null;
        while (true) {
            ConnectionFilter filter = new ConnectionFilter(
                    first.account(), first.provider(), first.status(), first.words(), first.deleted(), first.order(), after, limit);
            List<ConnectionRow> page = store.read(r -> r.listConnections(filter));
            page.forEach(row -> ids.add(row.id()));
            if (page.size() < limit) {
                return ids;
            }
            after = Place.of(first.order(), page.get(limit - 1));
        }
    }

    private static ConnectionFilter filter(
            ConnectionOrder order, @Nullable String account, @Nullable String provider, @Nullable String status, String... words) {
        return new ConnectionFilter(account, provider, status, List.of(words), false, order, null, 1);
    }

    private static List<String> expected(List<ConnectionRow> all, ConnectionOrder order, Predicate<ConnectionRow> which) {
        return all.stream().filter(which).sorted(MEANING.get(order)).map(ConnectionRow::id).toList();
    }

    @Test
    public void pagesFollowTheOrderWithoutGapsAndRepeats() {
        List<ConnectionRow> all = fill(97, "Zebra", "apple", "\u00c9cole", "\u00e9cole", "Apple", "\ud801\udc00shop");
        for (ConnectionOrder order : ConnectionOrder.values()) {
            for (int limit : new int[] {1, 7, 96, 97, 200}) {
                assertEquals(order + " " + limit, expected(all, order, row -> true), paged(filter(order, null, null, null), limit));
            }
        }
    }

    @Test
    public void filtersAndWordsNarrowEachOrder() {
        List<ConnectionRow> all = fill(97, "Zebra", "apple", "Apple pie");
        for (ConnectionOrder order : ConnectionOrder.values()) {
            for (int set = 0; set < 8; set++) {
                String account = (set & 1) != 0 ? "north" : null;
                String provider = (set & 2) != 0 ? "ftp" : null;
                String status = (set & 4) != 0 ? "ready" : null;
                Predicate<ConnectionRow> which = row -> (account == null || row.account().equals(account))
                        && (provider == null || row.provider().equals(provider))
                        && (status == null || row.status().equals(status));
                assertEquals(order + " " + set, expected(all, order, which), paged(filter(order, account, provider, status), 5));
                assertEquals(order + " " + set + " pie",
                        expected(all, order, which.and(row -> row.label().startsWith("Apple pie"))),
                        paged(filter(order, account, provider, status, "app", "pie"), 5));
            }
        }
    }

    @Test
    public void frequentWordsAreFoundWithinTheWindowAndBeyondIt() {
        store.write(writer -> {
            for (int i = 0; i < ConnectionSearch.FREQUENT + 3_000; i++) {
                String label = String.format("%05d everywhere%s", i, i >= 2_500 && i < 2_510 ? " pearl" : "");
                writer.insertConnection(new Sample.Row("c" + i).createdAt(i).label(label)
                        .account(i % 2 == 0 ? "north" : "south").provider(i < 2_500 ? "ftp" : "shop").payload().row());
            }
            return null;
        });
        assertEquals("more than are looked up", 5_500, paged(filter(ConnectionOrder.TESTED, null, "shop", "ready"), 500).size());
        ConnectionFilter all = filter(ConnectionOrder.LABEL, null, null, null, "every");
        assertEquals(ConnectionSearch.FREQUENT + 3_000, paged(all, 500).size());
        assertEquals(List.of("c0", "c1", "c2"), paged(all, 500).subList(0, 3));
        assertEquals(10, paged(filter(ConnectionOrder.LABEL, null, null, null, "every", "pearl"), 4).size());
        assertEquals("all within the window", 1_250, paged(filter(ConnectionOrder.UPDATED, "north", "ftp", null, "every"), 300).size());
        // frequent words, and the rows that have both come late in the order
        assertEquals(List.of("c7998", "c7996"),
                paged(filter(ConnectionOrder.UPDATED, "north", null, null, "every", "sh"), 200).subList(0, 2));
        assertEquals(2_750, paged(filter(ConnectionOrder.LABEL, "north", null, null, "every", "shop"), 200).size());
        List<String> late = paged(filter(ConnectionOrder.LABEL, null, null, null, "every", "shop"), 500);
        assertEquals(5_500, late.size());
        assertEquals("c2500", late.get(0));
    }

    @Test
    public void deletedOnesHaveAnOrderToo() {
        store.write(writer -> {
            writer.insertConnection(new Sample.Row("a").label("b").deleted(5, 6).row());
            writer.insertConnection(new Sample.Row("b").label("A").deleted(5, 6).row());
            writer.insertConnection(new Sample.Row("c").label("c").row());
            return null;
        });
        ConnectionFilter deleted =
                new ConnectionFilter(null, null, null, List.of(), true, ConnectionOrder.LABEL, null, 10);
        assertEquals(List.of("b", "a"), store.read(r -> r.listConnections(deleted)).stream().map(ConnectionRow::id).toList());
    }

    @Test
    public void aChangedLabelAndATestMoveAConnection() {
        ConnectionRow a = new Sample.Row("a").label("a").row();
        store.write(writer -> {
            writer.insertConnection(a);
            writer.insertConnection(new Sample.Row("b").label("b").row());
            writer.noteTest("b", 5, "passed");
            return writer.updateConnection(new Sample.Row("a").label("\u00c4rger").version(2).row(), 1);
        });
        assertEquals(List.of("b", "a"), Sample.ordered(store, ConnectionOrder.LABEL, null, 10));
        assertEquals(List.of("b", "a"), Sample.ordered(store, ConnectionOrder.TESTED, null, 10));
        Sample.write(store, writer -> writer.noteTest("a", 6, "passed"));
        assertEquals(List.of("a", "b"), Sample.ordered(store, ConnectionOrder.TESTED, null, 10));
    }

    @Test
    public void whereManyAreLeftOneIndexIsReadAndNoRow() {
        fill(3, "a");
        for (int set = 0; set < 8; set++) {
            ConnectionFilter filter = filter(ConnectionOrder.LABEL,
                    (set & 1) != 0 ? "north" : null, (set & 2) != 0 ? "ftp" : null, (set & 4) != 0 ? "ready" : null);
            for (ConnectionOrder order : List.of(ConnectionOrder.LABEL, ConnectionOrder.UPDATED, ConnectionOrder.TESTED)) {
                ConnectionFilter next = new ConnectionFilter(filter.account(), filter.provider(), filter.status(), List.of(), false,
                        order, new Place(5, "x", "c1"), 10);
                assertPlan(PageQuery.sort(next, List.of("a"), true), "SCAN c USING COVERING INDEX connection_by_kind");
                assertPlan(PageQuery.window(next, List.of("a"), true, 10), "SCAN c USING COVERING INDEX connection_by_kind");
            }
            assertPlan(PageQuery.groups(filter, List.of(), true), "SCAN c USING COVERING INDEX connection_by_kind");
        }
        List<String> groups = plan(PageQuery.groups(filter(ConnectionOrder.CREATED, null, null, null), List.of(), true));
        assertEquals("nothing is sorted", 1, groups.size());
    }

    @Test
    public void whereFewAreLeftTheyAreLookedUp() {
        fill(3, "a");
        ConnectionFilter filter = filter(ConnectionOrder.LABEL, "north", null, null);
        assertPlan(PageQuery.sort(filter, List.of(), false), "SEARCH c USING INDEX connection_by_account");
        assertPlan(PageQuery.groups(filter, List.of(), false), "SEARCH c USING INDEX connection_by_a");
        assertPlan(PageQuery.count(filter, 10), "SEARCH c USING COVERING INDEX connection_by_account");
    }

    private void assertPlan(PageQuery query, String expected) {
        List<String> plan = plan(query);
        assertTrue(plan.toString(), plan.stream().anyMatch(line -> line.startsWith(expected)));
    }

    private List<String> plan(PageQuery query) {
        return store.read(reader -> ((SqlReader) reader)
                .session.list("EXPLAIN QUERY PLAN " + query.sql(), row -> row.getString(4), query.args()));
    }

    @Test
    public void labelsAreComparedInLowerCaseWhateverTheirLength() {
        String common = "x".repeat(150);
        store.write(writer -> {
            IntStream.range(0, 6).forEach(i ->
                    writer.insertConnection(new Sample.Row("c" + i).label((i % 2 == 0 ? common : common.toUpperCase()) + (9 - i)).row()));
            return null;
        });
        assertEquals(List.of("c5", "c4", "c3", "c2", "c1", "c0"), paged(filter(ConnectionOrder.LABEL, null, null, null), 1));
    }
}
