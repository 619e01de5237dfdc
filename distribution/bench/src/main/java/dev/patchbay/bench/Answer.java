package dev.patchbay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * As much of an HTTP/1.1 answer (RFC 9112) as the benchmark needs, found with as little work as possible.
 *
 * @param status the status code
 * @param body the body's bytes, in the buffer they were read into
 */
record Answer(int status, ByteBuffer body) {
    /** The largest answer that can be read. */
    static final int LARGEST = 64 * 1024;

    private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    /** The answer, or null while it has not arrived whole; the buffer is filled up to its position. */
    static @Nullable Answer in(ByteBuffer buffer) throws IOException {
        int head = headLength(buffer);
        if (head < 0) {
            return null;
        }
        int status = digits(buffer, STATUS_AT, head);
        int length = status == 204 ? 0 : contentLength(buffer, head);
        if (head + length > buffer.capacity()) {
            throw new IOException("an answer of " + length + " bytes is too large");
        }
        return buffer.position() < head + length ? null : new Answer(status, buffer.duplicate().position(head).limit(head + length));
    }

    /** The body as text. */
    String text() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    private static int headLength(ByteBuffer buffer) {
        for (int at = 3; at < buffer.position(); at++) {
            if (buffer.get(at) == '\n' && buffer.get(at - 2) == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static int contentLength(ByteBuffer buffer, int head) throws IOException {
        for (int at = 0; at < head - LENGTH.length; at++) {
            if (buffer.get(at) == '\n' && isLengthAt(buffer, at)) {
                return digits(buffer, at + LENGTH.length, head);
            }
        }
        throw new IOException("an answer without Content-Length: "
                + StandardCharsets.ISO_8859_1.decode(buffer.duplicate().flip().limit(head)));
    }

    private static boolean isLengthAt(ByteBuffer buffer, int at) {
        for (int i = 1; i < LENGTH.length; i++) {
            int letter = buffer.get(at + i);
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int digits(ByteBuffer buffer, int from, int end) {
        int value = 0;
        for (int at = from; at < end; at++) {
            int digit = buffer.get(at) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (buffer.get(at) != ' ' || value > 0) {
                break;
            }
        }
        return value;
    }
}
