package dev.patchbay.core.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message of fields for authentication codes and additional data. Each field stands behind its kind and its length, so
 * that two different lists of fields never give the same bytes. For one thread.
 */
final class Frame {
    private static final int ABSENT = 0;
    private static final int BYTES = 1;
    private static final int NUMBER = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /** A message of this kind; messages of two kinds never have the same bytes. */
    Frame(String kind) {
        text(kind);
    }

    Frame text(@Nullable String text) {
        return text == null ? absent() : bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Frame bytes(byte[] bytes) {
        out.write(BYTES);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    Frame number(@Nullable Long number) {
        if (number == null) {
            return absent();
        }
        out.write(NUMBER);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    Frame number(long number) {
        return number(Long.valueOf(number));
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private Frame absent() {
        out.write(ABSENT);
        return this;
    }
}
