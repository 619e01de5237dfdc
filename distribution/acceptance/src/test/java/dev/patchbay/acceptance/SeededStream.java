package dev.patchbay.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes without a pattern, the same for the same seed, made while they are read. Not thread-safe. */
final class SeededStream extends InputStream {
    private final SplittableRandom random;
    private final byte[] block = new byte[1 << 16];
    private long left;
    private int position = block.length;

    SeededStream(long seed, long length) {
        random = new SplittableRandom(seed);
        left = length;
    }

    /** The SHA-256, hexadecimal, of a stream read to its end. */
    static String sha256(InputStream in) {
        try (DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("the stream broke off", e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        if (position == block.length) {
            random.nextBytes(block);
            position = 0;
        }
        int count = (int) Math.min(left, Math.min(length, block.length - position));
        System.arraycopy(block, position, target, offset, count);
        position += count;
        left -= count;
        return count;
    }
}
