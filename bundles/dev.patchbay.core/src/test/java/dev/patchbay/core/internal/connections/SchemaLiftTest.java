package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Together;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionView;
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

public class SchemaLiftTest {
    private static final Field<String> LOGIN = Field.text("login", "Login");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private String id;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        id = host.create("shop", "x").id();
    }

    @After
    public void close() {
        host.close();
    }

    private static ConnectionDefinition two() {
        return ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).rename("username", "login").put("port", 2121))
                .methods(ConnectionMethod.of("password", "Password")
                        .fields(HostFixture.HOST, HostFixture.PORT, LOGIN, HostFixture.PASSWORD));
    }

    private void sweep() {
        while (host.parts.following.sweep.step()) {
            Thread.onSpinWait();
        }
    }

    private long migrations() {
        return host.actions().stream().filter("connection.migrate"::equals).count();
    }

    @Test
    public void sixteenFirstUsesMigrateOnce() throws Exception {
        host.parts.use.credential(ADMIN, id);
        host.providers.install(two());
        List<Map<String, Object>> values = Together.run(16, () -> host.parts.use.credential(ADMIN, id).values());
        for (Map<String, Object> each : values) {
            assertEquals(Map.of("host", "ftp.example.com", "port", 2121, "login", "ada", "password", Secret.of(CANARY)), each);
        }
        assertEquals(1, migrations());
        assertEquals(2, host.row(id).version());
        assertEquals(2, host.row(id).schemaVersion());
        assertEquals(1, host.store.read(r -> r.findFormer(id)).orElseThrow().schemaVersion());
        Sealing sealing = new Sealing(new UnlockedVault(host.vault));
        assertEquals("ada", sealing.open(sealing.load(host.store.read(r -> r.findFormer(id)).orElseThrow()))
                .asMap().get("username"));
    }

    @Test
    public void aSweepAndUsesAtOnceMigrateEachOnce() throws Exception {
        for (int i = 0; i < 9; i++) {
            host.create("shop", "n" + i);
        }
        host.providers.install(two());
        Together.run(4, () -> {
            sweep();
            return host.parts.use.credential(ADMIN, id);
        });
        assertEquals(10, migrations());
    }

    @Test
    public void newerRowsAreUnavailableUnderAnOlderProvider() {
        host.providers.install(two());
        sweep();
        host.providers.install(HostFixture.ftp());
        ConnectionView view = host.parts.connections.get(ADMIN, id);
        assertEquals(Status.UNAVAILABLE, view.status());
        assertTrue(view.reason(), view.reason().contains("newer version"));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> host.parts.use.credential(ADMIN, id));
        host.providers.install(two());
        assertEquals(2121, host.parts.use.credential(ADMIN, id).values().get("port"));
    }

    @Test
    public void whatTheNewRulesRefuseAsksForAPerson() {
        host.providers.install(ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).remove("username"))
                .methods(ConnectionMethod.of("password", "Password").fields(
                        HostFixture.HOST, LOGIN, HostFixture.PASSWORD)));
        problem(ProblemType.RECONNECT_NEEDED, () -> host.parts.use.credential(ADMIN, id));
        ConnectionView view = host.parts.connections.get(ADMIN, id);
        assertEquals(Status.RECONNECT, view.status());
        assertEquals("The provider's update needs: values.login (required).", view.reason());
        host.parts.connections.edit(ADMIN, id, HostFixture.edit(Map.of("login", "grace")));
        assertEquals("grace", host.parts.use.credential(ADMIN, id).values().get("login"));
    }

    @Test
    public void aMigrationWidensNoGrant() {
        String before = host.row(id).grant();
        host.providers.install(two().allowedHosts("{host}", "collector.example.net"));
        host.parts.use.credential(ADMIN, id);
        assertEquals(before, host.row(id).grant());
    }

    @Test
    public void anEditOfAnOldRowMigratesItFirst() {
        host.providers.install(two());
        ConnectionView view = host.parts.connections.edit(
                ADMIN, id, new ConnectionEdit(null, new RawValues(Map.of("login", "grace")), 1L));
        assertEquals("grace", view.values().get("login"));
        assertEquals(2, view.schemaVersion());
        assertEquals(3, view.version());
        assertEquals(1, migrations());
    }

    @Test
    public void deletedRowsWaitUntilTheyAreRestored() {
        host.parts.connections.delete(ADMIN, id, false, false, null);
        host.providers.install(two());
        sweep();
        assertEquals(1, host.row(id).schemaVersion());
        host.parts.connections.restore(ADMIN, id);
        assertEquals("ada", host.parts.use.credential(ADMIN, id).values().get("login"));
    }
}
