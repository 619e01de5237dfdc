package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class HostSyntaxTest {

    @Test
    public void namesAndAddressesAreHosts() {
        for (String host : List.of("example.com", "a", "a-b.example", "xn--mnchen-3ya.de", "192.0.2.1", "0.0.0.0", "::1", "::",
                "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "fe80::", "3com.com", "1.example", "a.b.c.d.e.f")) {
            assertEquals(Optional.of(host), HostSyntax.canonical(host));
        }
    }

    @Test
    public void namesAreCanonicalInLowerCaseAscii() {
        assertEquals(Optional.of("example.com"), HostSyntax.canonical("EXAMPLE.com"));
        assertEquals(Optional.of("xn--mnchen-3ya.de"), HostSyntax.canonical("M\u00fcnchen.de"));
        assertEquals(Optional.of("2001:db8::a"), HostSyntax.canonical("2001:DB8::A"));
    }

    @Test
    public void everythingElseIsNone() {
        for (String text : List.of("", " ", ".", "a..b", ".a", "a.", "-a", "a-", "a_b", "a b", "example.com:21", "u@example.com",
                "example.com/x", "http://example.com", "[::1]", "::1%eth0", "2130706433", "0x7f000001", "0x7f.1", "017700000001",
                "127.1", "127.0.1", "127.0.0.01", "256.0.0.1", "1.2.3.4.5", "1.2.3.0x4", "a.1", "1::2::3", "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9", ":::", "1:2:3:4:5:6:7::8", "12345::", "::g", "::1.2.3", "::1.2.3.4.5", "a\u0000b", "a\nb",
                "\uff11\uff12\uff17.0.0.1", "exa%6dple.com", "a?b", "a#b", "a\\b", "\ud800.com", "x".repeat(64) + ".com",
                ("a.").repeat(130) + "a")) {
            assertFalse(text, HostSyntax.canonical(text).isPresent());
        }
    }

    @Test
    public void onlyPlainHttpsUrlsAreUrls() {
        for (String url : List.of("https://example.com", "https://example.com:8443/a?b=c", "HTTPS://Example.com/", "https://[::1]/",
                "https://192.0.2.1/")) {
            assertTrue(url, HostSyntax.httpsUrl(url).isPresent());
        }
        for (String url : List.of("", "http://example.com", "ftp://example.com", "https:example.com", "https:///x",
                "https://u@example.com/", "https://u:p@example.com", "https://@example.com", "https://example.com#x",
                "https://example.com:0/", "https://example.com:65536/", "https://example.com:/", "https://2130706433/",
                "https://0x7f.1/", "https://127.1/", "https://a_b.com/", "https://good.example\\@evil.example/",
                "https://good.example@evil.example/", "https://example.com/ x", "https://example.com/\n", "//example.com",
                "/x", "javascript:alert(1)", "file:///etc/passwd", "jar:https://example.com!/", "https://m\u00fcnchen.de/")) {
            assertFalse(url, HostSyntax.httpsUrl(url).isPresent());
        }
    }
}
