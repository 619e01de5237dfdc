package dev.patchbay.store.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionGroup;
import dev.patchbay.host.store.ConnectionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConnectionSearchTest {
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

    private void insert(Sample.Row... rows) {
        store.write(writer -> {
            for (Sample.Row row : rows) {
                writer.insertConnection(row.row());
            }
            return null;
        });
    }

    private List<String> ids(ConnectionFilter filter) {
        return store.read(reader -> reader.listConnections(filter)).stream().map(ConnectionRow::id).toList();
    }

    private static ConnectionFilter filter(@Nullable String account, @Nullable String provider, @Nullable String status,
            boolean deleted, String... words) {
        return ConnectionFilter.newest(account, provider, status, List.of(words), deleted, null, null, 100);
    }

    @Test
    public void filtersNarrowTogether() {
        insert(
                new Sample.Row("a").createdAt(1),
                new Sample.Row("b").createdAt(2).account("south"),
                new Sample.Row("c").createdAt(3).provider("shop"),
                new Sample.Row("d").createdAt(4).status("reconnect"),
                new Sample.Row("e").createdAt(5).deleted(6, 7));
        assertEquals(List.of("d", "c", "b", "a"), ids(filter(null, null, null, false)));
        assertEquals(List.of("d", "c", "a"), ids(filter("north", null, null, false)));
        assertEquals(List.of("d", "b", "a"), ids(filter(null, "ftp", null, false)));
        assertEquals(List.of("c", "b", "a"), ids(filter(null, null, "ready", false)));
        assertEquals(List.of("a"), ids(filter("north", "ftp", "ready", false)));
        assertEquals(List.of("e"), ids(filter(null, null, null, true)));
        assertEquals(List.of("a"), ids(filter("north", "ftp", "ready", false, "main")));
        assertEquals(List.of("e"), ids(filter("north", null, null, true, "main")));
        assertEquals(List.of(), ids(filter("west", null, null, false)));
    }

    @Test
    public void wordsMatchByPrefixInLabelAccountAndProvider() {
        insert(
                new Sample.Row("a").label("Caf\u00e9 M\u00fcller, Z\u00fcrich").createdAt(1),
                new Sample.Row("b").label("Warehouse 12").account("cafe-south").createdAt(2),
                new Sample.Row("c").label("\u5317\u4eac \ud801\udc00shop").provider("webdav").createdAt(3));
        assertEquals(List.of("a"), ids(Sample.words("caf\u00e9")));
        assertEquals(List.of("b", "a"), ids(Sample.words("caf")));
        assertEquals(List.of("b"), ids(Sample.words("cafe")));
        assertEquals(List.of("a"), ids(Sample.words("Z\u00dcRI")));
        assertEquals(List.of("a"), ids(Sample.words("m\u00fc", "z")));
        assertEquals(List.of("b"), ids(Sample.words("cafe-south", "1")));
        assertEquals(List.of("c"), ids(Sample.words("webd")));
        assertEquals(List.of("c"), ids(Sample.words("\u5317")));
        assertEquals(List.of("c"), ids(Sample.words("\ud801\udc28")));
        assertEquals(List.of(), ids(Sample.words("afe")));
        assertEquals(List.of(), ids(Sample.words("caf", "webdav")));
        // signs separate words and are no wildcards
        assertEquals(List.of("b"), ids(Sample.words("ware%")));
        assertEquals(List.of(), ids(Sample.words("w%use")));
    }

    @Test
    public void pagesHaveNoGapsAndNoRepeats() {
        Sample.Row[] rows = IntStream.range(0, 53)
                .mapToObj(i -> new Sample.Row("c" + i).createdAt(i / 20).label(i % 2 == 0 ? "even one" : "odd one"))
                .toArray(Sample.Row[]::new);
        insert(rows);
        for (List<String> words : List.of(List.<String>of(), List.of("one"), List.of("even"), List.of("ev", "on"))) {
            List<ConnectionRow> seen = new ArrayList<>();
            ConnectionFilter next = ConnectionFilter.newest("north", null, null, words, false, null, null, 7);
            List<ConnectionRow> page = page(next);
            while (!page.isEmpty()) {
                assertTrue(page.size() <= 7);
                seen.addAll(page);
                ConnectionRow last = page.get(page.size() - 1);
                next = ConnectionFilter.newest("north", null, null, words, false, last.createdAt(), last.id(), 7);
                page = page(next);
            }
            int expected = words.isEmpty() || words.equals(List.of("one")) ? 53 : 27;
            assertEquals(expected, seen.size());
            assertEquals(expected, seen.stream().map(ConnectionRow::id).distinct().count());
            assertTrue(isNewestFirst(seen));
        }
    }

    private List<ConnectionRow> page(ConnectionFilter filter) {
        return store.read(reader -> reader.listConnections(filter));
    }

    private static boolean isNewestFirst(List<ConnectionRow> rows) {
        return IntStream.range(1, rows.size()).allMatch(i -> {
            ConnectionRow before = rows.get(i - 1);
            ConnectionRow row = rows.get(i);
            return before.createdAt() > row.createdAt()
                    || before.createdAt() == row.createdAt() && before.id().compareTo(row.id()) > 0;
        });
    }

    @Test
    public void rareAndFrequentWordsFindTheSameRows() {
        store.write(writer -> {
            for (int i = 0; i < 2 * ConnectionSearch.WALK + 300; i++) {
                writer.insertConnection(new Sample.Row("c" + i).createdAt(i).label(label(i)).payload().row());
            }
            return null;
        });
        List<String> special = ids(Sample.words("spec"));
        assertEquals(100, special.size());
        assertEquals("c20200", special.get(0));
        // a rare word finds its rows beside a frequent one, also where the frequent one is longer
        assertEquals(special, ids(Sample.words("spec", "everywhere")));
        assertEquals("c20299", ids(Sample.words("everywhere")).get(0));
        // frequent, and only old connections have it
        List<String> old = ids(Sample.words("legacy"));
        assertEquals(100, old.size());
        assertEquals("c" + (ConnectionSearch.FREQUENT + 100), old.get(0));
        assertEquals(List.of("c5100", "c5000"), ids(Sample.words("legacy", "spec")).subList(0, 2));
        // frequent, and partly within the walk
        assertEquals(100, ids(Sample.words("half", "everywhere")).size());
    }

    @Test
    public void kindsAreCountedForRareAndFrequentWordsAlike() {
        store.write(writer -> {
            for (int i = 0; i < ConnectionSearch.FREQUENT + 100; i++) {
                Sample.Row row = new Sample.Row("c" + i).createdAt(i).label("everywhere" + (i % 100 == 0 ? " special" : "")).payload();
                writer.insertConnection(row.provider(i % 2 == 0 ? "ftp" : "shop").account(i % 4 == 0 ? "north" : "south").row());
            }
            writer.insertConnection(new Sample.Row("gone").label("everywhere special").deleted(1, 2).row());
            return null;
        });
        assertEquals(List.of("ftp 2550", "shop 2550"), groups(null, null));
        assertEquals(List.of("ftp 2550", "shop 2550"), groups(null, null, "everywhere"));
        assertEquals(List.of("ftp 51"), groups(null, null, "everywhere", "spec"));
        assertEquals(List.of("ftp 1275"), groups("north", null, "ev"));
        assertEquals(List.of("shop 2550"), groups("south", "shop", "ev"));
        assertEquals(List.of(), groups("south", "ftp", "spec"));
        assertEquals(List.of(), groups(null, null, "spec", "sou"));
        ConnectionGroup one = store.read(r -> r.groupConnections(null, "ftp", List.of())).get(0);
        assertEquals(new ConnectionGroup("ftp", "dev.patchbay.app.ftp", "password", 3, "ready", 2_550), one);
    }

    private List<String> groups(@Nullable String account, @Nullable String provider, String... words) {
        return store.read(r -> r.groupConnections(account, provider, List.of(words))).stream()
                .map(group -> group.provider() + " " + group.count()).sorted().toList();
    }

    private static String label(int i) {
        return "everywhere" + (i % 100 == 0 ? " special" : "") + (i <= ConnectionSearch.FREQUENT + 100 ? " legacy" : "")
                + (i < 10_350 ? " half" : "");
    }

    @Test
    public void aFirstPageReadsOneIndexAndSortsNothingButThePage() {
        insert(new Sample.Row("a"));
        for (int set = 0; set < 8; set++) {
            ConnectionFilter first = filter(
                    (set & 1) != 0 ? "north" : null, (set & 2) != 0 ? "ftp" : null, (set & 4) != 0 ? "ready" : null, false);
            assertWalk(plan(walk(first)), set, false);
            assertWalk(plan(walk(ConnectionFilter.newest(
                    first.account(), first.provider(), first.status(), List.of("main"), false, 5L, "x", 100))), set, true);
        }
        List<String> deleted = plan(walk(filter(null, null, null, true)));
        assertTrue(deleted.toString(), deleted.contains("SCAN c USING COVERING INDEX connection_deleted"));
    }

    /** Within the page's own query: a covering index in order. Outside: each row by its key. */
    private static void assertWalk(List<String> plan, int set, boolean after) {
        String message = set + " " + plan;
        String index = "connection_by_" + List.of("age", "account", "provider", "account_provider", "status",
                "account_status", "provider_status", "all").get(set);
        String walk = (set == 0 && !after ? "SCAN" : "SEARCH") + " c USING COVERING INDEX " + index;
        assertTrue(message, plan.stream().anyMatch(line -> line.equals(walk) || line.startsWith(walk + " (")));
        assertTrue(message, !after || plan.stream().anyMatch(line -> line.contains("(created_at,id)<(?,?)")));
        assertTrue(message, plan.stream().filter(line -> line.contains("TEMP B-TREE")).count() <= 1);
    }

    @Test
    public void searchesLookUpWordsByIndex() {
        insert(new Sample.Row("a"));
        List<String> rare = plan(PageQuery.candidates(filter("north", null, "ready", false), "main", List.of("sh")));
        assertTrue(rare.toString(), rare.stream().anyMatch(line ->
                line.contains("SEARCH w USING COVERING INDEX connection_word_search (word>? AND word<?)")));
        assertFalse(rare.toString(), rare.stream().anyMatch(line -> line.matches("SCAN [cw]( .*)?")));
    }

    private List<String> plan(PageQuery query) {
        return store.read(reader -> ((SqlReader) reader)
                .session.list("EXPLAIN QUERY PLAN " + query.sql(), row -> row.getString(4), query.args()));
    }

    private static PageQuery walk(ConnectionFilter filter) {
        return PageQuery.walk(filter, filter.words(), null);
    }
}
