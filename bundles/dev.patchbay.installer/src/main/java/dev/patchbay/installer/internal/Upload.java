package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A jar on its way in: a temporary file, bounded and hashed while it is written, gone when closed. An {@link IOException} is
 * the sender's, an {@link UncheckedIOException} that of the data folder.
 */
final class Upload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    /** The largest bundle, in bytes. */
    static final int LARGEST = 20 * 1024 * 1024;
    /** The largest archive of a feature. */
    static final int LARGEST_ARCHIVE = 64 * 1024 * 1024;
    private static final String PREFIX = "upload-";

    private final Path file;
    private final String digest;

    private Upload(Path file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    /**
     * Reads to the end.
     *
     * @param expected the digest it must have, or null
     */
    static Upload receive(InputStream jar, Path folder, @Nullable String expected) throws IOException {
        return receive(jar, folder, expected, LARGEST);
    }

    /**
     * The same with another bound.
     *
     * @param largest the most bytes it may have
     */
    static Upload receive(InputStream jar, Path folder, @Nullable String expected, int largest) throws IOException {
        Path file = create(folder);
        try {
            MessageDigest sha256 = sha256();
            copyBounded(jar, file, sha256, largest);
            String digest = HexFormat.of().formatHex(sha256.digest());
            if (expected != null && !expected.strip().equalsIgnoreCase(digest)) {
                throw Faults.refusal("sha256", "digest", "The file has the SHA-256 " + digest + ", not the one that was given.");
            }
            return new Upload(file, digest);
        } catch (IOException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Removes what a killed process left. */
    static void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            left.forEach(Upload::delete);
        } catch (IOException e) {
            LOG.warn("the uploads left in {} cannot be removed", folder, e);
        }
    }

    private static Path create(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(folder, PREFIX, ".jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyBounded(InputStream in, Path file, MessageDigest sha256, int largest) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                size += n;
                if (size > largest) {
                    throw Faults.refusal("jar", "too-large", "This has at most " + (largest >> 20) + " MiB.");
                }
                sha256.update(buffer, 0, n);
                write(out, buffer, n);
            }
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SHA-256 of a text that was read, as 64 hex digits. */
    static String digest(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    Path file() {
        return file;
    }

    /** SHA-256 as 64 hex digits. */
    String digest() {
        return digest;
    }

    byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the file; where that fails it is said in the log, since what the upload was for may be done by now. */
    @Override
    public void close() {
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("the upload {} cannot be removed now; the next start does", file, e);
        }
    }
}
