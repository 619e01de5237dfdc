package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags. The JDK's objects are kept per thread, as finding one
 * costs more than sealing a kibibyte; what a thread keeps is of the JDK alone and holds no class loader of a bundle. Such an
 * object also keeps the expanded form of its last key, which costs as much to make: so the keys that come again with every
 * call have objects of their own. Thread-safe.
 */
final class Gcm {
    /** Bytes of a nonce. */
    static final int NONCE = 12;
    /** Bytes of a tag. */
    static final int TAG = 16;

    /** For the few keys that wrap others. */
    static final Gcm WRAPPING = new Gcm();
    /** For the many keys of records and streams. */
    static final Gcm PAYLOAD = new Gcm();

    private final ThreadLocal<Cipher> kept = new ThreadLocal<>();

    private Gcm() {}

    /** Encrypts into the output at the offset: as many bytes as the input, and the tag. */
    void seal(KeyBytes key, GCMParameterSpec nonce, byte[] aad, Span plain, byte[] output, int at) {
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.updateAAD(aad);
            cipher.doFinal(plain.bytes(), plain.from(), plain.length(), output, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work on this Java", e);
        }
    }

    /**
     * Decrypts ciphertext and tag.
     *
     * @throws VaultException {@code TAMPERED} when the tag is not right for key, nonce, additional data and ciphertext
     */
    byte[] open(KeyBytes key, GCMParameterSpec nonce, byte[] aad, Span sealed) {
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.DECRYPT_MODE, key, nonce);
            cipher.updateAAD(aad);
            return cipher.doFinal(sealed.bytes(), sealed.from(), sealed.length());
        } catch (AEADBadTagException e) {
            throw new VaultException(VaultException.Reason.TAMPERED, "A sealed record was changed or moved.", null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work on this Java", e);
        }
    }

    private Cipher cipher() throws GeneralSecurityException {
        Cipher cipher = kept.get();
        if (cipher == null) {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            kept.set(cipher);
        }
        return cipher;
    }

    /** A part of an array. */
    record Span(byte[] bytes, int from, int length) {
        static Span of(byte[] bytes) {
            return new Span(bytes, 0, bytes.length);
        }
    }
}
