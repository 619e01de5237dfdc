package dev.patchbay.core.internal.base;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A message of fields for authentication codes and additional data. Each field stands behind its kind and its length, so
 * that two different lists of fields never give the same bytes. For one thread.
 */
public final class Frame {
    private static final int ABSENT = 0;
    private static final int BYTES = 1;
    private static final int NUMBER = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /** A message of this kind; messages of two kinds never have the same bytes. */
    public Frame(String kind) {
        text(kind);
    }

    public Frame text(@Nullable String text) {
        return text == null ? absent() : bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public Frame bytes(byte[] bytes) {
        out.write(BYTES);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    public Frame number(@Nullable Long number) {
        if (number == null) {
            return absent();
        }
        out.write(NUMBER);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    public Frame number(long number) {
        return number(Long.valueOf(number));
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private Frame absent() {
        out.write(ABSENT);
        return this;
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
