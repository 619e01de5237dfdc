package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads every entry of an uploaded jar once, within bounds, and collects what is wrong with the archive itself. Jars inside
 * the jar are read one level deep, under the same rules, since a class path may name them. Used by one thread.
 */
final class JarCheck {
    private static final int MOST_ENTRIES = 5_000;
    private static final int WORST_RATIO = 100;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    /** Below this, a good ratio is a small file and no bomb. */
    private static final long RATIO_COUNTS_FROM = 1024 * 1024;
    private static final int KEPT_ENTRY = 1024 * 1024;
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so(\\.[0-9.]+)?|dll|dylib|jnilib)");

    private final Faults faults;
    private final long archiveBytes;
    private final Set<String> spellings = new HashSet<>();
    private final Map<String, byte[]> kept = new HashMap<>();
    private long bytes;
    private int count;

    private JarCheck(Faults faults, long archiveBytes) {
        this.faults = faults;
        this.archiveBytes = archiveBytes;
    }

    /** What the later checks need of the jar: the manifest and the XML files, by entry name. */
    static Map<String, byte[]> read(Path jar, Faults faults) throws IOException {
        JarCheck check = new JarCheck(faults, Files.size(jar));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            check.agreesWithLocalHeaders(zip, jar);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements() && check.withinBounds(); ) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    check.entry("", entry, in);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add("jar", "not-a-jar", "The upload is no readable zip archive, or it was cut off on its way.");
        }
        return check.kept;
    }

    /** Two readers must see the same archive: one that hides entries from the central directory, or the reverse, is refused. */
    private void agreesWithLocalHeaders(ZipFile zip, Path jar) throws IOException {
        List<String> listed = new ArrayList<>();
        zip.stream().limit(MOST_ENTRIES + 1L).forEach(e -> listed.add(e.getName()));
        List<String> found = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            long read = 0;
            byte[] buffer = new byte[8192];
            for (ZipEntry e; found.size() <= MOST_ENTRIES && (e = in.getNextEntry()) != null; ) {
                found.add(e.getName());
                for (int n; read <= MOST_BYTES && (n = in.read(buffer)) >= 0; ) {
                    read += n;
                }
                if (read > MOST_BYTES) {
                    faults.add("jar", "too-large-unpacked", "Unpacked, the bundle has over 256 MiB.");
                    return;
                }
            }
        }
        if (found.size() <= MOST_ENTRIES && !listed.equals(found)) {
            faults.add("jar", "ambiguous-archive", "The archive's directory and its entries do not agree.");
        }
    }

    private boolean withinBounds() {
        if (count > MOST_ENTRIES) {
            faults.add("jar", "too-many-entries", "A bundle has at most 5,000 entries.");
        } else if (bytes > MOST_BYTES) {
            faults.add("jar", "too-large-unpacked", "Unpacked, the bundle has over 256 MiB.");
        } else if (bytes > RATIO_COUNTS_FROM && bytes / WORST_RATIO > archiveBytes) {
            faults.add("jar", "compression-ratio", "The bundle is compressed by more than 100 to 1.");
        } else {
            return true;
        }
        return false;
    }

    private void entry(String inside, ZipEntry entry, InputStream in) throws IOException {
        count++;
        String name = entry.getName();
        String where = inside + name;
        name(where, name);
        byte[] head = readBounded(in);
        if (entry.isDirectory()) {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (NATIVE.matcher(lower).matches()) {
            faults.add(where, "native-code", "Native libraries are not accepted.");
        } else if (lower.endsWith(".class")) {
            ClassFileCheck.check(where, head, faults);
        } else if (lower.endsWith(".jar")) {
            nested(inside, where, head);
        } else if (inside.isEmpty() && (name.equals(JarFile.MANIFEST_NAME) || lower.endsWith(".xml"))) {
            kept.put(name, head);
        }
    }

    private void name(String where, String name) {
        boolean leaves = name.startsWith("/") || name.contains("\\") || name.indexOf(0) >= 0 || name.matches("[A-Za-z]:.*")
                || List.of(name.split("/", -1)).stream().anyMatch(s -> s.equals("..") || s.equals("."));
        if (leaves || name.isEmpty() || name.length() > 1_000) {
            faults.add(where, "entry-name", "An entry's name must be a relative path without . and .. in it.");
        }
        if (!spellings.add(Normalizer.normalize(where, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
            faults.add(where, "duplicate-entry", "Two entries have this name, or names that some file systems take for one.");
        }
    }

    /** The whole entry up to 1 MiB (jars: up to the bound of all); what is longer is counted and not kept. */
    private byte[] readBounded(InputStream in) throws IOException {
        byte[] head = in.readNBytes((int) Math.min(Upload.LARGEST, MOST_BYTES - Math.min(bytes, MOST_BYTES) + 1));
        bytes += head.length;
        byte[] buffer = new byte[64 * 1024];
        for (int n; withinBoundsSoFar() && (n = in.read(buffer)) >= 0; ) {
            bytes += n;
        }
        return head;
    }

    private boolean withinBoundsSoFar() {
        return bytes <= MOST_BYTES && (bytes <= RATIO_COUNTS_FROM || bytes / WORST_RATIO <= archiveBytes);
    }

    private void nested(String inside, String where, byte[] jar) throws IOException {
        if (!inside.isEmpty()) {
            faults.add(where, "nested-jar", "A jar inside a jar inside the bundle is not accepted.");
            return;
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry e; withinBounds() && (e = zip.getNextEntry()) != null; ) {
                entry(where + "!/", e, zip);
            }
        }
    }

    /** Largest file the manifest and component checks look at. */
    static int keptEntry() {
        return KEPT_ENTRY;
    }
}
