package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TlsTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();
    private static Certificates certificates;

    private final AtomicInteger requests = new AtomicInteger();
    private LoopbackServer server;

    @BeforeClass
    public static void makeCertificates() throws Exception {
        certificates = Certificates.in(FOLDER.getRoot().toPath());
    }

    @Before
    public void listen() throws Exception {
        server = new LoopbackServer(certificates.server.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()), (in, out) -> {
            if (!LoopbackServer.readHead(in).isEmpty()) {
                requests.incrementAndGet();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe".getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    @After
    public void hangUp() throws Exception {
        server.close();
    }

    private EgressCall call(Map<String, String> settings) {
        return TestCalls.call(TestCalls.policy(settings), TestCalls.names(), "app.example", "other.example", "127.0.0.1");
    }

    private Map<String, String> trusting() {
        return Map.of("allow", "127.0.0.1", "ca-file", certificates.pem.toString());
    }

    private HttpCall get(String host) {
        return HttpCall.get(URI.create("https://" + host + ":" + server.port() + "/"));
    }

    @Test
    public void theCaFileIsTrustedBesideTheJdksRoots() throws Exception {
        try (EgressCall call = call(trusting())) {
            assertEquals("safe", call.http().send(get("app.example")).text());
            int jdk = TrustedRoots.ofJdk().manager().getAcceptedIssuers().length;
            assertTrue(jdk > 0);
            assertEquals(jdk + 1, call.trustManager().getAcceptedIssuers().length);
        }
    }

    @Test
    public void anUnknownIssuerIsRefusedBeforeTheRequest() throws Exception {
        try (EgressCall call = call(TestCalls.LOOPBACK_ALLOWED)) {
            assertThrows(SSLException.class, () -> call.http().send(get("app.example").header("X-Key", "secret")));
            assertEquals(0, requests.get());
        }
    }

    @Test
    public void aCertificateForAnotherNameIsRefusedBeforeTheRequest() throws Exception {
        try (EgressCall call = call(trusting())) {
            assertThrows(SSLException.class, () -> call.http().send(get("other.example")));
            assertThrows(SSLException.class, () -> call.http().send(get("127.0.0.1")));
            assertEquals(0, requests.get());
        }
    }

    @Test
    public void aHandshakeThatNeverEndsEndsAtTheDeadline() throws Exception {
        EgressPolicy hasty = TestCalls.within(Duration.ofMillis(300), TestCalls.policy(TestCalls.LOOPBACK_ALLOWED));
        try (LoopbackServer silent = LoopbackServer.silent(); EgressCall call = TestCalls.call(hasty, TestCalls.names(), "app.example")) {
            HttpCall request = HttpCall.get(URI.create("https://app.example:" + silent.port() + "/"));
            assertThrows(SocketTimeoutException.class, () -> call.http().send(request));
        }
    }

    @Test
    public void aProviderCanLayerTlsOverAGuardedSocket() throws Exception {
        try (EgressCall call = call(trusting())) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {call.trustManager()}, null);
            Socket plain = call.sockets().createSocket("app.example", server.port());
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "app.example", server.port(), true)) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertTrue(reply, reply.endsWith("safe"));
            }
            assertTrue("closing the layer closes the socket", plain.isClosed());
            assertTrue("bytes as on the wire", call.transferred() > 500);
        }
    }
}
