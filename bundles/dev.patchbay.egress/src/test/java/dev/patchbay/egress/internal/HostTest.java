package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class HostTest {

    @Test
    public void namesHaveOneForm() {
        assertEquals("ftp.example.com", Host.parse("FTP.Example.COM.").name());
        assertEquals("xn--bcher-kva.example", Host.parse("Bücher.example").name());
        assertEquals("my_host.example", Host.parse("my_host.example").name());
        assertNull(Host.parse("ftp.example.com").address());
    }

    @Test
    public void addressesHaveOneForm() {
        assertEquals("10.0.0.1", Host.parse("10.0.0.1").name());
        assertEquals("10.0.0.1", Host.parse("10.0.0.1.").name());
        assertEquals("127.0.0.1", Host.parse("１２７。０．０.１").name());
        assertEquals("::1", Host.parse("[::1]").name());
        assertEquals("::1", Host.parse("0::1").name());
        assertEquals("127.0.0.1", Host.parse("::ffff:127.0.0.1").name());
        assertNotNull(Host.parse("::ffff:7f00:1").address());
        assertEquals("::", Host.parse("0:0::0").name());
        assertEquals("2001:db8::1:0:0:1", Host.parse("2001:DB8:0:0:1:0:0:1").name());
        assertEquals("2002:a9fe:0:1::", Host.parse("2002:a9fe:0:1::").name());
        assertEquals("1:0:3:4:5:6:7:8", Host.parse("1:0:3:4:5:6:7:8").name());
        assertEquals("[::1]", Host.parse("::1").uriText());
    }

    @Test
    public void spellingsThatProgramsReadDifferentlyAreNoHosts() {
        for (String text : List.of("2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "127.0.1", "0177.0.0.1",
                "127.0.0.01", "127.0.0.0x1", "0X7F.0.0.1", "1.2.3.4.5", "256.1.1.1", "example.1", "0x", "127.0.0.1..",
                "②①③0706433", "127.0.0.1%00", "127.0.0.1%eth0", "fe80::1%eth0", "[fe80::1%25eth0]", "[127.0.0.1]", "[::1",
                "::1]", "[::1]x", ":", "::ffff:127.1", "1:2:3", "%31%32%37.0.0.1", "a%2eb", "")) {
            assertThrows(text, IllegalArgumentException.class, () -> Host.parse(text));
        }
    }

    @Test
    public void whatIsNoNameIsNoHost() {
        for (String text : List.of("a b", "a\r\nb", "a\0b", "user@host", "evil#@good", "a/b", "a\\b", "a?b", "-a.example", "a-",
                ".", "..", "a..b", ".a", "a".repeat(64), ("a".repeat(60) + ".").repeat(5), "*.example.com", "a,b", "a／b",
                "localhost\u0000.example")) {
            assertThrows(text, IllegalArgumentException.class, () -> Host.parse(text));
        }
    }

    @Test
    public void complaintsDoNotRepeatTheText() {
        for (String text : List.of("secret%value", "secret value", "secret\u0378", "[secret", "secret:1:2", "[secret::]", "secret.1")) {
            String message = assertThrows(text, IllegalArgumentException.class, () -> Host.parse(text)).getMessage();
            assertFalse(message, message.contains("secret"));
        }
    }

    @Test
    public void shownTextHasNoLineBreakAndNothingBeforeAnAt() {
        assertEquals("host??x", Host.shown("user:password@host\r\nx"));
        assertEquals("(empty)", Host.shown(""));
        assertEquals(253, Host.shown("a".repeat(9_999)).length());
    }
}
