package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the checks read out of a jar whose archive is sound. Used by one thread. */
final class JarContent implements AutoCloseable {
    /** More than any manifest or component description needs. */
    private static final int LONGEST = 256 * 1024;

    private final ZipFile zip;

    JarContent(Path jar) throws IOException {
        zip = new ZipFile(jar.toFile());
    }

    /** The names of all entries. */
    List<String> names() {
        return zip.stream().map(ZipEntry::getName).toList();
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** A small entry; empty where there is none, or it has over 256 KiB. */
    Optional<byte[]> find(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory() || entry.getSize() > LONGEST) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readNBytes(LONGEST));
        }
    }

    /** The headers of the manifest's main section, by name in any case; empty where it cannot be read, which is a fault. */
    Map<String, String> headers(Faults faults) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!has(JarFile.MANIFEST_NAME)) {
            faults.add(JarFile.MANIFEST_NAME, "no-manifest", "The jar has no manifest: it is no OSGi bundle.");
            return headers;
        }
        Optional<byte[]> file = find(JarFile.MANIFEST_NAME);
        try {
            if (file.isPresent()) {
                new Manifest(new ByteArrayInputStream(file.get())).getMainAttributes()
                        .forEach((name, value) -> headers.put(name.toString(), value.toString().strip()));
            }
        } catch (IOException | IllegalArgumentException e) {
            headers.clear();
        }
        if (headers.isEmpty()) {
            faults.add(JarFile.MANIFEST_NAME, "manifest", "The manifest cannot be read.");
        }
        return headers;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
