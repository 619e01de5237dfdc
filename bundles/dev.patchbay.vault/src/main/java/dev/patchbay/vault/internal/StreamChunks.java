package dev.patchbay.vault.internal;

import java.nio.ByteBuffer;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of a sealed stream: {@code magic 8 | version 1 | nonce prefix 4 | envelope length 4 | envelope with the stream key},
 * then chunks of 64 KiB under AES-256-GCM, each with its tag; the last one may be shorter. The nonce is the prefix and the
 * number of the chunk; the additional data is magic, version and whether the chunk is the last: so a cut, reordered or
 * lengthened stream does not open. The key is of this stream alone. Not thread-safe.
 */
final class StreamChunks implements AutoCloseable {
    /** What a sealed stream begins with; the line end shows a transfer that changes text. */
    static final byte[] MAGIC = {'P', 'B', 'S', 'E', 'A', 'L', '\r', '\n'};
    /** The version of the form. */
    static final byte VERSION = 1;
    /** Bytes of the nonce prefix. */
    static final int PREFIX = 4;
    /** Clear bytes of a chunk, at most. */
    static final int CLEAR = 64 * 1024;
    /** Bytes of a whole sealed chunk. */
    static final int SEALED = CLEAR + Gcm.TAG;

    private final KeyBytes key;
    private final byte[] prefix;
    private long number;

    /** Takes the key over. */
    StreamChunks(KeyBytes key, byte[] prefix) {
        this.key = key;
        this.prefix = prefix.clone();
    }

    /** Seals the next chunk into the output; returns the number of bytes. */
    int seal(byte[] clear, int length, boolean last, byte[] output) {
        Gcm.PAYLOAD.seal(key, nonce(), aad(last), new Gcm.Span(clear, 0, length), output, 0);
        number++;
        return length + Gcm.TAG;
    }

    /** Opens the next chunk. */
    byte[] open(byte[] sealed, int length, boolean last) {
        byte[] clear = Gcm.PAYLOAD.open(key, nonce(), aad(last), new Gcm.Span(sealed, 0, length));
        number++;
        return clear;
    }

    @Override
    public void close() {
        key.destroy();
    }

    private GCMParameterSpec nonce() {
        return new GCMParameterSpec(Gcm.TAG * 8, ByteBuffer.allocate(Gcm.NONCE).put(prefix).putLong(number).array());
    }

    private byte[] aad(boolean last) {
        return ByteBuffer.allocate(MAGIC.length + 2).put(MAGIC).put(VERSION).put((byte) (last ? 1 : 0)).array();
    }
}
