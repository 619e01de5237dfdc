package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.ConnectionSummary.OfProvider;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConnectionCountsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        host.providers.install(key("Key"));
        for (String label : List.of("Orders", "Returns", "Old orders")) {
            host.create("shop-1", label);
        }
        host.create("shop-2", "Orders");
        for (String account : List.of("shop-1", "shop-2")) {
            host.parts.connections.create(ADMIN, new ConnectionDraft(
                    account, "key", null, "Orders by key", new RawValues(Map.of("password", "x"))), null);
        }
    }

    @After
    public void close() {
        host.close();
    }

    private static ConnectionDefinition key(String label) {
        return ConnectionDefinition.of("key", label)
                .methods(ConnectionMethod.of("key", "Key").fields(HostFixture.PASSWORD));
    }

    private ConnectionSummary count(Caller caller, String account, String provider, String words) {
        return host.parts.connections.summary(caller, account, provider, words);
    }

    private static Map<Status, Long> ready(long ready, long unavailable) {
        return Map.of(Status.PENDING, 0L, Status.READY, ready, Status.RECONNECT, 0L, Status.FAILING, 0L,
                Status.UNAVAILABLE, unavailable);
    }

    @Test
    public void everyConnectionIsCountedOnceForItsStatusAndItsProvider() {
        List<OfProvider> providers = List.of(new OfProvider("ftp", "FTP", 4), new OfProvider("key", "Key", 2));
        assertEquals(new ConnectionSummary(6, ready(6, 0), providers), count(ADMIN, null, null, null));
        Sql.run(folder.getRoot().toPath(), "UPDATE connection SET status = 'failing' WHERE label = 'Returns'");
        assertEquals(1L, (long) count(ADMIN, null, null, null).byStatus().get(Status.FAILING));
        assertEquals(5L, (long) count(ADMIN, null, null, null).byStatus().get(Status.READY));
    }

    @Test
    public void accountProviderAndWordsNarrowTogether() {
        assertEquals(4, count(ADMIN, "shop-1", null, null).total());
        assertEquals(List.of(new OfProvider("ftp", "FTP", 3)), count(ADMIN, "shop-1", "ftp", null).byProvider());
        assertEquals(5, count(ADMIN, null, null, "ord").total());
        assertEquals(1, count(ADMIN, "shop-1", "ftp", "ord old").total());
        assertEquals(0, count(ADMIN, "shop-3", null, null).total());
        problem(ProblemType.MALFORMED, () -> count(ADMIN, null, null, "a b c d e f g h i j k"));
    }

    @Test
    public void aProviderThatIsAwayOrDoesNotFitMakesItsConnectionsUnavailable() {
        host.providers.remove("key");
        assertEquals(ready(4, 2), count(ADMIN, null, null, null).byStatus());
        assertEquals(List.of(new OfProvider("key", "Key", 2)), count(ADMIN, null, "key", null).byProvider());
        host.providers.forget("key");
        assertEquals(List.of(new OfProvider("key", "key", 2)), count(ADMIN, null, "key", null).byProvider());
        host.providers.install(key("Key")).owner = "dev.example.other";
        assertEquals("another bundle's", ready(4, 2), count(ADMIN, null, null, null).byStatus());
        host.providers.install(ConnectionDefinition.of("key", "Key")
                .methods(ConnectionMethod.of("other", "Other").fields(HostFixture.PASSWORD)));
        assertEquals("without their method", ready(4, 2), count(ADMIN, null, null, null).byStatus());
        host.providers.install(key("Key"));
        assertEquals(ready(6, 0), count(ADMIN, null, null, null).byStatus());
    }

    @Test
    public void whatTheListShowsIsWhatIsCounted() {
        host.providers.remove("key");
        for (Status status : Status.values()) {
            int listed = host.parts.connections.list(ADMIN, new ConnectionQuery(
                    null, null, status, null, false, 100, null)).items().size();
            assertEquals(status.word(), listed, (long) count(ADMIN, null, null, null).byStatus().get(status));
        }
    }

    @Test
    public void deletedOnesAreLeftOut() {
        String id = host.create("shop-3", "Gone").id();
        host.parts.connections.delete(ADMIN, id, false, false, null);
        assertEquals(6, count(ADMIN, null, null, null).total());
    }

    @Test
    public void aCallerOfOneAccountCountsItsOwn() {
        assertEquals(4, count(caller("shop-1"), null, null, null).total());
        assertEquals(0, count(caller("shop-1"), "shop-2", null, null).total());
        problem(ProblemType.FORBIDDEN, () -> count(caller(null, Scope.WRITE), null, null, null));
    }

    @Test
    public void oneReadIsAll() {
        int before = host.store.reads.get();
        count(ADMIN, null, null, null);
        assertEquals(1, host.store.reads.get() - before);
    }
}
