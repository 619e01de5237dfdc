package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class SealedStreamTest {
    private static final int CHUNK = StreamChunks.CLEAR;
    private static final Secret RIGHT = Secret.of("right");

    private final KeyRingVault vault = Vaults.locked();
    private final Random random = new Random(7);

    @Test
    public void everyLengthAroundAChunkComesBack() throws IOException {
        for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17}) {
            byte[] plain = bytes(length);
            assertArrayEquals("length " + length, plain, open(RIGHT, seal(plain)));
        }
    }

    @Test
    public void sizesOfReadsAndWritesDoNotMatter() throws IOException {
        byte[] plain = bytes(2 * CHUNK + 5);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = vault.sealing(RIGHT, sealed)) {
            int at = 0;
            while (at <= CHUNK) {
                out.write(plain[at++]);
            }
            while (at < plain.length) {
                int part = Math.min(plain.length - at, 1 + random.nextInt(40_000));
                out.write(plain, at, part);
                at += part;
            }
            out.write(42);
            out.flush();
        }
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        try (InputStream in = vault.opening(RIGHT, new ByteArrayInputStream(sealed.toByteArray()))) {
            opened.write(in.read());
            byte[] part = new byte[777];
            for (int read = in.read(part); read >= 0; read = in.read(part, 0, 1 + random.nextInt(part.length))) {
                opened.write(part, 0, read);
            }
            assertEquals("the end stays the end", -1, in.read());
        }
        byte[] expected = Arrays.copyOf(plain, plain.length + 1);
        expected[plain.length] = 42;
        assertArrayEquals(expected, opened.toByteArray());
    }

    @Test
    public void wrongPassphraseIsSaid() throws IOException {
        byte[] sealed = seal(bytes(10));
        assertRefused(KEY_WRONG, () -> open(Secret.of("wrong"), sealed));
    }

    @Test
    public void cutAtEveryChunkAndAtRandomPlacesIsRefused() throws IOException {
        byte[] sealed = seal(bytes(4 * CHUNK));
        int head = sealed.length - 4 * StreamChunks.SEALED;
        for (int chunks = 0; chunks < 4; chunks++) {
            byte[] cut = Arrays.copyOf(sealed, head + chunks * StreamChunks.SEALED);
            assertRefused(chunks + " chunks", TAMPERED, () -> open(RIGHT, cut));
        }
        for (int i = 0; i < 100; i++) {
            byte[] cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
            assertRefused("length " + cut.length, TAMPERED, () -> open(RIGHT, cut));
        }
        for (int length = 0; length < head + 32; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertRefused("length " + length, TAMPERED, () -> open(RIGHT, cut));
        }
    }

    @Test
    public void flippedBitAnywhereIsRefused() throws IOException {
        byte[] sealed = seal(bytes(CHUNK + 100));
        int head = sealed.length - 2 * Gcm.TAG - CHUNK - 100;
        for (int i = 0; i < head + 300; i++) {
            byte[] changed = sealed.clone();
            int at = i < head ? i : head + random.nextInt(sealed.length - head);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused("byte " + at, TAMPERED, () -> open(RIGHT, changed));
        }
    }

    @Test
    public void reorderedRepeatedMissingOrAddedChunksAreRefused() throws IOException {
        byte[] sealed = seal(bytes(4 * CHUNK));
        int head = sealed.length - 4 * StreamChunks.SEALED;
        for (int[] order : new int[][] {{1, 0, 2, 3}, {0, 0, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2, 3, 3}, {1, 2, 3}, {3}}) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.write(sealed, 0, head);
            for (int chunk : order) {
                changed.write(sealed, head + chunk * StreamChunks.SEALED, StreamChunks.SEALED);
            }
            assertRefused(Arrays.toString(order), TAMPERED, () -> open(RIGHT, changed.toByteArray()));
        }
        assertRefused("one byte more", TAMPERED, () -> open(RIGHT, Arrays.copyOf(sealed, sealed.length + 1)));
    }

    @Test
    public void chunksOfAnotherStreamAreRefused() throws IOException {
        byte[] one = seal(bytes(2 * CHUNK));
        byte[] other = seal(bytes(2 * CHUNK));
        System.arraycopy(other, other.length - StreamChunks.SEALED, one, one.length - StreamChunks.SEALED, StreamChunks.SEALED);
        assertRefused(TAMPERED, () -> open(RIGHT, one));
    }

    @Test
    public void failureStaysAFailure() throws IOException {
        byte[] sealed = seal(bytes(2 * CHUNK));
        sealed[sealed.length - 1] ^= 1;
        try (InputStream in = vault.opening(RIGHT, new ByteArrayInputStream(sealed))) {
            assertEquals(CHUNK, in.readNBytes(CHUNK).length);
            assertRefused(TAMPERED, in::read);
            assertRefused(TAMPERED, in::read);
        }
    }

    @Test
    public void afterAFailedWriteNothingIsWrittenAnyMore() throws IOException {
        FailingTarget target = new FailingTarget();
        OutputStream out = vault.sealing(RIGHT, target);
        target.failing = true;
        assertThrows(IOException.class, () -> out.write(new byte[3 * CHUNK]));
        target.failing = false;
        long before = target.written;
        assertThrows(IOException.class, () -> out.write(1));
        out.close();
        assertEquals(before, target.written);
        assertTrue(target.closed);
    }

    @Test
    public void closedStreamsGiveAndTakeNothing() throws IOException {
        OutputStream out = vault.sealing(RIGHT, new ByteArrayOutputStream());
        out.close();
        out.close();
        assertThrows(IOException.class, () -> out.write(1));
        InputStream in = vault.opening(RIGHT, new ByteArrayInputStream(seal(bytes(100))));
        in.read();
        in.close();
        assertEquals(-1, in.read());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] seal(byte[] plain) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = vault.sealing(RIGHT, sealed)) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    private byte[] open(Secret passphrase, byte[] sealed) throws IOException {
        try (InputStream in = vault.opening(passphrase, new ByteArrayInputStream(sealed))) {
            return in.readAllBytes();
        }
    }

    private static final class FailingTarget extends OutputStream {
        private boolean failing;
        private boolean closed;
        private long written;

        @Override
        public void write(int value) throws IOException {
            if (failing) {
                throw new IOException("disk full");
            }
            written++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
