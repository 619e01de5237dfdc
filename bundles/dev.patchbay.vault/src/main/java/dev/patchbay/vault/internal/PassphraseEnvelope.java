package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;

/**
 * Bytes sealed under a passphrase, the one place where jasypt works: PBES2 (RFC 8018) with PBKDF2-HMAC-SHA-512, AES-256-CBC,
 * random salt and initialization vector.
 *
 * <p>CBC alone can be bent, and some wrong passphrases decrypt to nonsense without an error. So a random check key travels
 * inside the ciphertext, and an HMAC under it covers label, header and ciphertext: {@code version 1 | algorithm 1 |
 * iterations 4 | crc 4 | check 32 | jasypt(check key 32 | content)}. The CRC (unkeyed, over label and everything but itself)
 * only tells an accident from a wrong passphrase. Thread-safe.
 */
class PassphraseEnvelope {
    /** What an envelope holds; one never opens as another. */
    enum Label {
        /** The root key of a host. */
        ROOT,
        /** The root key inside a backup. */
        BACKUP_ROOT,
        /** The key of a sealed stream. */
        STREAM,
        /** A value of the configuration. */
        CONFIGURATION;

        private byte[] bytes() {
            return ("patchbay envelope " + name()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** The fewest rounds of PBKDF2 that are made or accepted. */
    static final int FLOOR = 210_000;

    private static final byte VERSION = 1;
    private static final byte PBEWITHHMACSHA512ANDAES_256 = 1;
    private static final int CEILING = 10_000_000;
    private static final int CRC_AT = 6;
    private static final int CHECK_AT = 10;
    private static final int BODY_AT = CHECK_AT + Hmac.LENGTH;

    private final SecureRandom random;

    PassphraseEnvelope(SecureRandom random) {
        this.random = random;
    }

    /** The floor; a method so that a test can make a subclass that does not take minutes. No production class overrides it. */
    int floor() {
        return FLOOR;
    }

    /** Seals the content. */
    final byte[] seal(Label label, Passphrase passphrase, byte[] content) {
        byte[] checkKey = new byte[KeyBytes.LENGTH];
        random.nextBytes(checkKey);
        byte[] plain = ByteBuffer.allocate(Math.addExact(KeyBytes.LENGTH, content.length)).put(checkKey).put(content).array();
        byte[] body = withOwnLoader(() -> encryptor(passphrase, floor()).encrypt(plain));
        Arrays.fill(plain, (byte) 0);
        byte[] frame = new byte[BODY_AT + body.length];
        ByteBuffer.wrap(frame).put(VERSION).put(PBEWITHHMACSHA512ANDAES_256).putInt(floor()).put(BODY_AT, body);
        try (KeyBytes key = KeyBytes.taking(checkKey)) {
            System.arraycopy(check(key, label, frame), 0, frame, CHECK_AT, Hmac.LENGTH);
        }
        ByteBuffer.wrap(frame).putInt(CRC_AT, crc(label, frame));
        return frame;
    }

    /**
     * Opens what {@link #seal} made with the same label and passphrase.
     *
     * @param what what is opened, for the message: "the root key"
     * @throws VaultException {@code TAMPERED} for a damaged frame or one below the floor, {@code KEY_WRONG} for another
     *     passphrase; the message says so when it is only in another Unicode form
     */
    final byte[] open(Label label, Passphrase passphrase, byte[] frame, String what) {
        int iterations = iterations(label, frame, what);
        Optional<byte[]> content = tryOpen(label, passphrase, frame, iterations);
        if (content.isPresent()) {
            return content.get();
        }
        for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
            Optional<Passphrase> other = passphrase.inForm(form);
            if (other.isPresent() && tryOpen(label, other.get(), frame, iterations).map(PassphraseEnvelope::wiped).isPresent()) {
                throw wrong("The passphrase in " + passphrase.place() + " has another Unicode form than the one that sealed "
                        + what + ": give it in the form " + form + ".");
            }
        }
        throw wrong("The passphrase in " + passphrase.place() + " is not the one that sealed " + what
                + ". Put that one there.");
    }

    private int iterations(Label label, byte[] frame, String what) {
        if (frame.length <= BODY_AT || frame[0] != VERSION || frame[1] != PBEWITHHMACSHA512ANDAES_256
                || ByteBuffer.wrap(frame).getInt(CRC_AT) != crc(label, frame)) {
            throw Tampered.because("What holds " + what + " sealed under a passphrase is damaged or something else.");
        }
        int iterations = ByteBuffer.wrap(frame).getInt(2);
        if (iterations < floor() || iterations > CEILING) {
            throw Tampered.because("What holds " + what + " asks for " + iterations + " rounds of key derivation; allowed are "
                    + floor() + " to " + CEILING + ".");
        }
        return iterations;
    }

    private static Optional<byte[]> tryOpen(Label label, Passphrase passphrase, byte[] frame, int iterations) {
        byte[] body = Arrays.copyOfRange(frame, BODY_AT, frame.length);
        byte[] plain;
        try {
            plain = withOwnLoader(() -> encryptor(passphrase, iterations).decrypt(body));
        } catch (EncryptionOperationNotPossibleException e) {
            return Optional.empty();
        }
        if (plain.length < KeyBytes.LENGTH) {
            return Optional.empty();
        }
        try (KeyBytes key = KeyBytes.taking(Arrays.copyOf(plain, KeyBytes.LENGTH))) {
            byte[] check = Arrays.copyOfRange(frame, CHECK_AT, BODY_AT);
            return MessageDigest.isEqual(check, check(key, label, frame))
                    ? Optional.of(Arrays.copyOfRange(plain, KeyBytes.LENGTH, plain.length))
                    : Optional.empty();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** jasypt looks for an optional library through the context class loader, and fails on a thread that has none. */
    private static byte[] withOwnLoader(Supplier<byte[]> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PassphraseEnvelope.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static StandardPBEByteEncryptor encryptor(Passphrase passphrase, int iterations) {
        StandardPBEByteEncryptor encryptor = new StandardPBEByteEncryptor();
        encryptor.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        encryptor.setKeyObtentionIterations(iterations);
        encryptor.setSaltGenerator(new RandomSaltGenerator("DRBG"));
        encryptor.setIvGenerator(new RandomIvGenerator("DRBG"));
        char[] ascii = passphrase.ascii();
        encryptor.setPasswordCharArray(ascii);
        Arrays.fill(ascii, '\0');
        return encryptor;
    }

    private static byte[] check(KeyBytes key, Label label, byte[] frame) {
        try (KeyBytes derived = Hkdf.derive(key, "envelope check")) {
            return Hmac.of(derived, label.bytes(), Arrays.copyOf(frame, CRC_AT), Arrays.copyOfRange(frame, BODY_AT, frame.length));
        }
    }

    private static int crc(Label label, byte[] frame) {
        CRC32 crc = new CRC32();
        crc.update(label.bytes());
        crc.update(frame, 0, CRC_AT);
        crc.update(frame, CHECK_AT, frame.length - CHECK_AT);
        return (int) crc.getValue();
    }

    private static byte[] wiped(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
        return secret;
    }

    private static VaultException wrong(String sentence) {
        return new VaultException(VaultException.Reason.KEY_WRONG, sentence, null);
    }
}
