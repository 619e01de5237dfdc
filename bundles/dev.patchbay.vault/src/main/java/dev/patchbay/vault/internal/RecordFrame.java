package dev.patchbay.vault.internal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of a sealed record: {@code version 1 | algorithm 1 | key id 8 | nonce 12 | ciphertext | tag 16}. The additional
 * data that is authenticated with it is {@code domain 1 | the ten bytes of the header | each part with its length before it},
 * so that another version, algorithm, key id, kind of record, owner or split of the parts does not open. Thread-safe.
 */
final class RecordFrame {
    /** What a record is; one never opens as another. */
    enum Domain {
        /** A key-encryption key under the root key. */
        KEK('K', Gcm.WRAPPING),
        /** A data key under a KEK. */
        DATA_KEY('D', Gcm.WRAPPING),
        /** A payload under a data key. */
        PAYLOAD('P', Gcm.PAYLOAD),
        /** A root key under a key file. */
        ROOT('R', Gcm.WRAPPING);

        private final byte code;
        private final Gcm gcm;

        Domain(char code, Gcm gcm) {
            this.code = (byte) code;
            this.gcm = gcm;
        }
    }

    private static final byte VERSION = 1;
    private static final byte AES_256_GCM = 1;
    private static final int HEADER = 10;
    private static final int OVERHEAD = HEADER + Gcm.NONCE + Gcm.TAG;

    private final SecureRandom random;

    RecordFrame(SecureRandom random) {
        this.random = random;
    }

    /** Seals under a key with a new random nonce. */
    byte[] seal(Domain domain, KeyBytes key, long keyId, byte[] plain, byte[]... parts) {
        byte[] frame = new byte[Math.addExact(plain.length, OVERHEAD)];
        ByteBuffer.wrap(frame).put(VERSION).put(AES_256_GCM).putLong(keyId);
        byte[] nonce = new byte[Gcm.NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, frame, HEADER, Gcm.NONCE);
        GCMParameterSpec parameters = new GCMParameterSpec(Gcm.TAG * 8, nonce);
        domain.gcm.seal(key, parameters, aad(domain, frame, parts), Gcm.Span.of(plain), frame, HEADER + Gcm.NONCE);
        return frame;
    }

    /**
     * Opens what {@link #seal} made with the same arguments.
     *
     * @throws dev.patchbay.host.vault.VaultException {@code TAMPERED} for anything else
     */
    byte[] open(Domain domain, KeyBytes key, long keyId, byte[] frame, byte[]... parts) {
        if (keyId(frame) != keyId) {
            throw Tampered.because("A sealed record names another key.");
        }
        GCMParameterSpec parameters = new GCMParameterSpec(Gcm.TAG * 8, frame, HEADER, Gcm.NONCE);
        int body = HEADER + Gcm.NONCE;
        return domain.gcm.open(key, parameters, aad(domain, frame, parts), new Gcm.Span(frame, body, frame.length - body));
    }

    /** The key id in the header, which nothing vouches for before the record is opened. */
    static long keyId(byte[] frame) {
        if (frame.length < OVERHEAD) {
            throw Tampered.because("A sealed record is cut.");
        }
        if (frame[0] != VERSION || frame[1] != AES_256_GCM) {
            throw Tampered.because("A sealed record has an unknown version or algorithm.");
        }
        return ByteBuffer.wrap(frame).getLong(2);
    }

    private static byte[] aad(Domain domain, byte[] frame, byte[][] parts) {
        int length = 1 + HEADER;
        for (byte[] part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        ByteBuffer aad = ByteBuffer.allocate(length).put(domain.code).put(frame, 0, HEADER);
        for (byte[] part : parts) {
            aad.putInt(part.length).put(part);
        }
        return aad.array();
    }
}
