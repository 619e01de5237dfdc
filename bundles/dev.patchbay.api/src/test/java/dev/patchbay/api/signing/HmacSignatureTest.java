package dev.patchbay.api.signing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.Test;

/** The expected signatures were made with openssl dgst -sha256 -hmac. */
public class HmacSignatureTest {
    private static final byte[] BODY = "{\"id\":820982911946154508,\"email\":\"jon@example.com\",\"note\":\"na\u00efve \u20ac\"}"
            .getBytes(StandardCharsets.UTF_8);
    private static final Secret FIRST = Secret.of("shpss_first");
    private static final Secret SECOND = Secret.of("shpss_second");
    private static final String FIRST_BASE64 = "qf6dUZUUPU7AzkOPCYNs2gkScAbpC8RaugtO+8od7ms=";
    private static final String SECOND_BASE64 = "RWQ7Iq7+jIlZfocphlS+MvQo3Cyqdcx6nWD8hBlmvXM=";
    private static final String FIRST_HEX = "a9fe9d5195143d4ec0ce438f09836cda09127006e90bc45aba0b4efbca1dee6b";
    private static final String EMPTY_BASE64 = "i2NJNOgkajJ8laBKR+/qGRvyHrOyudnoJ0F9YLHSDVk=";

    @Test
    public void theSignatureOfTheBodyMatches() {
        assertTrue(HmacSignature.base64(FIRST).matches(BODY, FIRST_BASE64));
        assertTrue(HmacSignature.base64(FIRST).matches(new byte[0], EMPTY_BASE64));
        assertTrue(HmacSignature.hex(FIRST).matches(BODY, FIRST_HEX));
        assertTrue(HmacSignature.hex(FIRST).matches(BODY, FIRST_HEX.toUpperCase(Locale.ROOT)));
    }

    @Test
    public void everyFlippedByteOfTheBodyIsRefused() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] flipped = BODY.clone();
            flipped[i] ^= 1;
            assertFalse("byte " + i, HmacSignature.base64(FIRST).matches(flipped, FIRST_BASE64));
        }
    }

    @Test
    public void everyFlippedDigitOfTheSignatureIsRefused() {
        for (int i = 0; i < FIRST_HEX.length(); i++) {
            StringBuilder flipped = new StringBuilder(FIRST_HEX);
            flipped.setCharAt(i, FIRST_HEX.charAt(i) == '0' ? '1' : '0');
            assertFalse("digit " + i, HmacSignature.hex(FIRST).matches(BODY, flipped.toString()));
        }
    }

    @Test
    public void anotherKeyIsRefused() {
        assertFalse(HmacSignature.base64(SECOND).matches(BODY, FIRST_BASE64));
    }

    @Test
    public void whileAKeyIsReplacedEitherMatches() {
        for (HmacSignature both : List.of(HmacSignature.base64(FIRST, SECOND), HmacSignature.base64(SECOND, FIRST))) {
            assertTrue(both.matches(BODY, FIRST_BASE64));
            assertTrue(both.matches(BODY, SECOND_BASE64));
            assertFalse(both.matches(BODY, EMPTY_BASE64));
        }
    }

    @Test
    public void whatIsNoSignatureMatchesNothing() {
        for (String bad : new String[] {null, "", " ", "====", "\u20ac", FIRST_HEX, FIRST_BASE64 + FIRST_BASE64,
            FIRST_BASE64.substring(0, 20), FIRST_BASE64 + "\n"}) {
            assertFalse(String.valueOf(bad), HmacSignature.base64(FIRST).matches(BODY, bad));
        }
        for (String bad : new String[] {null, "", "a", "zz", FIRST_HEX + "00", FIRST_HEX.substring(2), "sha256=" + FIRST_HEX}) {
            assertFalse(String.valueOf(bad), HmacSignature.hex(FIRST).matches(BODY, bad));
        }
    }

    @Test
    public void withoutAKeyThereIsNothingToCheckWith() {
        assertThrows(IllegalArgumentException.class, () -> HmacSignature.base64());
        assertThrows(IllegalArgumentException.class, () -> HmacSignature.hex(FIRST, Secret.of("")));
    }

    @Test
    public void toStringShowsNoKey() {
        assertEquals("HmacSignature", HmacSignature.hex(FIRST).toString());
    }
}
