package dev.patchbay.egress.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.egress.EgressCall;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class SocketsTest {
    private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};

    private static void assertEchoes(Socket socket) throws IOException {
        socket.getOutputStream().write(HELLO);
        assertArrayEquals(HELLO, socket.getInputStream().readNBytes(HELLO.length));
    }

    @Test
    public void everyWayToMakeASocketConnects() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (LoopbackServer server = LoopbackServer.echo(); EgressCall call = TestCalls.call()) {
            SocketFactory sockets = call.sockets();
            assertEchoes(sockets.createSocket("app.example", server.port()));
            assertEchoes(sockets.createSocket("127.0.0.1", server.port(), loopback, 0));
            assertEchoes(sockets.createSocket(loopback, server.port()));
            assertEchoes(sockets.createSocket(loopback, server.port(), loopback, 0));
            for (InetSocketAddress to : List.of(InetSocketAddress.createUnresolved("APP.example.", server.port()),
                    new InetSocketAddress(loopback, server.port()), call.resolve("app.example", server.port()))) {
                Socket socket = sockets.createSocket();
                socket.connect(to, 5_000);
                assertEchoes(socket);
            }
            assertEquals(7 * 2 * HELLO.length, call.transferred());
            assertEquals(7, server.visitors());
        }
    }

    @Test
    public void noWayReachesARefusedTarget() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (LoopbackServer server = LoopbackServer.echo();
                EgressCall call = TestCalls.call(TestCalls.policy(Map.of()), TestCalls.names(), "app.example", "127.0.0.1")) {
            SocketFactory sockets = call.sockets();
            int port = server.port();
            refused(() -> sockets.createSocket("app.example", port));
            refused(() -> sockets.createSocket("127.0.0.1", port));
            refused(() -> sockets.createSocket("2130706433", port));
            refused(() -> sockets.createSocket("app.example", port, loopback, 0));
            refused(() -> sockets.createSocket(loopback, port));
            refused(() -> sockets.createSocket(loopback, port, loopback, 0));
            refused(() -> sockets.createSocket().connect(new InetSocketAddress(loopback, port)));
            refused(() -> sockets.createSocket().connect(InetSocketAddress.createUnresolved("app.example", port), 100));
            refused(() -> call.resolve("app.example", port));
            assertEquals(0, call.transferred());
            assertEquals(0, server.visitors());
        }
    }

    private static void refused(ThrowingRunnable way) {
        assertEquals(Reason.EGRESS_REFUSED, assertThrows(ConnectionFailure.class, way).reason());
    }

    @Test
    public void theSocketLooksLikeAnyOther() throws Exception {
        try (LoopbackServer server = LoopbackServer.echo(); EgressCall call = TestCalls.call()) {
            Socket socket = call.sockets().createSocket();
            socket.setSoTimeout(1_234);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setReceiveBufferSize(8_192);
            socket.setSoLinger(true, 3);
            assertFalse(socket.isConnected());
            assertNull(socket.getInetAddress());
            socket.connect(call.resolve("app.example", server.port()));
            assertTrue(socket.isConnected());
            assertEquals(InetAddress.getByName("127.0.0.1"), socket.getInetAddress());
            assertEquals(server.port(), socket.getPort());
            assertTrue(socket.getLocalPort() > 0);
            assertEquals(InetAddress.getByName("127.0.0.1"), socket.getLocalAddress());
            assertEquals(new InetSocketAddress("127.0.0.1", server.port()), socket.getRemoteSocketAddress());
            assertEquals(1_234, socket.getSoTimeout());
            assertEquals(3, socket.getSoLinger());
            assertTrue(socket.getTcpNoDelay() && socket.getKeepAlive());
            assertEchoes(socket);
            socket.shutdownOutput();
            assertEquals(-1, socket.getInputStream().read());
            assertThrows(SocketException.class, () -> socket.connect(call.resolve("app.example", server.port())));
        }
    }

    @Test
    public void theAddressesAreTriedInOrderAndOptionsSurvive() throws Exception {
        Resolver names = TestCalls.names(Map.of("app.example", "127.0.0.3,127.0.0.2,127.0.0.1"));
        try (LogLines log = new LogLines(); LoopbackServer server = LoopbackServer.echo();
                EgressCall call = TestCalls.call(TestCalls.policy(TestCalls.LOOPBACK_ALLOWED), names, "app.example")) {
            Socket socket = call.sockets().createSocket();
            socket.setSoTimeout(4_321);
            socket.setTcpNoDelay(true);
            socket.connect(InetSocketAddress.createUnresolved("app.example", server.port()));
            assertEquals("127.0.0.1", socket.getInetAddress().getHostAddress());
            assertEquals(4_321, socket.getSoTimeout());
            assertTrue(socket.getTcpNoDelay());
            assertEchoes(socket);
            assertEquals(List.of("INFO connect app.example 127.0.0.3:" + server.port(),
                    "INFO connect app.example 127.0.0.2:" + server.port(),
                    "INFO connect app.example 127.0.0.1:" + server.port()), log.all());
        }
    }

    @Test
    public void onceAPeerIsConnectedItsBlockedHighPortsTakeDataConnections() throws Exception {
        try (LoopbackServer control = LoopbackServer.echo(); LoopbackServer data = LoopbackServer.echo()) {
            EgressPolicy policy = TestCalls.policy(Map.of("allow", "app.example", "blocked-ports", String.valueOf(data.port())));
            try (EgressCall call = TestCalls.call(policy, TestCalls.names(), "app.example")) {
                refused(() -> call.sockets().createSocket("app.example", data.port()));
                refused(() -> call.sockets().createSocket("127.0.0.1", data.port()));
                assertEchoes(call.sockets().createSocket("app.example", control.port()));
                assertEchoes(call.sockets().createSocket("127.0.0.1", data.port()));
            }
        }
    }

    @Test
    public void failuresKeepTheirOwnExceptions() throws Exception {
        int free;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = unused.getLocalPort();
        }
        try (EgressCall call = TestCalls.call(TestCalls.policy(TestCalls.LOOPBACK_ALLOWED), TestCalls.names(),
                "app.example", "no.example")) {
            assertThrows(ConnectException.class, () -> call.sockets().createSocket("app.example", free));
            assertThrows(UnknownHostException.class, () -> call.sockets().createSocket("no.example", 21));
            assertThrows(IllegalArgumentException.class, () -> call.sockets().createSocket().connect(new SocketAddress() {
                private static final long serialVersionUID = 1L;
            }));
        }
    }

    @Test
    public void connectingEndsAtTheOperatorsTimeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (EgressCall filler = TestCalls.hastyCall()) {
                /* once the queue of a server that never accepts is full, connecting gets no answer */
                for (int i = 0; i < 10; i++) {
                    Socket socket = filler.sockets().createSocket();
                    try {
                        socket.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()), 60_000);
                    } catch (SocketTimeoutException e) {
                        assertFalse(socket.isConnected());
                        return;
                    }
                }
            }
        }
        throw new AssertionError("the queue never filled");
    }

    @Test
    public void closingTheCallEndsABlockedRead() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            EgressCall call = TestCalls.call();
            Socket socket = call.sockets().createSocket("app.example", server.port());
            CompletableFuture<Integer> read = background(() -> socket.getInputStream().read());
            server.awaitVisitor();
            call.close();
            ExecutionException end = assertThrows(ExecutionException.class, () -> read.get(20, TimeUnit.SECONDS));
            assertEquals(SocketException.class, end.getCause().getClass());
            assertTrue(socket.isClosed());
            call.close();
        }
    }

    @Test
    public void aCallThatEndedOpensNothing() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            EgressCall call = TestCalls.call();
            Socket early = call.sockets().createSocket();
            call.close();
            assertThrows(SocketException.class, () -> call.sockets().createSocket("app.example", server.port()));
            assertThrows(SocketException.class, () -> call.serverSockets().createServerSocket(0));
            assertThrows(SocketException.class, () -> early.connect(call.resolve("app.example", server.port())));
            assertEquals(0, server.visitors());
        }
    }

    @Test
    public void listeningSocketsTakeOnlyPeersOfTheCall() throws Exception {
        try (LogLines log = new LogLines(); EgressCall call = TestCalls.call()) {
            ServerSocket listening = call.serverSockets().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(15_000);
            try (Socket stranger = new Socket("127.0.0.1", listening.getLocalPort())) {
                stranger.setSoTimeout(20_000);
                CompletableFuture<Socket> accepted = background(listening::accept);
                assertEquals("hung up on", -1, stranger.getInputStream().read());
                assertFalse(accepted.isDone());
                call.resolve("app.example", 21);
                try (Socket peer = new Socket("127.0.0.1", listening.getLocalPort())) {
                    peer.getOutputStream().write(HELLO);
                    Socket socket = accepted.get(20, TimeUnit.SECONDS);
                    assertArrayEquals(HELLO, new DataInputStream(socket.getInputStream()).readNBytes(HELLO.length));
                    assertEquals(HELLO.length, call.transferred());
                }
            }
            assertEquals(15_000, listening.getSoTimeout());
            assertEquals(List.of("INFO listen 127.0.0.1:" + listening.getLocalPort(),
                    "WARN refused 127.0.0.1 sent a connection nobody here expects", "INFO accept 127.0.0.1"), log.all());
        }
    }

    @Test
    public void listeningSocketsEndWithTheCallAndChooseNoPort() throws Exception {
        EgressCall call = TestCalls.call();
        ServerSocket listening = call.serverSockets().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        assertThrows(ConnectionFailure.class, () -> call.serverSockets().createServerSocket(8_080));
        ServerSocket unbound = call.serverSockets().createServerSocket();
        assertThrows(ConnectionFailure.class, () -> unbound.bind(new InetSocketAddress("127.0.0.1", 8_080)));
        CompletableFuture<Socket> accepting = background(listening::accept);
        call.close();
        assertThrows(ExecutionException.class, () -> accepting.get(20, TimeUnit.SECONDS));
        assertTrue(listening.isClosed() && unbound.isClosed());
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", listening.getLocalPort()).close());
    }

    @Test(timeout = 30_000)
    public void strangersDoNotProlongAccepting() throws Exception {
        try (EgressCall call = TestCalls.call()) {
            ServerSocket listening = call.serverSockets().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(300);
            try (Socket stranger = new Socket("127.0.0.1", listening.getLocalPort())) {
                stranger.setSoTimeout(20_000);
                assertThrows(SocketTimeoutException.class, listening::accept);
                assertEquals(-1, stranger.getInputStream().read());
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> CompletableFuture<T> background(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.run());
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
