package dev.patchbay.vault.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes a sealed stream ({@link StreamChunks}) in constant memory. Closing writes the last chunk and closes the target, also
 * after the writer's own source failed: such a stream opens, and only what it carries can tell that it is incomplete. After a
 * failure of the target nothing more is written. Not thread-safe.
 */
final class SealingOutputStream extends OutputStream {
    private final OutputStream to;
    private final StreamChunks chunks;
    private final byte[] clear = new byte[StreamChunks.CLEAR];
    private final byte[] sealed = new byte[StreamChunks.SEALED];
    private int filled;
    private boolean ended;

    SealingOutputStream(PassphraseEnvelope envelope, Passphrase passphrase, SecureRandom random, OutputStream to)
            throws IOException {
        this.to = to;
        byte[] key = new byte[KeyBytes.LENGTH];
        random.nextBytes(key);
        byte[] prefix = new byte[StreamChunks.PREFIX];
        random.nextBytes(prefix);
        byte[] wrapped = envelope.seal(PassphraseEnvelope.Label.STREAM, passphrase, key);
        this.chunks = new StreamChunks(KeyBytes.taking(key), prefix);
        int length = StreamChunks.MAGIC.length + 1 + StreamChunks.PREFIX + Integer.BYTES + wrapped.length;
        to.write(ByteBuffer.allocate(length).put(StreamChunks.MAGIC).put(StreamChunks.VERSION).put(prefix)
                .putInt(wrapped.length).put(wrapped).array());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (ended) {
            throw new IOException("the sealed stream is closed");
        }
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == clear.length) {
                // only now: a full chunk may be the last one, which is known when more comes or the stream is closed
                writeChunk(false);
            }
            int part = Math.min(left, clear.length - filled);
            System.arraycopy(bytes, at, clear, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    @Override
    public void close() throws IOException {
        try (to) {
            if (!ended) {
                writeChunk(true);
            }
        } finally {
            end();
        }
    }

    private void writeChunk(boolean last) throws IOException {
        boolean written = false;
        try {
            to.write(sealed, 0, chunks.seal(clear, filled, last, sealed));
            filled = 0;
            written = true;
        } finally {
            if (!written) {
                end();
            }
        }
    }

    private void end() {
        ended = true;
        chunks.close();
        Arrays.fill(clear, (byte) 0);
    }
}
