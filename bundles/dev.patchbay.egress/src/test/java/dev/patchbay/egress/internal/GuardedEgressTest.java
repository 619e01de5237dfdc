package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class GuardedEgressTest {
    private final AtomicReference<String> vault = new AtomicReference<>("");
    private final GuardedEgress egress = new GuardedEgress(TestCalls.names(), a -> false, this::decrypt);

    private String decrypt(String text) {
        if (vault.get().isEmpty()) {
            throw new IllegalStateException("locked; canary " + text);
        }
        return vault.get();
    }

    @After
    public void stop() {
        egress.close();
    }

    @Test
    public void aChangedSettingHoldsForTheNextCall() throws Exception {
        try (LoopbackServer server = LoopbackServer.echo()) {
            EgressCall before = egress.open(List.of("app.example"));
            egress.configure(Map.of("allow", "127.0.0.1", "service.pid", "dev.patchbay.egress"));
            assertThrows(ConnectionFailure.class, () -> before.sockets().createSocket("app.example", server.port()));
            EgressCall after = egress.open(List.of("app.example"));
            after.sockets().createSocket("app.example", server.port()).close();
            egress.configure(Map.of());
            EgressCall last = egress.open(List.of("app.example"));
            assertThrows(ConnectionFailure.class, () -> last.sockets().createSocket("app.example", server.port()));
            after.sockets().createSocket("app.example", server.port()).close();
            assertEquals(2, server.visitors());
        }
    }

    @Test
    public void aWrongSettingClosesEveryWayAndIsNamedOnce() {
        try (LogLines log = new LogLines()) {
            egress.configure(Map.of("allow", "127.0.0.1", "ca-file", "/no/such.pem"));
            EgressCall call = egress.open(List.of("127.0.0.1"));
            for (ThrowingRunnable way : List.<ThrowingRunnable>of(call::sockets, call::serverSockets, call::trustManager,
                    () -> call.resolve("127.0.0.1", 21), () -> call.http().send(HttpCall.get(URI.create("http://127.0.0.1/"))))) {
                ConnectionFailure failure = assertThrows(ConnectionFailure.class, way);
                assertEquals(Reason.EGRESS_REFUSED, failure.reason());
                assertTrue(failure.getMessage(), failure.getMessage().contains("egress.ca-file: /no/such.pem cannot be read"));
            }
            assertEquals(0, call.transferred());
            egress.open(List.of()).close();
            assertEquals(List.of("ERROR no connection is opened until this is corrected: egress.ca-file: /no/such.pem cannot be read"),
                    log.all());
            egress.configure(Map.of());
            assertNotNull(egress.open(List.of()).trustManager());
        }
    }

    @Test
    public void anEncryptedProxyWaitsForTheVault() throws Exception {
        try (LogLines log = new LogLines()) {
            egress.configure(Map.of("proxy", "ENC(abc)"));
            ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> egress.open(List.of()).sockets());
            assertTrue(failure.getMessage(), failure.getMessage().contains("egress.proxy: the encrypted value cannot be opened"));
            vault.set("http://user:canary@proxy.example:3128");
            assertTrue(egress.open(List.of("far.example")).resolve("far.example", 443).isUnresolved());
            assertFalse(log.all().toString(), log.all().toString().contains("canary"));
        }
    }

    @Test
    public void anEntryThatIsNoHostAdmitsNothing() throws Exception {
        egress.configure(TestCalls.LOOPBACK_ALLOWED);
        EgressCall call = egress.open(List.of("a b", "2130706433", "", "app.example"));
        assertThrows(ConnectionFailure.class, () -> call.resolve("127.0.0.1", 21));
        assertEquals(InetAddress.getByName("127.0.0.1"), call.resolve("app.example", 21).getAddress());
    }

    @Test
    public void stoppingClosesEverySocketAndLeavesNoThread() throws Exception {
        Set<Thread> before = timers();
        assertTrue(before.stream().allMatch(t -> t.isDaemon() && t.getContextClassLoader() == null));
        GuardedEgress stopped = new GuardedEgress(TestCalls.names(), a -> false, t -> t);
        stopped.configure(TestCalls.LOOPBACK_ALLOWED);
        try (LoopbackServer server = LoopbackServer.silent()) {
            Socket socket = stopped.open(List.of("app.example")).sockets().createSocket("app.example", server.port());
            Set<Thread> own = timers();
            own.removeAll(before);
            assertEquals("its one thread", 1, own.size());
            stopped.close();
            assertTrue(socket.isClosed());
            Thread timer = own.iterator().next();
            timer.join(TimeUnit.SECONDS.toMillis(20));
            assertFalse(timer.isAlive());
        }
    }

    private static Set<Thread> timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals(Deadlines.THREAD)).collect(Collectors.toSet());
    }
}
