package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PolicyReaderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static String complaint(String key, String value) {
        return assertThrows(key + "=" + value, IllegalArgumentException.class,
                () -> TestCalls.policy(Map.of(key, value))).getMessage();
    }

    @Test
    public void nothingSetIsTheSafeDefault() {
        EgressPolicy policy = TestCalls.policy(Map.of());
        assertEquals(Duration.ofSeconds(10), policy.timeout());
        assertTrue(policy.allowRanges().isEmpty() && policy.allowHosts().isEmpty());
        assertNull(policy.proxy());
        assertTrue(policy.blockedPorts().contains(25));
    }

    @Test
    public void emptyValuesAreDefaultsAndNoneOpensAllPorts() {
        EgressPolicy policy = TestCalls.policy(Map.of("allow", " ", "proxy", "", "no-proxy", "", "ca-file", "", "timeout", "",
                "blocked-ports", ""));
        assertTrue(policy.blockedPorts().contains(25));
        assertEquals(Duration.ofSeconds(10), policy.timeout());
        assertFalse(TestCalls.policy(Map.of("blocked-ports", "none")).blockedPorts().contains(25));
        PortSet own = TestCalls.policy(Map.of("blocked-ports", "26, 1000-1002")).blockedPorts();
        assertTrue(own.contains(26) && own.contains(1_000) && own.contains(1_002));
        assertFalse(own.contains(25) || own.contains(999) || own.contains(1_003));
    }

    @Test
    public void everyComplaintNamesItsSetting() {
        assertEquals("egress.allow: 10.0.0.0/33 is not an address block such as 10.0.0.0/8", complaint("allow", "10.0.0.0/33"));
        assertEquals("egress.allow: a.example/8 is not an IP address", complaint("allow", "ok.example,a.example/8"));
        assertTrue(complaint("allow", "*.example").startsWith("egress.allow: *.example is a wildcard"));
        assertTrue(complaint("no-proxy", "a b").startsWith("egress.no-proxy: a?b is not a valid host name"));
        for (String timeout : new String[] {"0", "-1", "301", "ten", "1.5"}) {
            assertTrue(complaint("timeout", timeout).startsWith("egress.timeout: "));
        }
        for (String ports : new String[] {"x", "70000", "9-8", "1-"}) {
            assertTrue(complaint("blocked-ports", ports).startsWith("egress.blocked-ports: "));
        }
    }

    @Test
    public void aProxyIsReadAndNeverRepeated() {
        ProxyServer proxy = TestCalls.policy(Map.of("proxy", "http://us%40er:pa%3Ass@Proxy.example:3128/")).proxy();
        assertNotNull(proxy);
        assertEquals("proxy.example:3128", proxy.toString());
        assertNotNull(proxy.authorization());
        assertEquals("Basic dXNAZXI6cGE6c3M=", proxy.authorization().reveal());
        for (String wrong : new String[] {"proxy.example:3128", "https://hidden:canary@p.example:1", "http://hidden:canary@p.example",
                "http://hidden:canary@p.example:1/path", "http://hidden:canary@2130706433:1", "http://hid den:canary@p.example:1",
                "socks://hidden:canary@p.example:1", "ENC(canary)"}) {
            String complaint = complaint("proxy", wrong);
            assertTrue(complaint, complaint.startsWith("egress.proxy: "));
            assertFalse(complaint, complaint.contains("canary"));
        }
    }

    @Test
    public void noProxyListsHostsReachedDirectly() {
        EgressPolicy policy = TestCalls.policy(Map.of("proxy", "http://p.example:1", "no-proxy", "a.example, *.in.example:443"));
        assertNull(policy.proxyFor(Host.parse("a.example"), 80));
        assertNull(policy.proxyFor(Host.parse("x.in.example"), 443));
        assertNotNull(policy.proxyFor(Host.parse("x.in.example"), 80));
        assertNotNull(policy.proxyFor(Host.parse("b.example"), 80));
    }

    @Test
    public void aBrokenCaFileIsNamed() throws Exception {
        Path file = folder.newFile("ca.pem").toPath();
        assertEquals("egress.ca-file: " + file + " holds no certificate", complaint("ca-file", file.toString()));
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertEquals("egress.ca-file: " + file + " is not a file of PEM certificates", complaint("ca-file", file.toString()));
        assertEquals("egress.ca-file: " + file + "x cannot be read", complaint("ca-file", file + "x"));
        assertEquals("egress.ca-file: not an absolute path", complaint("ca-file", "ca.pem"));
    }
}
