package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.declaration;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.declaration.DeclarationBundle;
import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstallSource.Address;
import dev.patchbay.host.install.InstallSource.Coordinates;
import dev.patchbay.host.install.InstallSource.Named;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Bundles by name, by address and by coordinates. */
public class SourcesTest {
    private static final String REPOSITORY = "https://repo.example/maven";
    private static final String JAR = REPOSITORY + "/com/acme/sample/1.0/sample-1.0.jar";
    private static final Coordinates SAMPLE = new Coordinates("com.acme", "sample", "1.0");

    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;
    private final byte[] jar = sample("1.0.0").jar();

    @Before
    public void prepare() {
        fixture = host.fixture;
        fixture.egress.put(JAR, jar);
        set("repositories", REPOSITORY);
    }

    private void set(String key, String value) {
        fixture.settings.put(key, value);
        fixture.install(Duration.ofSeconds(30));
    }

    private InstalledBundle install(InstallSource source) {
        return fixture.installer.install(ADMIN, source, null);
    }

    private static String hex(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }

    @Test
    public void jarIsFetchedByCoordinatesAndItsChecksumVerified() throws Exception {
        fixture.egress.put(JAR + ".sha1", hex("SHA-1", jar) + "  sample-1.0.jar\n");
        assertEquals("ACTIVE", install(SAMPLE).state());
        assertTrue(fixture.egress.requests.toString(), fixture.egress.requests.contains(JAR + ".sha512"));
    }

    @Test
    public void jarIsFetchedByAddress() throws Exception {
        fixture.egress.put(JAR + ".sha256", hex("SHA-256", jar));
        assertEquals("ACTIVE", install(new Address(URI.create(JAR))).state());
    }

    @Test
    public void wrongChecksumIsRefusedAndTheStrongestCounts() throws Exception {
        fixture.egress.put(JAR + ".sha1", hex("SHA-1", jar));
        fixture.egress.put(JAR + ".sha512", hex("SHA-512", new byte[1]));
        List<String> before = fixture.state();
        assertEquals(List.of("url digest"), reasons(problem(ProblemType.CHECKSUM_MISMATCH, () -> install(SAMPLE))));
        assertEquals(before, fixture.state());
    }

    @Test
    public void withoutAChecksumTheRequestMustGiveOne() throws Exception {
        ProblemException refused = problem(ProblemType.CHECKSUM_MISMATCH, () -> install(SAMPLE));
        assertEquals(List.of("sha256 digest"), reasons(refused));
        problem(ProblemType.CHECKSUM_MISMATCH, () -> fixture.installer.install(ADMIN, SAMPLE, "0".repeat(64)));
        assertEquals("ACTIVE", fixture.installer.install(ADMIN, SAMPLE, hex("SHA-256", jar)).state());
    }

    @Test
    public void addressOutsideOfTheRepositoriesIsRefusedUnasked() {
        for (String address : List.of("https://evil.example/maven/a.jar", "https://repo.example/other/a.jar",
                "https://repo.example/maven/../other/a.jar", "https://repo.example/maven/%2e%2e/a.jar", "http://repo.example/maven/a.jar",
                "https://repo.example@evil.example/maven/a.jar", "https://user@repo.example/maven/a.jar",
                "https://repo.example.evil.example/maven/a.jar", "https://repo.example/maven/a.jar?x=1", "https://repo.example:444/maven/a.jar")) {
            assertEquals(address, List.of("url repository"),
                    reasons(problem(ProblemType.INVALID, () -> install(new Address(URI.create(address))))));
        }
        assertEquals(List.of(), fixture.egress.requests);
    }

    @Test
    public void oddCoordinatesAreRefusedUnasked() {
        for (Coordinates odd : List.of(new Coordinates("../x", "a", "1"), new Coordinates("g", "a/b", "1"), new Coordinates("g", "a", ".."),
                new Coordinates("g", "", "1"), new Coordinates("g", "a", "1-SNAPSHOT"))) {
            problem(ProblemType.INVALID, () -> install(odd));
        }
        assertEquals(List.of(), fixture.egress.requests);
    }

    @Test
    public void repositoriesAreAskedInTurnAndWhatNobodyHasIsSaid() throws Exception {
        set("repositories", "https://first.example/m2, " + REPOSITORY);
        fixture.egress.put(JAR + ".sha1", hex("SHA-1", jar));
        assertEquals("ACTIVE", install(SAMPLE).state());
        assertEquals("https://first.example/m2/com/acme/sample/1.0/sample-1.0.jar", fixture.egress.requests.get(0));
        ProblemException missing = problem(ProblemType.REPOSITORY_UNREACHABLE, () -> install(new Coordinates("g", "a", "1")));
        assertTrue(missing.detail(), missing.detail().contains("g:a:1"));
    }

    @Test
    public void credentialsMayBeEncryptedAndAreShownNowhere() throws Exception {
        String sealed = fixture.vault.encryptForConfig(Secret.of("https://me:s3cret@repo.example/maven"));
        set("repositories", sealed);
        fixture.egress.put(JAR + ".sha1", hex("SHA-1", jar));
        assertEquals("ACTIVE", install(SAMPLE).state());
        String basic = "Basic " + Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
        assertTrue(fixture.egress.requests.toString(), fixture.egress.requests.contains(JAR + " " + basic));
        fixture.egress.statuses.put(REPOSITORY + "/g/a/1/a-1.jar", 401);
        ProblemException refused = problem(ProblemType.REPOSITORY_UNREACHABLE, () -> install(new Coordinates("g", "a", "1")));
        assertTrue(refused.detail(), refused.detail().contains("install.repositories") && !refused.detail().contains("s3cret"));
    }

    @Test
    public void redirectsAndFailuresOfTheRepositoryAreSaid() {
        fixture.egress.statuses.put(JAR, 302);
        assertTrue(problem(ProblemType.REPOSITORY_UNREACHABLE, () -> install(SAMPLE)).detail().contains("redirect"));
        fixture.egress.statuses.put(JAR, 500);
        assertTrue(problem(ProblemType.REPOSITORY_UNREACHABLE, () -> install(SAMPLE)).detail().contains("500"));
    }

    @Test
    public void offlineHostFetchesNothingAndSaysWhatToDo() {
        set("offline", "true");
        ProblemException refused = problem(ProblemType.INSTALL_OFFLINE, () -> install(SAMPLE));
        assertTrue(refused.detail(), refused.detail().contains("install.offline") && refused.detail().contains("upload"));
        problem(ProblemType.INSTALL_OFFLINE, () -> install(new Address(URI.create(JAR))));
        assertEquals(List.of(), fixture.egress.requests);
    }

    @Test
    public void whatCameWithTheHostIsListedUntilItIsInstalled() throws Exception {
        Files.write(fixture.integrations().resolve("acme.sample-1.jar"), sample("1").header("Bundle-Name", "Sample files").jar());
        Files.write(fixture.integrations().resolve("crm-1.jar"),
                DeclarationBundle.wrap("acme.crm", "1.0.0", Map.of("crm", declaration("crm", "1.0.0"))));
        Files.write(fixture.integrations().resolve("broken.jar"), new byte[] {1});
        AvailableApp crm = new AvailableApp("crm", "crm app", "Declared", "crm", "acme.crm", "1.0.0");
        assertEquals(List.of(crm, new AvailableApp("sample", "Sample files", "", "", "acme.sample", "1")),
                fixture.installer.available(ADMIN, null, null));
        assertEquals(List.of(crm), fixture.installer.available(ADMIN, null, "crm"));
        assertEquals(List.of(crm), fixture.installer.available(ADMIN, "decl CR", null));
        assertEquals(List.of(), fixture.installer.available(ADMIN, "no such", null));
        assertEquals("acme.crm", install(new Named("crm")).symbolicName());
        assertEquals("acme.sample", install(new Named("acme.sample")).symbolicName());
        assertEquals(List.of(), fixture.installer.available(ADMIN, null, null));
    }

    @Test
    public void newerFileIsReadAnew() throws Exception {
        var file = fixture.integrations().resolve("crm.jar");
        Files.write(file, DeclarationBundle.wrap("acme.crm", "1.0.0", Map.of("crm", declaration("crm", "1.0.0"))));
        assertEquals("1.0.0", fixture.installer.available(ADMIN, null, null).get(0).version());
        Files.write(file, DeclarationBundle.wrap("acme.crm", "1.0.10", Map.of("crm", declaration("crm", "1.0.10"))));
        assertEquals("1.0.10", fixture.installer.available(ADMIN, null, null).get(0).version());
        Files.delete(file);
        assertEquals(List.of(), fixture.installer.available(ADMIN, null, null));
    }

    @Test
    public void nameThatIsNotThereIsNotFound() {
        for (String name : List.of("none", "../integrations/x", "/etc/passwd", "")) {
            problem(ProblemType.NOT_FOUND, () -> install(new Named(name)));
        }
        assertFalse(fixture.installer.policy().detail().isEmpty());
    }
}
