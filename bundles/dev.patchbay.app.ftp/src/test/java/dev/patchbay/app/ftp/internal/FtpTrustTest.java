package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.files.FileSession;
import dev.patchbay.tck.FakeRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.junit.After;
import org.junit.Test;

public class FtpTrustTest {
    private static final List<String> ALL_PASSED = List.of("Reach the server PASSED", "Secure the line PASSED",
            "Log in PASSED", "Open the base folder PASSED", "List the base folder PASSED");

    private RealFtpServer server;

    private void start(String alias, boolean implicit, String... protocols) throws Exception {
        TestTls tls = new TestTls(alias, protocols.length == 0 ? new String[] {"TLSv1.2", "TLSv1.3"} : protocols);
        server = RealFtpServer.tls(tls, implicit);
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    private FakeRun run(String encryption, Object... pairs) {
        Object[] all = new Object[pairs.length + 2];
        all[0] = "encryption";
        all[1] = encryption;
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return FtpRuns.with(server.port(), all);
    }

    @Test
    public void anAuthorityOfOnesOwnIsTrusted() throws Exception {
        start(TestKeys.SERVER, false);
        assertEquals(ALL_PASSED, run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void implicitTlsWorksTheSame() throws Exception {
        start(TestKeys.SERVER, true);
        assertEquals(ALL_PASSED, run("implicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void activeDataConnectionsAreEncryptedToo() throws Exception {
        start(TestKeys.SERVER, false);
        assertEquals(ALL_PASSED, run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem(), "mode", "active")
                .test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void anUnknownAuthorityIsRefusedAndTheFingerprintShown() throws Exception {
        start(TestKeys.SERVER, false);
        FakeRun run = run("explicit").test(new FtpConnectionProvider());
        assertEquals("Secure the line FAILED", run.steps().get(1));
        assertEquals(CERTIFICATE, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains(fingerprint(TestKeys.SERVER)));
    }

    @Test
    public void aPinIsShownThenConfirmed() throws Exception {
        start(TestKeys.SERVER, false);
        FakeRun first = run("explicit", "trust", "pinned").test(new FtpConnectionProvider());
        assertEquals(CERTIFICATE, first.failure().reason());
        String shown = fingerprint(TestKeys.SERVER);
        assertTrue(first.failure().message(), first.failure().message().contains(shown));
        assertTrue(first.failure().message(), first.failure().message().contains("enter it, and test again"));
        assertEquals(ALL_PASSED, run("explicit", "trust", "pinned", "certificateFingerprint", shown).test(new FtpConnectionProvider()).steps());
        String plain = shown.replace(":", "").toLowerCase(Locale.ROOT);
        assertEquals(ALL_PASSED, run("explicit", "trust", "pinned", "certificateFingerprint", plain).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void aChangedCertificateIsRefusedAndTheNewOneShown() throws Exception {
        start(TestKeys.RENEWED, false);
        FakeRun run = run("explicit", "trust", "pinned", "certificateFingerprint", fingerprint(TestKeys.SERVER)).test(new FtpConnectionProvider());
        assertEquals("Secure the line FAILED", run.steps().get(1));
        assertEquals(CERTIFICATE, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains(fingerprint(TestKeys.RENEWED)));
        assertTrue(run.failure().message(), run.failure().message().contains("another certificate"));
    }

    @Test
    public void aPinHoldsWhateverNamesTheCertificateHas() throws Exception {
        start(TestKeys.MISNAMED, false);
        assertEquals(ALL_PASSED, run("explicit", "trust", "pinned", "certificateFingerprint",
                fingerprint(TestKeys.MISNAMED)).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
        start(TestKeys.MISNAMED, false);
        FakeRun run = run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider());
        assertEquals(CERTIFICATE, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains("files.example.com and not for 127.0.0.1"));
    }

    @Test
    public void withoutTheHostNameCheckTheAuthorityAloneDecides() throws Exception {
        start(TestKeys.MISNAMED, false);
        assertEquals(ALL_PASSED, run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem(),
                "hostNameCheck", false).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void anAuthorityThatIsNoCertificateIsASettingToCorrect() throws Exception {
        start(TestKeys.SERVER, false);
        for (String pem : List.of("\n", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")) {
            FakeRun run = run("explicit", "trust", "ca", "caCertificate", pem).test(new FtpConnectionProvider());
            assertEquals("Secure the line FAILED", run.steps().get(1));
            assertEquals(INVALID_INPUT, run.failure().reason());
        }
    }

    @Test
    public void theCertificatesThisHostTrustsAreTheUsualOnes() throws Exception {
        start(TestKeys.SERVER, false);
        assertEquals(ALL_PASSED, trustedByTheHost().test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void dataConnectionsResumeTheSessionOfTheLogin() throws Exception {
        start(TestKeys.SERVER, false);
        FakeRun run = trustedByTheHost();
        try (FileSession session = new FtpConnectionProvider().open(run)) {
            session.write("/a.txt", new ByteArrayInputStream(new byte[100_000]));
            session.list("/");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            session.read("/a.txt", 0, out);
            assertEquals(100_000, out.size());
            assertEquals("one full handshake for four connections", 1, run.certificatesChecked());
        }
        assertEquals(List.of(4, 0), FtpRuns.madeAndLeft(run));
    }

    @Test
    public void aServerWithNothingButTls13IsAskedAgainWithIt() throws Exception {
        start(TestKeys.SERVER, false, "TLSv1.3");
        assertEquals(ALL_PASSED, run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void aServerThatRefusesToEncryptFilesGetsNone() throws Exception {
        TestTls tls = new TestTls(TestKeys.SERVER, "TLSv1.2");
        server = RealFtpServer.tlsAnswering(tls, 536, "Requested PROT level not supported.", "PROT");
        FakeRun run = run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider());
        assertEquals("Log in FAILED", run.steps().get(2));
        assertTrue(run.failure().message(), run.failure().message().contains("PROT P"));
    }

    @Test
    public void aServerThatMissesTheSessionOnDataConnectionsIsExplained() throws Exception {
        TestTls tls = new TestTls(TestKeys.SERVER, "TLSv1.2");
        server = RealFtpServer.tlsAnswering(tls, 522, "SSL connection failed; session reuse required: see require_ssl_reuse",
                "MLSD", "LIST");
        FakeRun run = run("explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem()).test(new FtpConnectionProvider());
        assertEquals("List the base folder FAILED", run.steps().get(4));
        assertTrue(run.failure().message(), run.failure().message().contains("reuse the TLS session of the login"));
    }

    private FakeRun trustedByTheHost() throws Exception {
        return FtpRuns.run(FtpRuns.sample(server.port(), "encryption", "explicit").trusting(TestKeys.certificate("authority")));
    }

    private static String fingerprint(String alias) throws Exception {
        return CertificateText.fingerprint(TestKeys.certificate(alias));
    }
}
