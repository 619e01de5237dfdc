package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class IntegrationJarTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path jar(String... headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        Path file = folder.getRoot().toPath().resolve("a.jar");
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.flush();
        }
        return file;
    }

    private static String fault(Path file) {
        return assertThrows(MojoFailureException.class, () -> IntegrationJar.read(file)).getMessage();
    }

    @Test
    public void nameAndVersionComeFromTheManifest() throws Exception {
        Path file = jar("Bundle-SymbolicName", "acme; singleton:=true", "Bundle-Version", "1.2.0");
        assertEquals(new IntegrationJar(file, "acme", "1.2.0"), IntegrationJar.read(file));
    }

    @Test
    public void projectThatIsNotPackedYetIsToldToBe() {
        assertTrue(fault(folder.getRoot().toPath().resolve("none.jar")).contains("mvn package"));
    }

    @Test
    public void plainJarIsToldHowToBecomeABundle() throws Exception {
        assertTrue(fault(jar()).contains("bnd-maven-plugin"));
    }

    @Test
    public void whatIsNoJarIsNamed() throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("b.jar"), "no zip");
        assertTrue(fault(file).contains("b.jar"));
    }
}
