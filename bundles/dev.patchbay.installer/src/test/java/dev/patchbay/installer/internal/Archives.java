package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Archives bent by hand (PKWARE APPNOTE 6.3.10 sections 4.3.12 and 4.3.16). */
final class Archives {
    private static final int END = 22;
    private static final int LISTED = 46;

    private Archives() {}

    /** A zip archive with one entry. */
    static byte[] zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    /** One with these. */
    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** With the text of its manifest changed, in ways no writer of manifests would. */
    static byte[] withManifest(byte[] jar, UnaryOperator<String> change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                byte[] content = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals(JarFile.MANIFEST_NAME)
                        ? change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8) : content);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The first half. */
    static byte[] cut(byte[] archive) {
        return Arrays.copyOf(archive, archive.length / 2);
    }

    /** With every occurrence of a name replaced by one of the same length, where no writer would write it. */
    static byte[] renamed(byte[] archive, String from, String to) {
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** With the last entry still there and no longer listed in the directory at the end. */
    static byte[] withLastUnlisted(byte[] archive) {
        ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END;
        int count = zip.getShort(end + 10);
        int directory = zip.getInt(end + 16);
        int last = directory;
        for (int i = 1; i < count; i++) {
            last += LISTED + zip.getShort(last + 28) + zip.getShort(last + 30) + zip.getShort(last + 32);
        }
        ByteBuffer shorter = ByteBuffer.allocate(last + END).order(ByteOrder.LITTLE_ENDIAN);
        shorter.put(archive, 0, last).put(archive, end, END);
        shorter.putShort(last + 8, (short) (count - 1)).putShort(last + 10, (short) (count - 1));
        shorter.putInt(last + 12, last - directory);
        return shorter.array();
    }

    /** With one bit of the content of its last entry turned, and the directory as it was; the entry must be stored in clear. */
    static byte[] damaged(byte[] archive, String content) {
        byte[] copy = archive.clone();
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        copy[text.indexOf(content)] ^= 1;
        return copy;
    }

    /** Behind a program, as self-extracting archives are. */
    static byte[] behind(String program, byte[] archive) {
        byte[] first = program.getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(first, first.length + archive.length);
        System.arraycopy(archive, 0, both, first.length, archive.length);
        return both;
    }

    /** The content of an entry. */
    static byte[] entry(byte[] archive, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                if (entry.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IllegalArgumentException("no entry " + name);
    }

    /** With an entry added, or another content in place of the one it has; the others stay in their order. */
    static byte[] withEntry(byte[] archive, String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean done = false;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive)); ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                byte[] former = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals(name) ? content : former);
                done |= entry.getName().equals(name);
                out.closeEntry();
            }
            if (!done) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
