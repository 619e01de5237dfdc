package dev.patchbay.declaration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes bundles without code of declarations; the same declarations give the same bytes. Stateless. */
public final class DeclarationBundle {
    /** The symbolic name of the bundle of a single file is this and the provider's id. */
    public static final String SINGLE = "dev.patchbay.json.";

    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

    private DeclarationBundle() {}

    /**
     * The bundle of a single file; its symbolic name is {@value #SINGLE} and the provider's id, its version the release.
     *
     * @param file what the file is called in faults
     * @throws DeclarationException with every fault, where it cannot be used
     */
    public static byte[] wrap(String file, byte[] utf8) {
        Declaration declaration = Declarations.read(file, utf8);
        return wrap(SINGLE + declaration.id(), declaration.release(), Map.of(declaration.id(), utf8));
    }

    /**
     * A bundle of whole declarations that were read before.
     *
     * @param version the bundle's version, an OSGi version
     * @param files UTF-8 JSON by provider id
     */
    public static byte[] wrap(String symbolicName, String version, Map<String, byte[]> files) {
        return wrap(symbolicName, version, Map.of(), files);
    }

    /**
     * As {@link #wrap(String, String, Map)}, with further headers of the manifest.
     *
     * @param headers such as {@code Bundle-Name}
     */
    public static byte[] wrap(String symbolicName, String version, Map<String, String> headers, Map<String, byte[]> files) {
        Map<String, byte[]> sorted = new TreeMap<>(files);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            entry(zip, "META-INF/MANIFEST.MF", manifest(symbolicName, version, headers, List.copyOf(sorted.keySet())));
            for (Map.Entry<String, byte[]> file : sorted.entrySet()) {
                entry(zip, Declarations.FOLDER + file.getKey() + Declarations.SUFFIX, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a jar in memory cannot be written", e);
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] manifest(String symbolicName, String version, Map<String, String> headers, List<String> ids) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Bundle-ManifestVersion", "2");
        all.put("Bundle-SymbolicName", symbolicName);
        all.put("Bundle-Version", version);
        all.put("Require-Capability", "osgi.extender;"
                + "filter:=\"(&(osgi.extender=dev.patchbay.declarative)(version>=1.0)(!(version>=2.0)))\"");
        List<String> promised = new ArrayList<>();
        ids.forEach(id -> promised.add("dev.patchbay.provider;dev.patchbay.provider=\"" + id + "\""));
        all.put("Provide-Capability", String.join(",", promised));
        StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");
        all.forEach((name, value) -> line(text, name + ": " + value));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** At most 72 bytes a line; what follows begins with a space (JAR file specification, "Name-Value pairs and Sections"). */
    private static void line(StringBuilder out, String header) {
        byte[] bytes = header.replaceAll("[\\r\\n\\x00]", " ").getBytes(StandardCharsets.UTF_8);
        int from = 0;
        while (from < bytes.length) {
            int room = from == 0 ? 72 : 71;
            int to = Math.min(bytes.length, from + room);
            while (to < bytes.length && (bytes[to] & 0xc0) == 0x80) {
                to--;
            }
            out.append(from == 0 ? "" : " ").append(new String(bytes, from, to - from, StandardCharsets.UTF_8)).append("\r\n");
            from = to;
        }
    }
}
