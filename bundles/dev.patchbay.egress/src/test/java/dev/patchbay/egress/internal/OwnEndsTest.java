package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

public class OwnEndsTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String MOVED =
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n";
    private static final Map<String, String> ADDRESSES = Map.of(
            "app.example", "127.0.0.1", "own.example", "127.0.0.1", "inside.example", "10.0.0.9",
            "localhost", "127.0.0.1");

    private final GuardedEgress egress = new GuardedEgress(TestCalls.names(ADDRESSES), a -> false, t -> t);

    @After
    public void stop() {
        egress.close();
    }

    private static int get(EgressCall call, String url) throws IOException {
        return call.http().send(HttpCall.get(URI.create(url))).status();
    }

    private static void assertRefused(EgressCall call, String url) {
        ConnectionFailure failure = assertThrows(url, ConnectionFailure.class, () -> get(call, url));
        assertEquals(url, Reason.EGRESS_REFUSED, failure.reason());
    }

    @Test
    public void theProvidersOwnLoopbackPortIsReachedAndNoOther() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO); LoopbackServer other = LoopbackServer.answering(HELLO);
                EgressCall call = egress.open(List.of("127.0.0.1", "localhost", "::1"), Set.of(own.port()))) {
            assertEquals(200, get(call, "http://127.0.0.1:" + own.port() + "/"));
            assertEquals(200, get(call, "http://localhost:" + own.port() + "/"));
            assertRefused(call, "http://127.0.0.1:" + other.port() + "/");
            assertRefused(call, "http://localhost:" + other.port() + "/");
            assertRefused(call, "http://[::1]:" + other.port() + "/");
            assertRefused(call, "http://127.0.0.2:" + own.port() + "/");
            assertEquals(0, other.visitors());
        }
    }

    @Test
    public void theAllowanceIsOfOneCallAndNoGrant() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO)) {
            EgressCall ungranted = egress.open(List.of("app.example"), Set.of(own.port()));
            assertRefused(ungranted, "http://127.0.0.1:" + own.port() + "/");
            EgressCall next = egress.open(List.of("127.0.0.1"));
            assertRefused(next, "http://127.0.0.1:" + own.port() + "/");
            assertEquals(0, own.visitors());
        }
    }

    @Test
    public void aNameThatPointsHereIsNoOwnEnd() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO)) {
            EgressCall call = egress.open(List.of("app.example"), Set.of(own.port()));
            assertRefused(call, "http://app.example:" + own.port() + "/");
            assertEquals(0, own.visitors());
        }
    }

    @Test
    public void localhostThatIsElsewhereIsRefused() {
        GuardedEgress odd = new GuardedEgress(TestCalls.names(Map.of("localhost", "10.0.0.9")), a -> false, t -> t);
        assertRefused(odd.open(List.of("localhost"), Set.of(8080)), "http://localhost:8080/");
        odd.close();
    }

    @Test
    public void itsOwnEndsAreReachedPastTheProxyAndTheBlockedPorts() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO); LoopbackServer proxy = LoopbackServer.answering(HELLO)) {
            egress.configure(Map.of(
                    "proxy", "http://127.0.0.1:" + proxy.port(), "blocked-ports", Integer.toString(own.port())));
            assertEquals(200, get(egress.open(List.of("127.0.0.1"), Set.of(own.port())), "http://127.0.0.1:" + own.port()));
            URI self = URI.create("http://own.example:" + own.port() + "/patchbay");
            assertEquals(200, get(egress.openToSelf(self), self.toString()));
            assertEquals(2, own.visitors());
            assertEquals(0, proxy.visitors());
        }
    }

    @Test
    public void theHostReachesItsPublicUrlWhateverTheAddress() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO); LogLines log = new LogLines();
                EgressCall call = egress.openToSelf(URI.create("http://own.example:" + own.port() + "/patchbay"))) {
            assertEquals(200, get(call, "http://own.example:" + own.port() + "/anything"));
            assertEquals(List.of("INFO connect own.example 127.0.0.1:" + own.port()), log.all());
        }
        EgressCall inside = egress.openToSelf(URI.create("https://inside.example"));
        assertEquals("10.0.0.9", inside.resolve("inside.example", 443).getAddress().getHostAddress());
    }

    @Test
    public void theHostReachesNothingButItsPublicUrl() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(HELLO); LoopbackServer other = LoopbackServer.answering(HELLO);
                EgressCall call = egress.openToSelf(URI.create("http://own.example:" + own.port()))) {
            assertEquals(200, get(call, "http://own.example:" + own.port()));
            for (String url : List.of("http://own.example:" + other.port(), "http://127.0.0.1:" + own.port(),
                    "http://127.0.0.1:" + other.port(), "http://app.example:" + own.port())) {
                assertRefused(call, url);
            }
            assertEquals(1, own.visitors());
            assertEquals(0, other.visitors());
        }
    }

    @Test
    public void theAddressOfThePublicUrlIsNoWayToItsOtherPorts() throws Exception {
        GuardedEgress open = new GuardedEgress(TestCalls.names(Map.of("own.example", "8.8.8.8")), a -> false, t -> t);
        EgressCall call = open.openToSelf(URI.create("https://own.example"));
        assertEquals("8.8.8.8", call.resolve("own.example", 443).getAddress().getHostAddress());
        assertThrows(ConnectionFailure.class, () -> call.resolve("8.8.8.8", 8443));
        assertThrows(ConnectionFailure.class, () -> call.resolve("8.8.8.8", 443));
        open.close();
    }

    @Test
    public void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        try (LoopbackServer own = LoopbackServer.answering(MOVED)) {
            URI self = URI.create("http://own.example:" + own.port());
            assertEquals(302, get(egress.openToSelf(self), self.toString()));
        }
    }

    @Test
    public void aPublicUrlThatIsNoneIsRefusedWhenUsed() {
        for (String url : List.of("ftp://own.example", "https://user@own.example", "own.example", "https://0x7f.1")) {
            EgressCall call = egress.openToSelf(URI.create(url));
            ConnectionFailure failure = assertThrows(url, ConnectionFailure.class, call::sockets);
            assertTrue(failure.getMessage(), failure.reason() == Reason.EGRESS_REFUSED);
        }
    }

    @Test
    public void aPortWithoutListenerIsAConnectionThatFailed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        URI self = URI.create("http://own.example:" + free);
        assertThrows(java.net.ConnectException.class, () -> get(egress.openToSelf(self), self.toString()));
    }
}
