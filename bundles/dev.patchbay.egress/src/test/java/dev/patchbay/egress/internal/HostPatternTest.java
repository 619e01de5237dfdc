package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class HostPatternTest {

    private static void check(boolean expected, String pattern, String host, int port) {
        assertEquals(pattern + " for " + host + ":" + port, expected,
                HostPattern.parse(pattern).matches(Host.parse(host), port));
    }

    @Test
    public void aNameAdmitsItselfInEveryForm() {
        check(true, "Ftp.Example.com", "ftp.example.COM.", 21);
        check(true, "bücher.example", "xn--bcher-kva.example", 21);
        check(false, "example.com", "ftp.example.com", 21);
        check(false, "example.com", "example.com.evil.example", 21);
    }

    @Test
    public void aWildcardAdmitsNamesBelowAtAnyDepth() {
        check(true, "*.example.com", "a.example.com", 443);
        check(true, "*.example.com", "a.b.example.com", 443);
        check(false, "*.example.com", "example.com", 443);
        check(false, "*.example.com", "evilexample.com", 443);
    }

    @Test
    public void aPortNarrowsIt() {
        check(true, "example.com:21", "example.com", 21);
        check(false, "example.com:21", "example.com", 22);
        check(true, "*.example.com:21", "a.example.com", 21);
        check(true, "[::1]:21", "::1", 21);
        check(false, "[::1]:21", "::1", 22);
        check(true, "::1", "0:0::1", 22);
        check(true, "127.0.0.1:21", "127.0.0.1", 21);
        check(true, "127.0.0.1", "::ffff:127.0.0.1", 21);
    }

    @Test
    public void otherTextsAreNoPatterns() {
        for (String text : List.of("", "*", "*.", "a.*.example", "*.127.0.0.1", "*.::1", "example.com:", "example.com:0",
                "example.com:65536", "example.com:+1", "a:b", "[::1]21", "[::1]:", "user@example.com", "http://example.com")) {
            assertThrows(text, IllegalArgumentException.class, () -> HostPattern.parse(text));
        }
    }
}
