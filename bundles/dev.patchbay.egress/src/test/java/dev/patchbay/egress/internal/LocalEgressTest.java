package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.Test;

/** The way out of tests without a host. */
public class LocalEgressTest {
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "8.8.8.8", "example.com");

    @Test
    public void loopbackIsReached() throws Exception {
        try (LocalEgress egress = new LocalEgress(null); EgressCall call = egress.open(HOSTS);
                ServerSocket server = new ServerSocket(0, 1, call.resolve("localhost", 1).getAddress());
                Socket socket = call.sockets().createSocket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()));
            assertEquals(server.getLocalPort(), socket.getPort());
        }
    }

    @Test
    public void nothingElseIs() {
        try (LocalEgress egress = new LocalEgress(null); EgressCall call = egress.open(HOSTS)) {
            ConnectionFailure refused = assertThrows(ConnectionFailure.class, () -> call.resolve("8.8.8.8", 53));
            assertEquals(Reason.EGRESS_REFUSED, refused.reason());
            assertThrows(UnknownHostException.class, () -> call.resolve("example.com", 443));
        }
    }
}
