package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.Test;

public class RecordFrameTest {
    private static final long ID = 0x1122334455667788L;
    private static final byte[] OWNER = "owner".getBytes(US_ASCII);
    private static final byte[] MORE = "more".getBytes(US_ASCII);
    private static final byte[] PLAIN = "a small record".getBytes(US_ASCII);

    private final RecordFrame frames = new RecordFrame(new SecureRandom());
    private final KeyBytes key = KeyBytes.taking(new byte[KeyBytes.LENGTH]);
    private final byte[] sealed = frames.seal(RecordFrame.Domain.PAYLOAD, key, ID, PLAIN, OWNER, MORE);

    @Test
    public void sealedOpens() {
        assertArrayEquals(PLAIN, open(sealed));
        assertEquals(ID, RecordFrame.keyId(sealed));
        assertEquals(10 + 12 + PLAIN.length + 16, sealed.length);
    }

    @Test
    public void emptyPlaintextAndPartsWork() {
        byte[] empty = frames.seal(RecordFrame.Domain.KEK, key, 0, new byte[0]);
        assertArrayEquals(new byte[0], frames.open(RecordFrame.Domain.KEK, key, 0, empty));
    }

    @Test
    public void sealedTwiceIsNeverTheSame() {
        byte[] again = frames.seal(RecordFrame.Domain.PAYLOAD, key, ID, PLAIN, OWNER, MORE);
        assertFalse(Arrays.equals(sealed, again));
    }

    @Test
    public void everyFlippedBitIsRefused() {
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused("bit " + bit, TAMPERED, () -> open(changed));
        }
    }

    @Test
    public void everyCutAndAnAddedByteAreRefused() {
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertRefused("length " + length, TAMPERED, () -> open(cut));
        }
        assertRefused(TAMPERED, () -> open(Arrays.copyOf(sealed, sealed.length + 1)));
    }

    @Test
    public void keyIdIsAuthenticatedNotOnlyCompared() {
        byte[] renamed = sealed.clone();
        renamed[9]++;
        assertRefused(TAMPERED, () -> frames.open(RecordFrame.Domain.PAYLOAD, key, ID + 1, renamed, OWNER, MORE));
    }

    @Test
    public void keyOfAnotherIdAndUnknownVersionsAreNamed() {
        String otherId = assertRefused(TAMPERED,
                () -> frames.open(RecordFrame.Domain.PAYLOAD, key, ID + 1, sealed, OWNER, MORE)).getMessage();
        assertTrue(otherId, otherId.contains("another key"));
        for (int at = 0; at < 2; at++) {
            byte[] later = sealed.clone();
            later[at] = 2;
            String unknown = assertRefused(TAMPERED, () -> open(later)).getMessage();
            assertTrue(unknown, unknown.contains("unknown version or algorithm"));
        }
    }

    @Test
    public void recordOfAnotherKindIsRefused() {
        assertRefused(TAMPERED, () -> frames.open(RecordFrame.Domain.DATA_KEY, key, ID, sealed, OWNER, MORE));
    }

    @Test
    public void otherPartsAndAnotherSplitOfThemAreRefused() {
        assertRefused(TAMPERED, () -> open(sealed, MORE, OWNER));
        assertRefused(TAMPERED, () -> open(sealed, "ownerm".getBytes(US_ASCII), "ore".getBytes(US_ASCII)));
        assertRefused(TAMPERED, () -> open(sealed, "ownermore".getBytes(US_ASCII)));
        assertRefused(TAMPERED, () -> open(sealed, OWNER, MORE, new byte[0]));
    }

    @Test
    public void anotherKeyIsRefused() {
        byte[] bytes = new byte[KeyBytes.LENGTH];
        bytes[31] = 1;
        KeyBytes other = KeyBytes.taking(bytes);
        assertRefused(TAMPERED, () -> frames.open(RecordFrame.Domain.PAYLOAD, other, ID, sealed, OWNER, MORE));
    }

    private byte[] open(byte[] frame) {
        return open(frame, OWNER, MORE);
    }

    private byte[] open(byte[] frame, byte[]... parts) {
        return frames.open(RecordFrame.Domain.PAYLOAD, key, ID, frame, parts);
    }
}
