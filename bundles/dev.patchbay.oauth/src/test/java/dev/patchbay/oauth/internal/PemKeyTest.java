package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.host.auth.TokenFailure;
import java.nio.ByteBuffer;
import java.security.Key;
import org.junit.BeforeClass;
import org.junit.Test;

public class PemKeyTest {
    private static Key rsa;
    private static Key ec;

    @BeforeClass
    public static void makeKeys() throws Exception {
        rsa = TestKeys.rsa();
        ec = TestKeys.ec();
    }

    @Test
    public void pkcs8IsRead() {
        assertEquals(rsa, PemKey.rsa(Secret.of(TestKeys.pem("PRIVATE KEY", rsa.getEncoded()))));
        assertEquals(ec, PemKey.ec(Secret.of(TestKeys.pem("PRIVATE KEY", ec.getEncoded()))));
    }

    @Test
    public void theOlderRsaFormIsRead() {
        assertEquals(rsa, PemKey.rsa(Secret.of(TestKeys.pem("RSA PRIVATE KEY", pkcs1()))));
    }

    @Test
    public void whatPastingDoesToItIsUndone() {
        String pem = TestKeys.pem("PRIVATE KEY", rsa.getEncoded());
        for (String pasted : new String[] {pem.replace("\n", "\\n"), pem.replace("\n", "\r\n"), pem.replace("\n", " "),
            "  \n" + pem + "\n\n", "Bag Attributes\n    friendlyName: x\n" + pem,
            TestKeys.pem("CERTIFICATE", new byte[] {1}) + pem}) {
            assertEquals(rsa, PemKey.rsa(Secret.of(pasted)));
        }
    }

    @Test
    public void eachOtherTextIsRefusedWithWhatItIs() {
        byte[] any = {1, 2, 3};
        refused("canary", "no PEM");
        refused("", "no PEM");
        refused(TestKeys.pem("ENCRYPTED PRIVATE KEY", any), "passphrase");
        refused("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                + "-----END RSA PRIVATE KEY-----", "passphrase");
        refused(TestKeys.pem("PUBLIC KEY", any), "public key");
        refused(TestKeys.pem("CERTIFICATE", any), "certificate");
        refused(TestKeys.pem("EC PRIVATE KEY", any), "another format");
        refused(TestKeys.pem("SOMETHING", any), "BEGIN PRIVATE KEY");
    }

    @Test
    public void aBrokenKeyIsRefusedWithoutItsText() {
        refused(TestKeys.pem("PRIVATE KEY", new byte[] {0x30, 0x01}), "not a whole RSA key");
        refused(TestKeys.pem("PRIVATE KEY", ec.getEncoded()), "not a whole RSA key");
        refused(TestKeys.pem("RSA PRIVATE KEY", new byte[0]), "not a whole RSA key");
        refused("-----BEGIN PRIVATE KEY-----\nca*nary\n-----END PRIVATE KEY-----", "characters");
        String whole = TestKeys.pem("PRIVATE KEY", rsa.getEncoded());
        refused(whole.substring(0, whole.length() / 2), "first line");
    }

    private static void refused(String pem, String names) {
        TokenFailure failure = assertThrows(TokenFailure.class, () -> PemKey.rsa(Secret.of(pem)));
        assertEquals(TokenFailure.Kind.CLIENT_REFUSED, failure.kind());
        assertEquals(Reason.CLIENT_MISCONFIGURED, failure.failure().reason());
        assertTrue(failure.failure().message(), failure.failure().message().contains(names));
        assertFalse(failure.toString(), failure.toString().contains("canary"));
    }

    /** What stands inside of PKCS #8, after version, algorithm and the octet string's head. */
    private static byte[] pkcs1() {
        ByteBuffer pkcs8 = ByteBuffer.wrap(rsa.getEncoded()).position(4 + 3 + 15 + 4);
        byte[] inner = new byte[pkcs8.remaining()];
        pkcs8.get(inner);
        return inner;
    }
}
