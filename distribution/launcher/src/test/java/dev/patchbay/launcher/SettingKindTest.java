package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

public class SettingKindTest {
    private static final Path HOME = Path.of("/opt/patchbay").toAbsolutePath();

    @Test
    public void valuesThatCanBeUsedHaveNoFault() {
        accepts(SettingKind.PORT, "0", "80", "65535");
        accepts(SettingKind.COUNT, "1", "400");
        accepts(SettingKind.FLAG, "true", "False");
        accepts(SettingKind.DURATION, "0", "10", "10s", "5m", "24 h", "7d");
        accepts(SettingKind.SIZE, "512KB", "10mb", "1GB");
        accepts(SettingKind.HOST, "127.0.0.1", "::1", "[::1]", "fe80::1%eth0", "host.example");
        accepts(SettingKind.URL, "http://a.example", "https://a.example:8443/base");
        accepts(SettingKind.LEVEL, "info", "TRACE", "off");
        accepts(SettingKind.PATH, "a b/c", "/x");
    }

    @Test
    public void valuesThatCannotBeUsedHaveOne() {
        refuses(SettingKind.PORT, "-1", "65536", "http", "1.5", "1 2");
        refuses(SettingKind.COUNT, "0", "-1", "x", "9999999999");
        refuses(SettingKind.FLAG, "yes", "1", "truefalse");
        refuses(SettingKind.DURATION, "soon", "-1s", "1w", "1.5h", "9999999999");
        refuses(SettingKind.SIZE, "10", "0MB", "MB", "10 MB", "10TB");
        refuses(SettingKind.HOST, "a b", "http://x", "a/b");
        refuses(SettingKind.URL, "a.example", "ftp://a.example", "https://u:p@a.example", "https://a.example/?q", "https://a.example/#f", "https:///x", "https://a b");
        refuses(SettingKind.LEVEL, "loud", "warning");
        refuses(SettingKind.PATH, "a\0b", "a\tb");
        refuses(SettingKind.TEXT, "a\u0007b");
        refuses(SettingKind.LIST, "a\nb");
    }

    @Test
    public void durationBecomesSeconds() {
        assertEquals("10", SettingKind.DURATION.normal("10", HOME));
        assertEquals("300", SettingKind.DURATION.normal("5m", HOME));
        assertEquals("86400", SettingKind.DURATION.normal("24 h", HOME));
        assertEquals("604800", SettingKind.DURATION.normal("7d", HOME));
    }

    @Test
    public void relativePathStartsAtTheProgramFolder() {
        assertEquals(HOME.resolve("data").toString(), SettingKind.PATH.normal("x/../data", HOME));
        assertEquals(Path.of("/data").toAbsolutePath().toString(), SettingKind.PATH.normal("/data", HOME));
    }

    @Test
    public void addressLosesItsLastSlash() {
        assertEquals("https://a.example/base", SettingKind.URL.normal("https://a.example/base//", HOME));
    }

    private static void accepts(SettingKind kind, String... values) {
        for (String value : List.of(values)) {
            assertEquals(value, java.util.Optional.empty(), kind.fault(value));
        }
    }

    private static void refuses(SettingKind kind, String... values) {
        for (String value : List.of(values)) {
            assertTrue(value, kind.fault(value).isPresent());
            assertFalse(kind.fault(value).orElseThrow().endsWith("."));
        }
    }
}
