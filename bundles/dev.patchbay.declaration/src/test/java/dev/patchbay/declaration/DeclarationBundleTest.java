package dev.patchbay.declaration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.Test;

public class DeclarationBundleTest {
    private static final byte[] ACME = DeclarationsTest.ACME.getBytes(StandardCharsets.UTF_8);

    private static Attributes manifest(byte[] jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            return in.getManifest().getMainAttributes();
        }
    }

    private static Map<String, byte[]> entries(byte[] jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    public void aSingleFileBecomesABundleOfItsIdAndRelease() throws IOException {
        byte[] jar = DeclarationBundle.wrap("acme.connection.json", ACME);

        Attributes manifest = manifest(jar);
        assertEquals("dev.patchbay.json.acme", manifest.getValue("Bundle-SymbolicName"));
        assertEquals("2.1.0", manifest.getValue("Bundle-Version"));
        assertEquals("2", manifest.getValue("Bundle-ManifestVersion"));
        assertEquals("dev.patchbay.provider;dev.patchbay.provider=\"acme\"", manifest.getValue("Provide-Capability"));
        assertEquals("osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.declarative)(version>=1.0)(!(version>=2.0)))\"",
                manifest.getValue("Require-Capability"));
        assertArrayEquals(ACME, entries(jar).get("OSGI-INF/connections/acme.connection.json"));
        assertEquals(1, entries(jar).size());
    }

    @Test
    public void theSameDeclarationsGiveTheSameBytesInWhateverOrder() {
        Map<String, byte[]> one = new LinkedHashMap<>();
        one.put("a", new byte[] {1});
        one.put("b", new byte[] {2});
        Map<String, byte[]> other = new LinkedHashMap<>();
        other.put("b", new byte[] {2});
        other.put("a", new byte[] {1});

        assertArrayEquals(DeclarationBundle.wrap("x", "1.0.0", one), DeclarationBundle.wrap("x", "1.0.0", other));
    }

    @Test
    public void manyIdsAndLongNamesSurviveTheManifestsLineLength() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            files.put("provider-with-a-long-name-" + i, new byte[0]);
        }
        String name = "Ünïcödé ".repeat(30).strip();

        byte[] jar = DeclarationBundle.wrap("dev.patchbay.app.many", "1.0.0", Map.of("Bundle-Name", name), files);

        assertEquals(name, manifest(jar).getValue("Bundle-Name"));
        for (int i = 0; i < 50; i++) {
            assertTrue(manifest(jar).getValue("Provide-Capability").contains("\"provider-with-a-long-name-" + i + "\""));
        }
    }

    @Test
    public void aHeaderCannotBringAnotherOne() throws IOException {
        byte[] jar = DeclarationBundle.wrap("x", "1.0.0", Map.of("Bundle-Name", "a\r\nBundle-Activator: evil"), Map.of());

        assertNull(manifest(jar).getValue("Bundle-Activator"));
    }

    @Test
    public void aFaultyFileIsNotWrapped() {
        assertThrows(DeclarationException.class, () -> DeclarationBundle.wrap("x.json", "{}".getBytes(StandardCharsets.UTF_8)));
    }
}
