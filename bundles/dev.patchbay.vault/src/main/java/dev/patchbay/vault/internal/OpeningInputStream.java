package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a sealed stream ({@link StreamChunks}) in constant memory. It gives out authenticated bytes only; that none are missing
 * is known at the end of the stream, so a reader goes that far before it trusts the whole. After a failure every further read
 * fails in the same way. Not thread-safe.
 */
final class OpeningInputStream extends InputStream {
    private static final int MAX_ENVELOPE = 4096;

    private final InputStream from;
    private final StreamChunks chunks;
    /* one byte more than a chunk: only what follows a chunk tells whether it is the last */
    private final byte[] sealed = new byte[StreamChunks.SEALED + 1];
    private int have;
    private byte[] clear = new byte[0];
    private int at;
    private boolean ended;

    OpeningInputStream(PassphraseEnvelope envelope, Passphrase passphrase, InputStream from) throws IOException {
        this.from = from;
        byte[] head = exactly(StreamChunks.MAGIC.length + 1 + StreamChunks.PREFIX + Integer.BYTES);
        ByteBuffer header = ByteBuffer.wrap(head);
        byte[] magic = new byte[StreamChunks.MAGIC.length];
        header.get(magic);
        if (!Arrays.equals(magic, StreamChunks.MAGIC) || header.get() != StreamChunks.VERSION) {
            throw Tampered.because("This is no sealed stream, or one of an unknown version.");
        }
        byte[] prefix = new byte[StreamChunks.PREFIX];
        header.get(prefix);
        int length = header.getInt();
        if (length < 0 || length > MAX_ENVELOPE) {
            throw Tampered.because("The head of a sealed stream is damaged.");
        }
        byte[] key = envelope.open(PassphraseEnvelope.Label.STREAM, passphrase, exactly(length), "this backup");
        if (key.length != KeyBytes.LENGTH) {
            throw Tampered.because("The head of a sealed stream is damaged.");
        }
        this.chunks = new StreamChunks(KeyBytes.taking(key), prefix);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (at == clear.length) {
            if (ended) {
                return -1;
            }
            nextChunk();
        }
        int part = Math.min(length, clear.length - at);
        System.arraycopy(clear, at, bytes, offset, part);
        at += part;
        return part;
    }

    @Override
    public int available() {
        return clear.length - at;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        Arrays.fill(clear, (byte) 0);
        at = clear.length;
        chunks.close();
        from.close();
    }

    private void nextChunk() throws IOException {
        Arrays.fill(clear, (byte) 0);
        have += from.readNBytes(sealed, have, sealed.length - have);
        boolean last = have < sealed.length;
        try {
            if (have < Gcm.TAG) {
                throw Tampered.because("A sealed stream is cut.");
            }
            clear = chunks.open(sealed, last ? have : StreamChunks.SEALED, last);
        } catch (VaultException e) {
            // nothing has moved on: every further read meets the same chunk and fails as this one
            throw Tampered.because("A sealed stream is cut or was changed.");
        }
        at = 0;
        ended = last;
        sealed[0] = sealed[StreamChunks.SEALED];
        have = last ? 0 : 1;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = from.readNBytes(length);
        if (bytes.length < length) {
            throw Tampered.because("A sealed stream is cut.");
        }
        return bytes;
    }
}
