package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.WrappedKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is done under data keys. A data key is in the clear for the length of one call only. It carries an id of its own (8
 * random bytes, sealed with it), which its records name: so a record tells of the wrong key, and rewrapping under another KEK
 * leaves records as they are. Thread-safe.
 */
final class DataKeys {
    private static final int ID = Long.BYTES;

    private final RecordFrame frames;
    private final SecureRandom random;

    DataKeys(RecordFrame frames, SecureRandom random) {
        this.frames = frames;
        this.random = random;
    }

    /** A new one, under the active KEK. */
    WrappedKey create(KeyRing ring, byte[] owner) {
        byte[] plain = new byte[ID + KeyBytes.LENGTH];
        random.nextBytes(plain);
        return wrap(ring, owner, plain);
    }

    /** The same key under the active KEK. */
    WrappedKey rewrap(KeyRing ring, WrappedKey key, byte[] owner) {
        return wrap(ring, owner, plain(ring, key, owner));
    }

    private WrappedKey wrap(KeyRing ring, byte[] owner, byte[] plain) {
        String kekId = ring.activeId();
        try {
            return new WrappedKey(
                    kekId, frames.seal(RecordFrame.Domain.DATA_KEY, ring.kek(kekId), number(kekId), plain, owner));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Seals a payload. */
    byte[] seal(KeyRing ring, WrappedKey key, byte[] owner, byte[] additional, byte[] plain) {
        try (Unwrapped unwrapped = unwrap(ring, key, owner)) {
            return frames.seal(RecordFrame.Domain.PAYLOAD, unwrapped.key(), unwrapped.id(), plain, owner, additional);
        }
    }

    /** Opens a payload. */
    byte[] open(KeyRing ring, WrappedKey key, byte[] owner, byte[] additional, byte[] sealed) {
        try (Unwrapped unwrapped = unwrap(ring, key, owner)) {
            return frames.open(RecordFrame.Domain.PAYLOAD, unwrapped.key(), unwrapped.id(), sealed, owner, additional);
        }
    }

    private Unwrapped unwrap(KeyRing ring, WrappedKey key, byte[] owner) {
        byte[] plain = plain(ring, key, owner);
        KeyBytes clear = KeyBytes.taking(Arrays.copyOfRange(plain, ID, plain.length));
        Unwrapped unwrapped = new Unwrapped(ByteBuffer.wrap(plain).getLong(), clear);
        Arrays.fill(plain, (byte) 0);
        return unwrapped;
    }

    private byte[] plain(KeyRing ring, WrappedKey key, byte[] owner) {
        KeyBytes kek = ring.kek(key.kekId());
        return frames.open(RecordFrame.Domain.DATA_KEY, kek, number(key.kekId()), key.bytes(), owner);
    }

    private static long number(String kekId) {
        return HexFormat.fromHexDigitsToLong(kekId);
    }

    private record Unwrapped(long id, KeyBytes key) implements AutoCloseable {
        @Override
        public void close() {
            key.destroy();
        }
    }
}
