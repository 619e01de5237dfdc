package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A jar on its way in: a temporary file, bounded and hashed while it is written, gone when closed. */
final class Upload implements AutoCloseable {
    /** The largest bundle, in bytes. */
    static final int LARGEST = 20 * 1024 * 1024;

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
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "upload-", ".jar");
        try {
            DigestInputStream in = new DigestInputStream(jar, sha256());
            copyBounded(in, file);
            String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (expected != null && !expected.strip().equalsIgnoreCase(digest)) {
                throw Faults.refusal("sha256", "digest", "The upload has the SHA-256 " + digest + ", not the one it should have.");
            }
            return new Upload(file, digest);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void copyBounded(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                size += n;
                if (size > LARGEST) {
                    throw Faults.refusal("jar", "too-large", "A bundle has at most 20 MiB.");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Path file() {
        return file;
    }

    /** SHA-256 as 64 hex digits. */
    String digest() {
        return digest;
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
