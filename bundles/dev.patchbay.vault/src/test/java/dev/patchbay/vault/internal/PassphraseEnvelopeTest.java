package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.PassphraseEnvelope.Label.BACKUP_ROOT;
import static dev.patchbay.vault.internal.PassphraseEnvelope.Label.ROOT;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.VaultException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.hamcrest.Matcher;
import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.junit.Test;

public class PassphraseEnvelopeTest {
    private static final byte[] CONTENT = new byte[KeyBytes.LENGTH];
    private static final Passphrase RIGHT = passphrase("correct horse");

    private final PassphraseEnvelope quick = new QuickEnvelope();
    private final byte[] sealed = quick.seal(ROOT, RIGHT, CONTENT);

    @Test
    public void sealedOpens() {
        assertArrayEquals(CONTENT, open(RIGHT, sealed));
        assertFalse("salt and vector are random", Arrays.equals(sealed, quick.seal(ROOT, RIGHT, CONTENT)));
    }

    /** jasypt looks for its optional library once, at the first use: so the first use must be on such a thread. */
    public static final class FirstUse implements Runnable {
        @Override
        public void run() {
            PassphraseEnvelope fresh = new QuickEnvelope();
            assertArrayEquals(CONTENT, fresh.open(ROOT, RIGHT, fresh.seal(ROOT, RIGHT, CONTENT), "the root key"));
        }
    }

    @Test
    public void aThreadWithoutAContextClassLoaderSealsAndOpens() throws Exception {
        List<URL> places = new ArrayList<>();
        for (Class<?> type : List.of(FirstUse.class, PassphraseEnvelope.class, StandardPBEByteEncryptor.class, Secret.class,
                VaultException.class, Test.class, Matcher.class)) {
            places.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader untouched = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Runnable firstUse = (Runnable) untouched.loadClass(FirstUse.class.getName()).getConstructor().newInstance();
            thread.setContextClassLoader(null);
            firstUse.run();
            assertNull("the thread is left as it was", thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    public void threeHundredWrongPassphrasesAreRefused() {
        for (int i = 0; i < 300; i++) {
            Passphrase wrong = passphrase("wrong " + i);
            assertRefused("try " + i, KEY_WRONG, () -> open(wrong, sealed));
        }
    }

    @Test
    public void everyFlippedBitIsRefused() {
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused("bit " + bit, TAMPERED, () -> open(RIGHT, changed));
        }
    }

    @Test
    public void flippedBitWithARepairedChecksumIsRefusedByTheCode() {
        for (int at = 10; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            repair(changed);
            assertRefused("byte " + at, KEY_WRONG, () -> open(RIGHT, changed));
        }
    }

    @Test
    public void everyCutIsRefused() {
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertRefused("length " + length, TAMPERED, () -> open(RIGHT, cut));
        }
    }

    @Test
    public void envelopeOfAnotherKindIsRefused() {
        assertRefused(TAMPERED, () -> quick.open(BACKUP_ROOT, RIGHT, sealed, "the key"));
    }

    @Test
    public void fewerRoundsThanTheFloorAreRefusedAndTooManyToo() {
        PassphraseEnvelope real = new PassphraseEnvelope(new SecureRandom());
        VaultException below = assertRefused(TAMPERED, () -> real.open(ROOT, RIGHT, sealed, "the key"));
        assertTrue(below.getMessage(), below.getMessage().contains("210000"));
        byte[] endless = sealed.clone();
        ByteBuffer.wrap(endless).putInt(2, Integer.MAX_VALUE);
        repair(endless);
        assertRefused(TAMPERED, () -> open(RIGHT, endless));
    }

    @Test
    public void realEnvelopeSealsWithTheFloorOfTheStandard() {
        PassphraseEnvelope real = new PassphraseEnvelope(new SecureRandom());
        byte[] frame = real.seal(ROOT, RIGHT, CONTENT);
        assertEquals(210_000, ByteBuffer.wrap(frame).getInt(2));
        assertArrayEquals(CONTENT, real.open(ROOT, RIGHT, frame, "the key"));
    }

    @Test
    public void anotherUnicodeFormIsRefusedAndNamed() {
        byte[] composed = quick.seal(ROOT, passphrase("caf\u00e9"), CONTENT);
        VaultException refusal = assertRefused(KEY_WRONG, () -> open(passphrase("cafe\u0301"), composed));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("Unicode form"));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("NFC"));
        byte[] decomposed = quick.seal(ROOT, passphrase("cafe\u0301"), CONTENT);
        assertTrue(assertRefused(KEY_WRONG, () -> open(passphrase("caf\u00e9"), decomposed)).getMessage().contains("NFD"));
    }

    @Test
    public void anyTextIsAPassphrase() {
        for (String text : new String[] {"\u00e9", "\ud83d\udd11 key", "tab\tand\u0001control", "x".repeat(10_000)}) {
            byte[] frame = quick.seal(ROOT, passphrase(text), CONTENT);
            assertArrayEquals(CONTENT, open(passphrase(text), frame));
            assertRefused(KEY_WRONG, () -> open(passphrase(text + "x"), frame));
        }
    }

    @Test
    public void messagesNameThePlaceAndNoPassphrase() {
        Passphrase wrong = Passphrase.of(Secret.of("canary-4711"), "the file /somewhere");
        VaultException refusal = assertThrows(VaultException.class, () -> open(wrong, sealed));
        assertTrue(refusal.getMessage().contains("the file /somewhere"));
        assertFalse(refusal.getMessage().contains("canary"));
        assertNull(refusal.getCause());
    }

    private byte[] open(Passphrase passphrase, byte[] frame) {
        return quick.open(ROOT, passphrase, frame, "the key");
    }

    private static Passphrase passphrase(String text) {
        return Passphrase.of(Secret.of(text), "a test");
    }

    /* what an attacker can do: the checksum has no key */
    private static void repair(byte[] frame) {
        CRC32 crc = new CRC32();
        crc.update("patchbay envelope ROOT".getBytes(US_ASCII));
        crc.update(frame, 0, 6);
        crc.update(frame, 10, frame.length - 10);
        ByteBuffer.wrap(frame).putInt(6, (int) crc.getValue());
    }
}
