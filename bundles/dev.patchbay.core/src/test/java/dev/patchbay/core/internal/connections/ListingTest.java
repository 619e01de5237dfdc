package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.ApiKeys.ApiKey;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ListingTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        host.close();
    }

    private static ConnectionQuery query(String account, Status status, String words, int limit, String cursor) {
        return new ConnectionQuery(account, null, status, words, false, limit, cursor);
    }

    private List<String> all(Caller caller, Status status, int limit) {
        List<String> labels = new ArrayList<>();
        String cursor = null;
        do {
            Page<ConnectionView> page = host.parts.connections.list(caller, query(null, status, null, limit, cursor));
            assertTrue(page.items().size() <= limit);
            page.items().forEach(v -> labels.add(v.label()));
            cursor = page.next();
        } while (cursor != null);
        return labels;
    }

    @Test
    public void pagesHaveNoGapAndNoRepetition() {
        for (int i = 0; i < 10; i++) {
            host.create("shop-" + i % 2, "n" + i);
            if (i % 3 == 0) {
                host.clock.advance(Duration.ofMillis(1));
            }
        }
        for (int limit : new int[] {1, 2, 3, 5, 9, 10, 11, 500}) {
            List<String> labels = all(ADMIN, null, limit);
            assertEquals(10, labels.size());
            assertEquals(10, new HashSet<>(labels).size());
        }
        assertEquals(5, all(caller("shop-1"), null, 2).size());
    }

    private List<String> ordered(ConnectionOrder order, Status status, int limit) {
        List<String> labels = new ArrayList<>();
        String cursor = null;
        do {
            Page<ConnectionView> page = host.parts.connections.list(
                    ADMIN, new ConnectionQuery(null, null, status, null, false, order, limit, cursor));
            page.items().forEach(v -> labels.add(v.label()));
            cursor = page.next();
        } while (cursor != null);
        return labels;
    }

    @Test
    public void eachOrderIsPagedByItsOwnCursors() {
        String long200 = "\ud801\udc00".repeat(200);
        List<String> labels = List.of("b", "C", "\u00c9cole", "a", long200, "a");
        List<String> ids = new ArrayList<>();
        for (String label : labels) {
            ids.add(host.create("shop", label).id());
            host.clock.advance(Duration.ofSeconds(1));
        }
        host.parts.use.test(ADMIN, ids.get(1), step -> { });
        host.clock.advance(Duration.ofSeconds(1));
        host.parts.use.test(ADMIN, ids.get(0), step -> { });
        host.parts.connections.edit(ADMIN, ids.get(2), new ConnectionEdit("\u00e9COLE", new RawValues(Map.of()), null));
        for (int limit : new int[] {1, 2, 4, 6}) {
            for (Status status : new Status[] {null, Status.READY}) {
                assertEquals(List.of("a", "a", "b", "C", "\u00e9COLE", long200), ordered(ConnectionOrder.LABEL, status, limit));
                assertEquals("\u00e9COLE", ordered(ConnectionOrder.UPDATED, status, limit).get(0));
                assertEquals(List.of("b", "C"), ordered(ConnectionOrder.TESTED, status, limit).subList(0, 2));
                for (ConnectionOrder order : ConnectionOrder.values()) {
                    assertEquals(6, ordered(order, status, limit).size());
                }
            }
        }
    }

    @Test
    public void aCursorOfAnotherOrderIsABadCursor() {
        host.create("shop", "a");
        host.create("shop", "b");
        for (ConnectionOrder order : ConnectionOrder.values()) {
            String cursor = host.parts.connections.list(
                    ADMIN, new ConnectionQuery(null, null, null, null, false, order, 1, null)).next();
            for (ConnectionOrder other : ConnectionOrder.values()) {
                ConnectionQuery next = new ConnectionQuery(null, null, null, null, false, other, 1, cursor);
                if (other == order) {
                    assertEquals(1, host.parts.connections.list(ADMIN, next).items().size());
                } else {
                    assertEquals(Set.of("cursor cursor"), faults(problem(
                            ProblemType.MALFORMED, () -> host.parts.connections.list(ADMIN, next))));
                }
            }
        }
    }

    @Test
    public void anotherAccountsListIsEmpty() {
        host.create("shop-1", "a");
        Page<ConnectionView> page =
                host.parts.connections.list(caller("shop-2"), query("shop-1", null, null, 10, null));
        assertEquals(new Page<ConnectionView>(List.of(), null), page);
        assertEquals(1, host.parts.connections.list(ADMIN, query("shop-1", null, null, 10, null)).items().size());
    }

    @Test
    public void theDerivedStatusIsFilteredWithoutLosingRows() {
        host.providers.install(ConnectionDefinition.of("key", "Key")
                .methods(ConnectionMethod.of("key", "Key").fields(HostFixture.PASSWORD)));
        for (int i = 0; i < 6; i++) {
            host.create("shop", "ftp" + i);
            host.parts.connections.create(ADMIN, new ConnectionDraft(
                    "shop", "key", null, "key" + i, new RawValues(Map.of("password", "x"))), null);
        }
        assertEquals(12, all(ADMIN, Status.READY, 5).size());
        assertEquals(List.of(), all(ADMIN, Status.UNAVAILABLE, 5));
        host.providers.remove("key");
        assertEquals(6, all(ADMIN, Status.READY, 4).stream().filter(l -> l.startsWith("ftp")).count());
        assertEquals(6, all(ADMIN, Status.READY, 4).size());
        assertEquals(6, all(ADMIN, Status.UNAVAILABLE, 4).size());
        assertEquals(List.of(), all(ADMIN, Status.RECONNECT, 4));
    }

    @Test
    public void wordsAreFoundByTheirPrefixes() {
        host.create("shop", "Monthly Orders (\u00c9cole)");
        host.create("shop", "Returns");
        assertEquals(1, found("ord mon"));
        assertEquals(1, found("\u00e9cole"));
        assertEquals(2, found("FTP shop"));
        assertEquals(0, found("orders returns"));
        assertEquals(2, found(" - "));
        assertEquals(Set.of("q q"), faults(problem(ProblemType.MALFORMED, () -> found("a b c d e f g h i j k"))));
    }

    private int found(String words) {
        return host.parts.connections.list(ADMIN, query(null, null, words, 10, null)).items().size();
    }

    @Test
    public void badLimitsAndCursorsAreNamed() {
        for (int limit : new int[] {0, -1, 501, Integer.MIN_VALUE}) {
            assertEquals(Set.of("limit limit"), faults(problem(ProblemType.MALFORMED,
                    () -> host.parts.connections.list(ADMIN, query(null, null, null, limit, null)))));
            problem(ProblemType.MALFORMED, () -> host.parts.apiKeys.list(ADMIN, limit, null));
        }
        host.create("shop", "a");
        host.create("shop", "b");
        String good = host.parts.connections.list(ADMIN, query(null, null, null, 1, null)).next();
        String flipped = (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1);
        for (String bad : List.of("", "x", "!!", "AAAA", flipped, good + "A", good.substring(1), "A".repeat(5_000))) {
            assertEquals(bad, Set.of("cursor cursor"), faults(problem(ProblemType.MALFORMED,
                    () -> host.parts.connections.list(ADMIN, query(null, null, null, 1, bad)))));
        }
        problem(ProblemType.MALFORMED, () -> host.parts.apiKeys.list(ADMIN, 1, good));
    }

    @Test
    public void auditAndKeysArePagedToo() {
        for (int i = 0; i < 5; i++) {
            host.parts.apiKeys.create(ADMIN, new ApiKeys.ApiKeyRequest(
                    "k" + i, Set.of(Scope.READ), i % 2 == 0 ? "shop" : null, null));
        }
        List<String> keys = new ArrayList<>();
        String cursor = null;
        do {
            Page<ApiKey> page = host.parts.apiKeys.list(caller("shop"), 2, cursor);
            page.items().forEach(k -> keys.add(k.label()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(Set.of("k0", "k2", "k4"), new HashSet<>(keys));
        assertEquals(3, keys.size());
        AuditLog.Query first = new AuditLog.Query(null, null, null, 3, null);
        Page<AuditLog.Entry> page = host.parts.audit.list(ADMIN, first);
        Page<AuditLog.Entry> next =
                host.parts.audit.list(ADMIN, new AuditLog.Query(null, null, null, 3, page.next()));
        assertEquals(List.of(5L, 4L, 3L), page.items().stream().map(AuditLog.Entry::seq).toList());
        assertEquals(List.of(2L, 1L), next.items().stream().map(AuditLog.Entry::seq).toList());
        assertEquals(3, host.parts.audit.list(
                caller("shop"), new AuditLog.Query(null, null, null, 9, null)).items().size());
    }
}
