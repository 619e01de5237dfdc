package dev.patchbay.host.vault;

import dev.patchbay.api.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals and opens bytes. Root key → key-encryption keys (KEK) → one data key per connection → AES-256-GCM (NIST SP 800-38D)
 * with random 96-bit nonces. Knows no store: what it makes is kept by the caller. What needs a key of the ring ({@link #reseal},
 * {@link #sealRootFor}, the KEKs, {@link #newDataKey}, {@link #rewrap}, {@link #seal}, {@link #open}, {@link #mac},
 * {@link #isMac}) throws {@link VaultException} {@code LOCKED} while the vault is not unlocked; the rest works before that, too.
 * Bytes that were changed are {@code TAMPERED}; a passphrase or key file that is absent, empty or another one is {@code KEY_MISSING}, {@code KEY_EMPTY}
 * or {@code KEY_WRONG}. Thread-safe.
 */
@ProviderType
public interface Vault {

    /** What a message authentication code is for; codes of one purpose mean nothing for another. */
    enum Purpose {
        /** Rows of the database. */
        ROW,
        /** The audit chain. */
        AUDIT,
        /** Tokens handed to callers, such as cursors. */
        TOKEN,
        /** Comparing secrets without knowing them. */
        FINGERPRINT
    }

    /** A new random root key, sealed by the source, and a first KEK; unlocks nothing. */
    List<SealedKey> createRing(RootKeySource source);

    /** Opens the root key, proves it by its check value, and opens every KEK. */
    void unlock(List<SealedKey> ring, RootKeySource source);

    /** Whether it is unlocked. */
    boolean isUnlocked();

    /** Forgets every key. */
    void lock();

    /** The root key sealed by another source; the KEKs stay as they are. */
    SealedKey reseal(RootKeySource source);

    /** The root key sealed as the passphrase source of this host opens it once it is given this passphrase. */
    SealedKey reseal(Secret passphrase);

    /**
     * The passphrase in a file: UTF-8 text without exactly one LF or CRLF at its end, the same rule for every passphrase file.
     *
     * @throws VaultException {@code KEY_MISSING}, {@code KEY_EMPTY}, or {@code KEY_WRONG} for what is no text
     */
    Secret passphraseIn(Path file);

    /** The root key sealed under another passphrase, for a backup. */
    byte[] sealRootFor(Secret passphrase);

    /** The root key of a backup, sealed by the source of this host; unlocks nothing. */
    SealedKey adoptRoot(byte[] sealedForBackup, Secret passphrase, RootKeySource source);

    /** The id of the KEK that wraps new data keys. */
    String activeKek();

    /**
     * A new KEK, sealed by the root key. It wraps nothing before {@link #activate}: first make it durable, together with the
     * former one as no longer active, so that no data key is ever wrapped by a KEK that a crash could lose.
     *
     * @param createdAt milliseconds since 1970, bound to it
     */
    SealedKey newKek(long createdAt);

    /**
     * New data keys are wrapped by this KEK from now on; the others of the ring keep opening what they wrapped. Nothing
     * happens where it is the active one already.
     *
     * @throws VaultException {@code TAMPERED} for one that does not open under the root key
     */
    void activate(SealedKey kek);

    /**
     * Wipes a KEK, so that what it wrapped does not open any more; one that is not in the ring is forgotten already.
     *
     * @throws IllegalArgumentException for the active one
     */
    void forget(String kekId);

    /** A new data key, wrapped by the active KEK and bound to its owner. */
    WrappedKey newDataKey(byte[] owner);

    /** The same data key, wrapped by the active KEK; what was sealed under it opens with either. */
    WrappedKey rewrap(WrappedKey key, byte[] owner);

    /** Encrypts under a data key; the additional data is authenticated, not stored. */
    byte[] seal(WrappedKey key, byte[] owner, byte[] additional, byte[] plain);

    /** Decrypts what {@link #seal} made with the same owner and additional data. */
    byte[] open(WrappedKey key, byte[] owner, byte[] additional, byte[] sealed);

    /** HMAC-SHA-256 of a message for a purpose, 32 bytes. */
    byte[] mac(Purpose purpose, byte[] message);

    /** Whether the code is right; constant time. */
    boolean isMac(Purpose purpose, byte[] message, byte[] mac);

    /**
     * The secret in an {@code ENC(…)} value of the configuration; a value that is not one is the secret itself. Sealed under the
     * passphrase or key file of this host, not under the root key: so it opens before there is a database, and is made anew when
     * the passphrase changes. Slow on purpose (key derivation, some hundred milliseconds): asked once, kept by the caller.
     */
    Secret configSecret(String value);

    /** An {@code ENC(…)} value for the configuration. */
    String encryptForConfig(Secret secret);

    /**
     * A stream whose bytes are sealed under a passphrase in authenticated chunks; closing it writes the last one and closes the
     * target. What is closed opens: a writer that failed half-way removes what it wrote.
     */
    OutputStream sealing(Secret passphrase, OutputStream to) throws IOException;

    /**
     * Reads what {@link #sealing} wrote; a wrong passphrase, a changed, missing or cut chunk is a {@link VaultException}. That no
     * chunk is missing is known at the end of the stream only: read up to there before trusting the whole.
     */
    InputStream opening(Secret passphrase, InputStream from) throws IOException;
}
