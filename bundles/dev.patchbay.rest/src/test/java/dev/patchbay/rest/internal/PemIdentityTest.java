package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** PEM files, and the sentences about those that can't be used. */
public class PemIdentityTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static TestIdentity rsa;
    private static TestIdentity ec;

    @BeforeClass
    public static void create() throws Exception {
        rsa = TestIdentity.create("RSA", FOLDER.newFolder().toPath());
        ec = TestIdentity.create("EC", FOLDER.newFolder().toPath());
    }

    private static String refused(Object certificate, Object key) {
        return assertThrows(IllegalArgumentException.class,
                () -> PemIdentity.keyStore(certificate.toString(), key.toString(), "secret")).getMessage();
    }

    @Test
    public void keysOfBothKindsAreReadWithTheirCertificate() throws Exception {
        for (TestIdentity identity : new TestIdentity[] {rsa, ec}) {
            var store = PemIdentity.keyStore(identity.certificate().toString(), identity.key().toString(), "secret");
            assertEquals(identity.keyStore().getCertificate("a"), store.getCertificate("patchbay"));
            assertTrue(store.isKeyEntry("patchbay"));
        }
    }

    @Test
    public void aKeyOfAnotherCertificateIsRefused() throws Exception {
        TestIdentity other = TestIdentity.create("EC", FOLDER.newFolder().toPath());
        assertEquals("http.tls-key: the key in " + other.key() + " is not that of the certificate.", refused(ec.certificate(), other.key()));
        assertEquals("http.tls-key: the key in " + rsa.key() + " is not that of the certificate.", refused(ec.certificate(), rsa.key()));
    }

    @Test
    public void anOldKindOfKeyIsRefusedWithTheWayOut() throws Exception {
        Path old = Files.writeString(FOLDER.newFile().toPath(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertEquals("http.tls-key: " + old + " holds no unencrypted PKCS #8 key in PEM; convert it with: "
                + "openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem", refused(rsa.certificate(), old));
        assertEquals("http.tls-certificate: " + old + " holds no X.509 certificates in PEM.", refused(old, rsa.key()));
    }

    @Test
    public void filesThatAreNotThereAreNamed() throws Exception {
        assertEquals("TLS needs both http.tls-certificate and http.tls-key.", refused(rsa.certificate(), ""));
        assertEquals("http.tls-certificate: cannot read /no/such.pem.", refused("/no/such.pem", rsa.key()));
        assertEquals("http.tls-key: cannot read /no/such.pem.", refused(rsa.certificate(), "/no/such.pem"));
        Path empty = FOLDER.newFile().toPath();
        assertEquals("http.tls-certificate: there is no certificate in " + empty + ".", refused(empty, rsa.key()));
    }
}
