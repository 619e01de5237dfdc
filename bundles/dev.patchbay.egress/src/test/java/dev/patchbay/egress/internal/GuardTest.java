package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class GuardTest {
    private static final EgressPolicy DEFAULTS = TestCalls.policy(Map.of());
    private static final Resolver NONE = TestCalls.names(Map.of());

    private static String refusal(Guard guard, String host, int port) {
        ConnectionFailure failure = assertThrows(host, ConnectionFailure.class, () -> guard.check(host, port));
        assertEquals(host, Reason.EGRESS_REFUSED, failure.reason());
        return failure.getMessage();
    }

    @Test
    public void everySpellingOfLoopbackAndMetadataIsRefused() {
        for (String host : List.of("127.0.0.1", "127.0.0.1.", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1",
                "0177.0.0.1", "[::1]", "::1", "::ffff:127.0.0.1", "[::ffff:7f00:1]", "::127.0.0.1", "0.0.0.0", "::",
                "１２７.０.０.１", "127。0。0。1", "127%2e0.0.1", "fe80::1%eth0", "169.254.169.254", "2852039166",
                "0xa9fea9fe", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "fd00:ec2::254",
                "100.100.100.200", "168.63.129.16")) {
            Guard guard = granting(host);
            assertTrue(host, refusal(guard, host, 80).contains("egress.allow"));
        }
    }

    /** Where the text is a host at all, the grant includes it: only its address speaks against it. */
    private static Guard granting(String host) {
        try {
            return TestCalls.guard(DEFAULTS, NONE, host);
        } catch (IllegalArgumentException e) {
            return TestCalls.guard(DEFAULTS, NONE);
        }
    }

    @Test
    public void aRefusalNamesHostReasonAndSettingAndNotTheAddress() {
        Guard guard = TestCalls.guard(DEFAULTS, TestCalls.names(Map.of("in.example", "10.1.2.3")), "in.example");
        assertEquals("in.example is a private address; the operator can list it in egress.allow",
                refusal(guard, "IN.example.", 21));
    }

    @Test
    public void oneBadAddressAmongGoodOnesRefuses() {
        Guard guard = TestCalls.guard(DEFAULTS, TestCalls.names(Map.of("x.example", "8.8.8.8,1.1.1.1,192.168.1.1")), "x.example");
        assertTrue(refusal(guard, "x.example", 443).contains("private"));
    }

    @Test
    public void onlyTheFirstAnswerCounts() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("8.8.8.8", "127.0.0.1"));
        Guard guard = TestCalls.guard(DEFAULTS, name -> List.of(InetAddress.getByName(answers.pop())), "re.example");
        assertEquals("8.8.8.8", guard.check("re.example", 443).addresses().get(0).getHostAddress());
        assertEquals("8.8.8.8", guard.check("RE.example.", 443).addresses().get(0).getHostAddress());
        assertEquals("asked once", 1, answers.size());
    }

    @Test
    public void anAddressAProviderResolvedItselfIsNotBelieved() throws Exception {
        Guard guard = TestCalls.guard(DEFAULTS, TestCalls.names(Map.of("x.example", "8.8.8.8,1.1.1.1")), "x.example");
        InetAddress lie = InetAddress.getByAddress("x.example", new byte[] {127, 0, 0, 1});
        assertEquals("[/8.8.8.8, /1.1.1.1]", guard.check(new InetSocketAddress(lie, 21)).addresses().toString());
        InetAddress second = InetAddress.getByAddress("x.example", new byte[] {1, 1, 1, 1});
        assertEquals("1.1.1.1", guard.check(new InetSocketAddress(second, 21)).addresses().get(0).getHostAddress());
    }

    @Test
    public void aNameFromAReverseLookUpDoesNotStandAgainstAGrantedAddress() throws Exception {
        Guard guard = TestCalls.guard(DEFAULTS, NONE, "8.8.8.8");
        InetAddress reversed = InetAddress.getByAddress("dns.example", new byte[] {8, 8, 8, 8});
        assertEquals("8.8.8.8", guard.check(new InetSocketAddress(reversed, 21)).addresses().get(0).getHostAddress());
        InetAddress other = InetAddress.getByAddress("dns.example", new byte[] {8, 8, 4, 4});
        assertThrows(ConnectionFailure.class, () -> guard.check(new InetSocketAddress(other, 21)));
    }

    @Test
    public void outsideTheGrantNothingIsEvenResolved() {
        Guard guard = TestCalls.guard(DEFAULTS, name -> {
            throw new AssertionError("resolved " + name);
        }, "app.example", "*.shop.example:443");
        String message = "is not one of the hosts this connection may reach";
        assertEquals("evil.example " + message, refusal(guard, "evil.example", 443));
        assertEquals("8.8.8.8 " + message, refusal(guard, "8.8.8.8", 443));
        assertEquals("a.shop.example " + message, refusal(guard, "a.shop.example", 80));
    }

    @Test
    public void anAddressOfAGrantedNameIsGrantedInTheSameCall() throws Exception {
        Resolver names = TestCalls.names(Map.of("ftp.example", "8.8.8.8"));
        Guard guard = TestCalls.guard(DEFAULTS, names, "ftp.example:21");
        refusal(guard, "8.8.8.8", 50_000);
        guard.check("ftp.example", 21);
        assertEquals(50_000, guard.check("8.8.8.8", 50_000).port());
        assertTrue(guard.maySend(InetAddress.getByName("8.8.8.8")));
        assertFalse(guard.maySend(InetAddress.getByName("8.8.4.4")));
        refusal(TestCalls.guard(DEFAULTS, names, "ftp.example:21"), "8.8.8.8", 50_000);
    }

    @Test
    public void allowLiftsTheRefusalForExactlyWhatItNames() throws Exception {
        Resolver names = TestCalls.names(Map.of("a.example", "10.0.0.5", "b.example", "10.0.0.5", "c.example", "10.0.0.6"));
        EgressPolicy policy = TestCalls.policy(Map.of("allow", "a.example, b.example:21, 10.0.0.6, 192.168.7.0/24, [::1]:21"));
        String[] all = {"a.example", "b.example", "c.example", "10.0.0.5", "10.0.0.6", "192.168.7.9", "192.168.8.9", "::1"};
        assertEquals(22, TestCalls.guard(policy, names, all).check("a.example", 22).port());
        assertEquals(21, TestCalls.guard(policy, names, all).check("b.example", 21).port());
        refusal(TestCalls.guard(policy, names, all), "b.example", 22);
        assertEquals(22, TestCalls.guard(policy, names, all).check("c.example", 22).port());
        refusal(TestCalls.guard(policy, names, all), "10.0.0.5", 22);
        assertEquals(22, TestCalls.guard(policy, names, all).check("192.168.7.9", 22).port());
        refusal(TestCalls.guard(policy, names, all), "192.168.8.9", 22);
        assertEquals(21, TestCalls.guard(policy, names, all).check("::1", 21).port());
        refusal(TestCalls.guard(policy, names, all), "::1", 22);
    }

    @Test
    public void aDataConnectionToAnAllowedNamesAddressIsAllowed() throws Exception {
        Resolver names = TestCalls.names(Map.of("a.example", "10.0.0.5", "b.example", "10.0.0.6"));
        Guard guard = TestCalls.guard(TestCalls.policy(Map.of("allow", "a.example,b.example:21")), names, "a.example", "b.example");
        guard.check("a.example", 21);
        assertEquals(50_000, guard.check("10.0.0.5", 50_000).port());
        guard.check("b.example", 21);
        refusal(guard, "10.0.0.6", 50_000);
    }

    @Test
    public void portsWithoutAppsAreClosedAndTheOthersOpen() throws Exception {
        Guard guard = TestCalls.guard(DEFAULTS, NONE, "8.8.8.8");
        for (int port : new int[] {25, 53, 111, 445, 2375, 6000, 6379, 11_211}) {
            assertTrue(refusal(guard, "8.8.8.8", port).contains("egress.blocked-ports"));
        }
        for (int port : new int[] {21, 22, 80, 443, 465, 587, 989, 990, 993, 3306, 5432, 8080, 8443, 50_000, 65_535}) {
            assertEquals(port, guard.check("8.8.8.8", port).port());
        }
        for (int port : new int[] {-1, 0, 65_536}) {
            refusal(guard, "8.8.8.8", port);
        }
    }

    @Test
    public void aDataConnectionMayHitABlockedHighPortOfAPeerAndNoLowOne() throws Exception {
        Guard guard = TestCalls.guard(DEFAULTS, NONE, "8.8.8.8");
        refusal(guard, "8.8.8.8", 6379);
        guard.contacted(InetAddress.getByName("8.8.8.8"));
        assertEquals(6379, guard.check("8.8.8.8", 6379).port());
        refusal(guard, "8.8.8.8", 25);
    }

    @Test
    public void unknownNamesAreUnknown() {
        Guard guard = TestCalls.guard(DEFAULTS, NONE, "no.example");
        assertThrows(UnknownHostException.class, () -> guard.check("no.example", 21));
        Guard empty = TestCalls.guard(DEFAULTS, name -> List.of(), "no.example");
        assertThrows(UnknownHostException.class, () -> empty.check("no.example", 21));
    }

    @Test
    public void whatOnlyTheProxyCanResolveIsLeftToItButNoLocalName() throws Exception {
        EgressPolicy policy = TestCalls.policy(Map.of("proxy", "http://proxy.example:3128", "no-proxy", "direct.example",
                "allow", "wiki.internal"));
        Guard guard = TestCalls.guard(policy, NONE, "far.example", "direct.example", "printer", "a.local", "x.internal",
                "localhost", "wiki.internal", "10.0.0.1");
        assertEquals(List.of(), guard.check("far.example", 443).addresses());
        assertEquals(List.of(), guard.check("wiki.internal", 443).addresses());
        assertThrows(UnknownHostException.class, () -> guard.check("direct.example", 443));
        for (String local : List.of("printer", "a.local", "x.internal", "localhost", "10.0.0.1")) {
            refusal(guard, local, 443);
        }
    }

    @Test
    public void refusalsAreLoggedOnOneLine() {
        try (LogLines log = new LogLines()) {
            refusal(TestCalls.guard(DEFAULTS, NONE, "10.0.0.1"), "10.0.0.1", 80);
            refusal(TestCalls.guard(DEFAULTS, NONE), "user:secret@evil\r\nINFO connect x", 80);
            assertEquals(2, log.all().size());
            assertTrue(log.all().get(0), log.all().get(0).startsWith("WARN refused 10.0.0.1 is a private address"));
            assertTrue(log.all().get(1), log.all().get(1).startsWith("WARN refused evil??INFO?connect?x is not a valid host name"));
        }
    }
}
