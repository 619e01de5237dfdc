package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.declaration;
import static dev.patchbay.installer.internal.InstallerFixture.messages;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.install.InstallSource.Named;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What makes the host trust a bundle, at its upload and at every start. */
public class TrustTest {
    /** Keys are slow to make, so that all tests share them. */
    @ClassRule
    public static final TemporaryFolder KEYS = new TemporaryFolder();

    private static Signers signers;

    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;
    private Path folder;

    @BeforeClass
    public static void makeKeys() {
        signers = new Signers(KEYS.getRoot().toPath());
        signers.make("acme");
        signers.make("stranger");
        signers.make("server", "-ext", "eku=serverAuth");
        signers.make("expired", "-startdate", "-10d");
        signers.make("authority", "-ext", "bc:c");
        signers.make("issued", "-signer", "authority", "-ext", "eku=codeSigning");
    }

    @Before
    public void prepare() throws Exception {
        fixture = host.fixture;
        folder = host.newFolder("trust");
    }

    private void policy(String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fixture.settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        fixture.install(Duration.ofSeconds(30));
    }

    private InstalledBundle install(byte[] jar) {
        return fixture.installer.install(ADMIN, stream(jar), null);
    }

    private ProblemException untrusted(byte[] jar) throws Exception {
        List<String> before = fixture.state();
        ProblemException refused = problem(ProblemType.BUNDLE_UNTRUSTED, () -> install(jar));
        assertEquals(before, fixture.state());
        return refused;
    }

    @Test
    public void openIsRefusedOffLoopbackWithWhatToDo() throws Exception {
        install(sample("1").jar());
        fixture.loopback = false;
        policy();
        assertFalse(fixture.installer.policy().accepting());
        ProblemException refused = untrusted(declaration("acme", "1.0.0"));
        assertEquals(List.of("install.trust trust"), reasons(refused));
        assertTrue(messages(refused), messages(refused).contains("set install.trust to digest or signed"));
        fixture.restart();
        assertEquals("what was accepted before runs", "ACTIVE", fixture.installer.get(ADMIN, "acme.sample").state());
    }

    @Test
    public void whatTheHostWasShippedWithIsTrustedUnderEveryPolicy() throws Exception {
        Files.write(fixture.integrations().resolve("acme.sample-1.jar"), sample("1").jar());
        fixture.loopback = false;
        policy();
        InstalledBundle bundle = fixture.installer.install(ADMIN, new Named("sample"), null);
        assertEquals("shipped", bundle.trust());
        policy("trust", "digest", "digests", Files.writeString(folder.resolve("digests"), "").toString());
        fixture.restart();
        assertEquals("ACTIVE", fixture.installer.get(ADMIN, "acme.sample").state());
    }

    @Test
    public void pinnedDigestIsTrustedAndNoOther() throws Exception {
        byte[] jar = sample("1").jar();
        Path digests = Files.writeString(folder.resolve("digests"), "# ours\n" + Upload.digest(jar).toUpperCase() + "  acme.jar\n");
        policy("trust", "digest", "digests", digests.toString());
        assertEquals("digest", install(jar).trust());
        ProblemException refused = untrusted(declaration("acme", "1.0.0"));
        assertEquals(List.of("jar not-pinned"), reasons(refused));
        assertTrue(messages(refused), messages(refused).contains("install.digests"));
    }

    @Test
    public void declarationIsPinnedByItsOwnDigest() throws Exception {
        byte[] json = declaration("acme", "1.0.0");
        policy("trust", "digest", "digests", Files.writeString(folder.resolve("digests"), Upload.digest(json)).toString());
        assertEquals("digest", install(json).trust());
        fixture.restart();
        assertEquals("ACTIVE", fixture.installer.get(ADMIN, "dev.patchbay.json.acme").state());
    }

    @Test
    public void digestThatIsPinnedNoMoreDoesNotRunAtTheNextStart() throws Exception {
        byte[] jar = sample("1").jar();
        Path digests = Files.writeString(folder.resolve("digests"), Upload.digest(jar));
        policy("trust", "digest", "digests", digests.toString());
        install(jar);
        Files.writeString(digests, "");
        fixture.restart();
        InstalledBundle bundle = fixture.installer.get(ADMIN, "acme.sample");
        assertEquals("MISSING", bundle.state());
        assertTrue(bundle.problem(), bundle.problem().contains("is not pinned"));
    }

    @Test
    public void fileThatCannotBeReadTrustsNothing() throws Exception {
        policy("trust", "digest", "digests", folder.resolve("no-such").toString());
        assertEquals(List.of("install.digests trust"), reasons(untrusted(sample("1").jar())));
        policy("digests", Files.writeString(folder.resolve("digests"), "not a digest\n").toString());
        assertEquals(List.of("install.digests trust"), reasons(untrusted(sample("1").jar())));
    }

    @Test
    public void jarOfATrustedSignerIsTrustedAndShowsWhoItIs() throws Exception {
        byte[] signed = signers.sign(sample("1").jar(), "acme");
        policy("trust", "signed", "trust-store", signers.pem("acme").toString());
        InstalledBundle bundle = install(signed);
        assertEquals("signed", bundle.trust());
        assertTrue(bundle.signer(), bundle.signer().matches("sha256:[0-9a-f]{64}"));
        fixture.restart();
        assertEquals("ACTIVE", fixture.installer.get(ADMIN, "acme.sample").state());
        signers.pem("stranger");
        fixture.restart();
        bundle = fixture.installer.get(ADMIN, "acme.sample");
        assertEquals("MISSING", bundle.state());
        assertTrue(bundle.problem(), bundle.problem().contains("not in install.trust-store"));
    }

    @Test
    public void jarsThatNoTrustedSignerVouchesForAreRefused() throws Exception {
        byte[] signed = signers.sign(sample("1").jar(), "acme");
        policy("trust", "signed", "trust-store", signers.pem("acme", "server", "expired").toString());
        assertEquals(List.of("jar unsigned"), reasons(untrusted(sample("1").jar())));
        assertEquals(List.of("jar unsigned"), reasons(untrusted(declaration("acme", "1.0.0"))));
        assertEquals(List.of("jar signer"), reasons(untrusted(signers.sign(sample("1").jar(), "stranger"))));
        assertEquals(List.of("jar signer"), reasons(untrusted(signers.sign(sample("1").jar(), "server"))));
        assertEquals(List.of("jar signer"), reasons(untrusted(signers.sign(sample("1").jar(), "expired"))));
        assertEquals(List.of("added.txt partly-signed"), reasons(untrusted(Archives.withEntry(signed, "added.txt", new byte[] {1}))));
        String description = "OSGI-INF/dev.patchbay.installer.fixture.SampleProvider.xml";
        assertEquals(List.of("jar signature"), reasons(untrusted(Archives.withEntry(signed, description,
                new String(Archives.entry(signed, description)).replace("1.3.0", "1.2.0").getBytes()))));
        assertEquals(List.of("jar signature"), reasons(untrusted(
                Archives.withManifest(signed, text -> text.replace("Bundle-Version: 1\r\n", "Bundle-Version: 9\r\n")))));
    }

    @Test
    public void certificateOfAnAuthorityVouchesForThoseItIssued() throws Exception {
        byte[] signed = signers.sign(sample("1").jar(), "issued");
        policy("trust", "signed", "trust-store", signers.pem("authority").toString());
        assertEquals("signed", install(signed).trust());
    }

    @Test
    public void nameBelongsToTheKeyThatSignedItFirst() throws Exception {
        policy("trust", "signed", "trust-store", signers.pem("acme", "stranger").toString());
        install(signers.sign(sample("1").jar(), "acme"));
        fixture.installer.uninstall(ADMIN, "acme.sample");
        byte[] taken = signers.sign(sample("2").jar(), "stranger");
        ProblemException refused = problem(ProblemType.PROVIDER_OWNED, () -> install(taken));
        assertEquals(List.of("Bundle-SymbolicName provider-owned"), reasons(refused));
        policy("trust", "open");
        problem(ProblemType.PROVIDER_OWNED, () -> install(sample("2").jar()));
        assertEquals("2.0.0", install(signers.sign(sample("2").jar(), "acme")).version());
    }

    @Test
    public void unsignedBundleShowsNoSigner() {
        assertNull(install(sample("1").jar()).signer());
    }
}
