package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The port and its settings, and what is said where it can't be opened. */
public class HttpListenerTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static int status(String address, HttpClient client, String forwardedFor) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + FakeHost.KEY)
                .header("X-Forwarded-For", forwardedFor).build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static HttpClient trusting(TestIdentity identity) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(identity.keyStore());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    @Test
    public void tlsTrustedProxiesAndRateAreAsConfigured() throws Exception {
        TestIdentity identity = TestIdentity.create("EC", folder.newFolder().toPath());
        FakeHost fake = new FakeHost();
        try (FelixHost felix = new FelixHost(Map.of(
                "tls-certificate", identity.certificate().toString(), "tls-key", identity.key().toString(),
                "behind-proxy", "true", "trusted-proxies", "127.0.0.0/8, 10.0.0.5", "rate", "2")).start()) {
            fake.registerIn(felix);
            HttpClient client = trusting(identity);
            String path = "://localhost:" + felix.port() + "/api/v1/providers";
            assertEquals(200, status("https" + path, client, "6.6.6.6, 203.0.113.9, 10.0.0.5"));
            assertEquals(List.of("203.0.113.9"), List.copyOf(fake.addresses));
            assertThrows(IOException.class, () -> status("http" + path, client, "1.1.1.1"));
            int status = 200;
            for (int i = 0; i < 1000 && status == 200; i++) {
                status = status("https" + path, client, "1.1.1.1");
            }
            assertEquals(429, status);
        }
    }

    @Test
    public void aPortThatIsTakenIsToldToTheLauncher() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                FelixHost felix = new FelixHost(Map.of(HttpListener.PORT, Integer.toString(taken.getLocalPort()))).start()) {
            assertEquals("69 Cannot listen on 127.0.0.1 port " + taken.getLocalPort()
                    + ": it is taken or not an address of this machine. Change http.port or http.host.", felix.failure());
        }
    }

    @Test
    public void whileTheHostStartsNoPathIsSaidToBeMissing() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        Thread asking = new Thread(() -> {
            HttpClient client = HttpClient.newHttpClient();
            int status = 0;
            while (status != 200 && !Thread.currentThread().isInterrupted()) {
                try {
                    status = status("http://127.0.0.1:" + port + "/healthz", client, "1.1.1.1");
                    answers.add(status);
                } catch (Exception e) {
                    LockSupport.parkNanos(1_000_000); // nobody listens yet
                }
            }
        });
        asking.start();
        try (FelixHost felix = new FelixHost(Map.of(HttpListener.PORT, Integer.toString(port))).start()) {
            assertEquals(port, felix.port());
            asking.join(30_000);
            answers.remove(503);
            assertEquals(Set.of(200), answers);
        } finally {
            asking.interrupt();
        }
    }
}
