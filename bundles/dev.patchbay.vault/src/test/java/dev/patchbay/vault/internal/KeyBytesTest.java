package dev.patchbay.vault.internal;

import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class KeyBytesTest {
    @Test
    public void destroyedKeyIsWipedAndRefused() {
        byte[] bytes = filled();
        KeyBytes key = KeyBytes.taking(bytes);
        assertFalse(key.isDestroyed());
        key.close();
        assertTrue(key.isDestroyed());
        assertArrayEquals(new byte[KeyBytes.LENGTH], bytes);
        assertRefused(VaultException.Reason.LOCKED, key::getEncoded);
    }

    @Test
    public void keyGivenOutIsACopy() {
        KeyBytes key = KeyBytes.copyOf(filled());
        key.getEncoded()[0] = 0;
        assertArrayEquals(filled(), key.getEncoded());
    }

    @Test
    public void otherLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> KeyBytes.taking(new byte[16]));
    }

    @Test
    public void serializationIsRefused() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> out.writeObject(KeyBytes.copyOf(filled())));
        }
    }

    @Test
    public void readerRacingWithDestroyNeverGetsAHalfWipedKey() throws Exception {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 2_000; round++) {
                KeyBytes key = KeyBytes.taking(filled());
                CountDownLatch reading = new CountDownLatch(1);
                Future<Boolean> whole = reader.submit(() -> readUntilDestroyed(key, reading));
                assertTrue(reading.await(10, TimeUnit.SECONDS));
                key.destroy();
                assertTrue("a half-wiped key was given out", whole.get(10, TimeUnit.SECONDS));
            }
        } finally {
            reader.shutdownNow();
        }
    }

    private static boolean readUntilDestroyed(KeyBytes key, CountDownLatch reading) {
        while (true) {
            reading.countDown();
            try {
                if (!Arrays.equals(filled(), key.getEncoded())) {
                    return false;
                }
            } catch (VaultException e) {
                return e.reason() == VaultException.Reason.LOCKED;
            }
        }
    }

    private static byte[] filled() {
        byte[] bytes = new byte[KeyBytes.LENGTH];
        Arrays.fill(bytes, (byte) 0x5a);
        return bytes;
    }
}
