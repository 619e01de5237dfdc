package dev.patchbay.installer.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads every entry of an uploaded jar, within bounds and holding none in memory, and collects what is wrong with the archive
 * itself. Jars inside the jar are read one level deep under the same rules and bounds, since a class path may name them. Used
 * by one thread.
 */
final class JarCheck {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final Faults faults;
    private final Bounds bounds;
    private final EntryNames names;
    private final boolean descends;
    private final byte[] buffer = new byte[BUFFER];

    /** What an entry holds, to compare two readings of it. */
    private record Content(long crc, long size) {}

    private JarCheck(Path folder, Faults faults, Bounds bounds, boolean descends) {
        this.folder = folder;
        this.faults = faults;
        this.bounds = bounds;
        this.names = new EntryNames(faults);
        this.descends = descends;
    }

    /**
     * Checks the archive.
     *
     * @param folder where jars inside of it are put while they are read
     * @return false where it cannot be read to its end, so that nothing else can be said about it
     */
    static boolean check(Path jar, Path folder, Faults faults) throws IOException {
        return check(jar, new JarCheck(folder, faults, new Bounds(faults, Files.size(jar)), true));
    }

    /** The same of an archive with jars that will be checked one by one. */
    static boolean checkOuter(Path archive, Path folder, Faults faults) throws IOException {
        return check(archive, new JarCheck(folder, faults, new Bounds(faults, Files.size(archive)), false));
    }

    private static boolean check(Path archive, JarCheck check) throws IOException {
        return check.archive("", archive) && !check.bounds.arePassed();
    }

    private boolean archive(String inside, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, Content> listed = new HashMap<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries();
                    entries.hasMoreElements() && bounds.addEntry(); ) {
                ZipEntry entry = entries.nextElement();
                listed.put(entry.getName(), listed(inside, zip, entry));
                if (descends && !bounds.arePassed() && isJar(entry.getName())) {
                    nested(inside, zip, entry);
                }
            }
            if (!bounds.arePassed()) {
                compareWithLocalHeaders(inside, listed, file);
            }
            return true;
        } catch (ZipException | EOFException | IllegalArgumentException | IndexOutOfBoundsException e) {
            faults.add(shown(inside), "not-a-jar", "This is no readable zip archive, or it was damaged or cut off on its way.");
            return false;
        }
    }

    private static String shown(String inside) {
        return inside.isEmpty() ? "jar" : inside;
    }

    private static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** An entry as the archive's directory has it; its content must have the length and the CRC-32 that are given there. */
    private Content listed(String inside, ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName();
        names.check(inside, name);
        CRC32 crc = new CRC32();
        long size;
        try (InputStream in = open(zip, entry)) {
            byte[] head = in.readNBytes(ClassFileCheck.HEAD);
            crc.update(head);
            bounds.addBytes(head.length);
            size = head.length;
            for (int n; !bounds.arePassed() && (n = in.read(buffer)) >= 0; ) {
                crc.update(buffer, 0, n);
                bounds.addBytes(n);
                size += n;
            }
            if (name.endsWith(".class")) {
                ClassFileCheck.check(inside + name, name, head, faults);
            }
        }
        if (!bounds.arePassed() && (crc.getValue() != entry.getCrc() || size != entry.getSize())) {
            throw new ZipException("an entry's content is damaged");
        }
        return new Content(crc.getValue(), size);
    }

    private static InputStream open(ZipFile zip, ZipEntry entry) throws IOException {
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new ZipException("an entry is listed and not there");
        }
        return in;
    }

    private void nested(String inside, ZipFile zip, ZipEntry entry) throws IOException {
        if (!inside.isEmpty()) {
            faults.add(inside + entry.getName(), "nested-jar", "A jar inside a jar inside the bundle is not accepted.");
            return;
        }
        try (InputStream in = open(zip, entry); Upload jar = Upload.receive(in, folder, null)) {
            archive(entry.getName() + "!/", jar.file());
        }
    }

    /**
     * Two readers must see the same archive, be it by its directory at the end or from its beginning on: one that hides
     * entries from either is refused.
     */
    private void compareWithLocalHeaders(String inside, Map<String, Content> listed, Path file) throws IOException {
        long budget = listed.values().stream().mapToLong(Content::size).sum();
        Map<String, Content> found = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry e; budget >= 0 && found.size() <= listed.size() && (e = in.getNextEntry()) != null; ) {
                CRC32 crc = new CRC32();
                long size = 0;
                for (int n; size <= budget && (n = in.read(buffer)) >= 0; ) {
                    crc.update(buffer, 0, n);
                    size += n;
                }
                budget -= size;
                found.put(e.getName(), new Content(crc.getValue(), size));
            }
        }
        if (!found.equals(listed)) {
            faults.add(shown(inside), "ambiguous-archive", "The archive's directory and its entries do not agree.");
        }
    }
}
