package dev.patchbay.installer.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar with nothing in it but what another bundle needs. */
final class EmptyBundle {
    private static final List<String> NEEDS =
            List.of("Import-Package", "Require-Capability", "Provide-Capability", "Bundle-RequiredExecutionEnvironment");

    private EmptyBundle() {}

    /** The jar. */
    static byte[] like(CheckedBundle other) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", other.symbolicName() + ".rehearsed");
        NEEDS.stream().filter(other.headers()::containsKey).forEach(name -> headers.putValue(name, other.headers().get(name)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new JarOutputStream(bytes, manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
