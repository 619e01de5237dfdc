package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public class ProxyTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private LoopbackServer proxy;
    private volatile String refusal = "";

    /** A proxy that knows where far.example is. */
    @Before
    public void listen() throws IOException {
        proxy = new LoopbackServer((in, out) -> {
            String head = LoopbackServer.readHead(in);
            asked.add(head);
            if (!refusal.isEmpty() || !head.startsWith("CONNECT ")) {
                String reply = refusal.isEmpty() ? "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nvia" : refusal;
                out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            out.write("HTTP/1.1 200 Connection established\r\nX-Proxy: tiny\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP/")));
            try (Socket behind = new Socket("127.0.0.1", port)) {
                Thread back = new Thread(() -> pump(behind, out));
                back.start();
                in.transferTo(behind.getOutputStream());
            }
        });
    }

    private static void pump(Socket from, OutputStream to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to);
            to.close();
        } catch (IOException e) {
            return; // either end hung up
        }
    }

    @After
    public void hangUp() throws IOException {
        proxy.close();
    }

    private EgressPolicy policy(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("proxy", "http://user:pa%2Fss@127.0.0.1:" + proxy.port());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return TestCalls.policy(settings);
    }

    private static EgressCall call(EgressPolicy policy, Map<String, String> names) {
        return TestCalls.call(policy, TestCalls.names(names), "far.example", "near.example", "in.example", "10.0.0.1", "8.8.8.8");
    }

    private static String unreachable(ThrowingRunnable way) {
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, way);
        assertEquals(Reason.UNREACHABLE, failure.reason());
        return failure.getMessage();
    }

    @Test
    public void httpsGoesThroughATunnelToTheNameWithCredentials() throws Exception {
        Certificates certificates = Certificates.in(FOLDER.newFolder().toPath());
        try (LoopbackServer server = new LoopbackServer(certificates.server.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()), (in, out) -> {
            LoopbackServer.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe".getBytes(StandardCharsets.ISO_8859_1));
        }); LogLines log = new LogLines();
                EgressCall call = TestCalls.call(policy("ca-file", certificates.pem.toString()), TestCalls.names(Map.of()), "app.example")) {
            HttpCall request = HttpCall.get(URI.create("https://app.example:" + server.port() + "/x")).header("X-Key", "secret");
            assertEquals("safe", call.http().send(request).text());
            assertEquals(List.of("CONNECT app.example:" + server.port() + " HTTP/1.1\r\nHost: app.example:" + server.port()
                    + "\r\nProxy-Authorization: Basic dXNlcjpwYS9zcw==\r\n\r\n"), asked);
            assertEquals(List.of("INFO connect app.example 127.0.0.1:" + proxy.port() + " by proxy 127.0.0.1:" + proxy.port()
                    + " for port " + server.port()), log.all());
        }
    }

    @Test
    public void httpGoesToTheProxyInAbsoluteForm() throws Exception {
        try (EgressCall call = call(policy(), Map.of("far.example", "8.8.8.8"))) {
            assertEquals("via", call.http().send(HttpCall.get(URI.create("http://far.example/x?y"))).text());
            assertTrue(asked.get(0), asked.get(0).startsWith("GET http://far.example/x?y HTTP/1.1\r\nHost: far.example\r\n"));
            assertTrue(asked.get(0), asked.get(0).contains("\r\nProxy-Authorization: Basic dXNlcjpwYS9zcw==\r\n"));
        }
    }

    @Test
    public void rawSocketsGoThroughATunnel() throws Exception {
        try (LoopbackServer echo = LoopbackServer.echo(); EgressCall call = call(policy(), Map.of("far.example", "8.8.8.8"))) {
            Socket socket = call.sockets().createSocket();
            socket.setSoTimeout(7_000);
            socket.connect(call.resolve("far.example", echo.port()));
            assertEquals(7_000, socket.getSoTimeout());
            assertEquals("a data connection would go there", "8.8.8.8", socket.getInetAddress().getHostAddress());
            socket.getOutputStream().write('x');
            assertEquals('x', socket.getInputStream().read());
            assertEquals("the tunnel's own talk is not the call's", 2, call.transferred());
            call.sockets().createSocket("8.8.8.8", echo.port()).close();
            assertTrue(asked.get(1), asked.get(1).startsWith("CONNECT 8.8.8.8:" + echo.port() + " HTTP/1.1\r\n"));
        }
    }

    @Test
    public void aNameOnlyTheProxyKnowsIsResolvedByIt() throws Exception {
        try (LoopbackServer echo = LoopbackServer.echo(); EgressCall call = call(policy(), Map.of())) {
            assertTrue(call.resolve("far.example", 21).isUnresolved());
            Socket socket = call.sockets().createSocket("far.example", echo.port());
            socket.getOutputStream().write('x');
            assertEquals('x', socket.getInputStream().read());
        }
    }

    @Test
    public void theTargetIsCheckedAllTheSame() throws Exception {
        try (EgressCall call = call(policy(), Map.of("in.example", "192.168.0.1"))) {
            for (String url : List.of("http://in.example/", "https://in.example/", "http://10.0.0.1/", "http://evil.example/")) {
                ConnectionFailure failure = assertThrows(url, ConnectionFailure.class,
                        () -> call.http().send(HttpCall.get(URI.create(url))));
                assertEquals(url, Reason.EGRESS_REFUSED, failure.reason());
            }
            assertThrows(ConnectionFailure.class, () -> call.sockets().createSocket("in.example", 21));
            assertEquals(0, proxy.visitors());
        }
    }

    @Test
    public void hostsOfNoProxyAreReachedDirectly() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
                EgressCall call = call(policy("no-proxy", "near.example", "allow", "127.0.0.1"), Map.of("near.example", "127.0.0.1"))) {
            URI uri = URI.create("http://near.example:" + server.port() + "/");
            assertEquals(204, call.http().send(HttpCall.get(uri)).status());
            call.sockets().createSocket("near.example", server.port()).close();
            assertEquals(0, proxy.visitors());
        }
    }

    @Test
    public void aRefusalOfTheProxyNamesIt() throws Exception {
        try (EgressCall call = call(policy(), Map.of())) {
            String name = "the proxy 127.0.0.1:" + proxy.port() + " (egress.proxy) answered ";
            refusal = "HTTP/1.1 403 Forbidden\r\n\r\n";
            assertEquals(name + "403 when asked for far.example:443",
                    unreachable(() -> call.http().send(HttpCall.get(URI.create("https://far.example/")))));
            assertEquals(name + "403 when asked for far.example:21", unreachable(() -> call.sockets().createSocket("far.example", 21)));
            refusal = "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
            assertTrue(unreachable(() -> call.http().send(HttpCall.get(URI.create("http://far.example/")))).startsWith(name + "407"));
            assertFalse(asked.isEmpty());
        }
    }

    @Test
    public void anUnreachableProxyIsNamed() throws Exception {
        int free;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = unused.getLocalPort();
        }
        try (EgressCall call = call(policy("proxy", "http://127.0.0.1:" + free), Map.of())) {
            assertEquals("the proxy 127.0.0.1:" + free + " (egress.proxy) could not be reached",
                    unreachable(() -> call.http().send(HttpCall.get(URI.create("https://far.example/")))));
        }
        try (EgressCall call = call(policy("proxy", "http://gone.example:3128"), Map.of())) {
            assertEquals("the proxy gone.example:3128 (egress.proxy) has no address",
                    unreachable(() -> call.sockets().createSocket("far.example", 21)));
        }
    }

    @Test
    public void aProxyThatDripsIsGivenUp() throws Exception {
        try (LoopbackServer dripping = new LoopbackServer((in, out) -> {
            LoopbackServer.readHead(in);
            while (true) {
                out.write('x');
                pause();
            }
        }); EgressCall call = call(TestCalls.within(Duration.ofMillis(300), policy("proxy", "http://127.0.0.1:" + dripping.port())),
                Map.of())) {
            assertTrue(unreachable(() -> call.sockets().createSocket("far.example", 21)).contains("did not answer in time"));
            assertTrue(unreachable(() -> call.http().send(HttpCall.get(URI.create("http://far.example/")))).contains("egress.proxy"));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20); // the drip itself, not a wait for a fact
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
