package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.VaultException;
import org.junit.Test;

public class ConfigValuesTest {
    private final ConfigValues values = values("right");

    @Test
    public void sealedOpens() {
        for (String secret : new String[] {"", "s3cret", "gr\u00fc\u00df \ud83d\udd11", "ENC(not really)"}) {
            String value = values.seal(Secret.of(secret));
            assertTrue(value, value.matches("ENC\\([A-Za-z0-9_-]+\\)"));
            assertEquals(secret, values.open(value).reveal());
        }
    }

    @Test
    public void plainValueIsTheSecretItself() {
        for (String plain : new String[] {"", "plain", "ENC(", "enc(abc)", "x ENC(abc)", "ENC(abc) "}) {
            assertEquals(plain, values.open(plain).reveal());
        }
    }

    @Test
    public void anotherPassphraseIsRefused() {
        String value = values.seal(Secret.of("s3cret"));
        assertRefused(KEY_WRONG, () -> values("wrong").open(value));
    }

    @Test
    public void everyChangedLetterIsRefused() {
        String value = values.seal(Secret.of("s3cret"));
        int refused = 0;
        for (int at = 4; at < value.length() - 1; at++) {
            char other = value.charAt(at) == 'A' ? 'B' : 'A';
            String changed = value.substring(0, at) + other + value.substring(at + 1);
            assertRefused("letter " + at, TAMPERED, () -> values.open(changed));
            refused++;
        }
        assertTrue(refused > 100);
    }

    @Test
    public void oneValueHasOneSpelling() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String value = values.seal(Secret.of("s3cret"));
        int last = value.length() - 2;
        // two bits of the last letter are not needed and zero; a lenient decoder does not look at them
        char other = alphabet.charAt(alphabet.indexOf(value.charAt(last)) + 1);
        assertRefused(TAMPERED, () -> values.open(value.substring(0, last) + other + ")"));
    }

    @Test
    public void whatIsNoBase64IsRefusedWithoutQuotingIt() {
        VaultException refusal = assertRefused(TAMPERED, () -> values.open("ENC(canary!)"));
        assertFalse(refusal.getMessage().contains("canary"));
        assertNull(refusal.getCause());
        assertRefused(TAMPERED, () -> values.open("ENC()"));
    }

    private static ConfigValues values(String passphrase) {
        return new ConfigValues(() -> Passphrase.of(Secret.of(passphrase), "a test"), new QuickEnvelope());
    }
}
