package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class EgressComponentTest {

    @Test
    public void theShellUsesTheRealResolverAndFollowsItsSettings() throws Exception {
        EgressComponent component = new EgressComponent();
        component.activate(Map.of());
        EgressCall refused = component.open(List.of("localhost"));
        assertEquals(Reason.EGRESS_REFUSED,
                assertThrows(ConnectionFailure.class, () -> refused.resolve("localhost", 80)).reason());
        component.modified(Map.of("allow", "localhost"));
        assertTrue(component.open(List.of("localhost")).resolve("localhost", 80).getAddress().isLoopbackAddress());
        component.deactivate();
        assertThrows(SocketException.class, () -> component.open(List.of("localhost")).sockets().createSocket());
    }

    @Test
    public void everyAddressOfThisMachineIsRefused() throws Exception {
        EgressComponent component = new EgressComponent();
        component.activate(Map.of());
        List<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
        for (InetAddress address : own) {
            String text = address.getHostAddress().replaceAll("%.*", "");
            EgressCall call = component.open(List.of(text));
            assertThrows(text, ConnectionFailure.class, () -> call.resolve(text, 80));
        }
        component.deactivate();
    }

    @Test
    public void anEncryptedProxyWithoutAVaultClosesEveryWay() {
        EgressComponent component = new EgressComponent();
        component.activate(Map.of("proxy", "ENC(abc)"));
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> component.open(List.of()).sockets());
        assertEquals("no connection is opened until the operator corrects egress.proxy: the encrypted value cannot be opened",
                failure.getMessage());
        component.deactivate();
    }
}
