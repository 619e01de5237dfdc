package dev.patchbay.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Connections;
import dev.patchbay.api.Failure;
import dev.patchbay.api.OpenConnection;
import dev.patchbay.api.Secret;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public class ConsumerConnectionsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private volatile CoreSettings settings = CoreSettings.of(Map.of("consumers-grants", "dev.example.flow=shop-1"));
    private String id;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        id = host.create("shop-1", "x").id();
    }

    @After
    public void close() {
        host.close();
    }

    private Connections of(String bundle) {
        return new ConsumerConnections(host.parts, () -> settings, bundle);
    }

    private static ConnectionFailure denied(ThrowingRunnable work) {
        ConnectionFailure e = assertThrows(ConnectionFailure.class, work);
        assertEquals(Failure.Reason.PERMISSION_MISSING, e.reason());
        return e;
    }

    @Test
    public void aGrantedBundleGetsTheCredentialAndIsNamedInTheAudit() {
        OpenConnection open = of("dev.example.flow").open(id);
        assertEquals(Secret.of(HostFixture.CANARY), open.credential().values().get("password"));
        assertTrue(host.actions().contains("connection.open"));
        open.close();
        denied(open::credential);
    }

    @Test
    public void withoutAGrantThereIsNothingToSee() {
        String other = host.create("shop-2", "y").id();
        String absent = denied(() -> of("dev.example.flow").open("con_" + "a".repeat(26))).getMessage();
        assertEquals(absent, denied(() -> of("dev.example.flow").open(other)).getMessage());
        assertEquals(absent, denied(() -> of("dev.example.other").open(id)).getMessage());
        assertEquals(absent, denied(() -> of("dev.example.flow").open("x")).getMessage());
    }

    @Test
    public void aGrantTakenBackAndADeletionEndAnOpenHandle() {
        OpenConnection open = of("dev.example.flow").open(id);
        open.credential();
        CoreSettings granted = settings;
        settings = CoreSettings.of(Map.of());
        denied(open::credential);
        settings = granted;
        open.credential();
        host.parts.connections.delete(HostFixture.ADMIN, id, false, false, null);
        denied(open::credential);
    }
}
