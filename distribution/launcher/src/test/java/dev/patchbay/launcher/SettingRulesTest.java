package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SettingRulesTest {
    @Test
    public void offLoopbackInClearIsRefusedWithBothWaysOut() {
        List<String> faults = faults("http.host", "0.0.0.0");

        assertEquals(1, faults.size());
        assertTrue(faults.get(0), faults.get(0).contains("http.tls-certificate and http.tls-key"));
        assertTrue(faults.get(0), faults.get(0).contains("http.behind-proxy=true and http.trusted-proxies"));
    }

    @Test
    public void offLoopbackWithCertificateAndKeyIsAllowed() {
        assertEquals(List.of(), faults("http.host", "0.0.0.0", "http.tls-certificate", "/c.pem", "http.tls-key", "/k.pem"));
    }

    @Test
    public void offLoopbackBehindANamedProxyIsAllowed() {
        assertEquals(List.of(), faults("http.host", "10.1.2.3", "http.behind-proxy", "true", "http.trusted-proxies", "10.0.0.5"));
    }

    @Test
    public void proxyMustBeNamed() {
        assertEquals(1, faults("http.host", "10.1.2.3", "http.behind-proxy", "true").size());
    }

    @Test
    public void originsAreSchemeHostAndPort() {
        assertEquals(List.of(), faults("embed.origins", "https://shop.example, http://localhost:3000,HTTPS://[2001:db8::1]:8443,"));

        for (String bad : List.of("*", "null", "shop.example", "https://shop.example/", "https://*.example", "https://a@b", "ftp://a")) {
            List<String> faults = faults("embed.origins", "https://shop.example," + bad);
            assertEquals(bad, 1, faults.size());
            assertTrue(faults.get(0), faults.get(0).startsWith("embed.origins: " + bad + " is no origin"));
        }
    }

    @Test
    public void portOfTheSandboxIsOneThatProgramsMayTake() {
        assertEquals(List.of(), faults("sandbox.port", "1024"));
        for (String bad : List.of("", "0", "80", "1023")) {
            assertEquals(bad, List.of("sandbox.port must be a port from 1024 to 65535."), faults("sandbox.port", bad));
        }
    }

    @Test
    public void sessionsThatEndAtOnceAreRefused() {
        assertEquals(2, faults("session.idle", "0", "session.lifetime", "0").size());
    }

    @Test
    public void trustedProxiesAloneAreNotEnough() {
        assertEquals(1, faults("http.host", "10.1.2.3", "http.trusted-proxies", "10.0.0.5").size());
    }

    @Test
    public void certificateNeedsItsKey() {
        assertEquals(List.of("http.tls-certificate and http.tls-key belong together: set both or none."), faults("http.tls-certificate", "/c.pem"));
    }

    @Test
    public void twoSourcesOfTheRootKeyAreRefused() {
        assertEquals(1, faults("vault.passphrase-file", "/p", "vault.key-file", "/k").size());
    }

    @Test
    public void dataFolderMustNotLookLikeAPattern() {
        assertEquals(1, faults("data.dir", "/a%d").size());
    }

    @Test
    public void trustIsOneOfThreeAndNeedsItsFile() {
        assertEquals(List.of("install.trust=anything is neither open, digest nor signed."), faults("install.trust", "anything"));
        assertEquals(1, faults("install.trust", "digest").size());
        assertEquals(1, faults("install.trust", "signed").size());
        assertEquals(List.of(), faults("install.trust", "digest", "install.digests", "/d"));
        assertEquals(List.of(), faults("install.trust", "signed", "install.trust-store", "/c.pem"));
    }

    @Test
    public void onlyThisMachineIsLoopback() {
        for (String loopback : List.of("127.0.0.1", "127.9.9.9", "localhost", "::1", "LOCALHOST", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1")) {
            assertTrue(loopback, SettingRules.isLoopback(loopback));
        }
        for (String other : List.of("0.0.0.0", "::", "10.0.0.1", "192.168.1.1", "loopback.example", "localhost.example", "fe80::1", "8.8.8.8", "127.0.0.1.example")) {
            assertFalse(other, SettingRules.isLoopback(other));
        }
    }

    private static List<String> faults(String... changes) {
        Map<String, String> values = new LinkedHashMap<>();
        Settings.table().forEach(setting -> values.put(setting.key(), setting.standard()));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        List<String> faults = new ArrayList<>();
        SettingRules.check(new SettingValues(values), faults);
        return faults;
    }
}
