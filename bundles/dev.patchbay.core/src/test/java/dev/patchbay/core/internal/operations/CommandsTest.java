package dev.patchbay.core.internal.operations;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.OAuthApps;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.vault.RootKeySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Assert;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private String base = HostFixture.PUBLIC_URL;
    private Optional<char[]> typed = Optional.empty();
    private Path root;
    private Path pass;
    private HostFixture host;
    private String id;

    @Before
    public void open() throws Exception {
        root = folder.getRoot().toPath();
        pass = Files.writeString(root.resolve("backup-pass"), "backup passphrase\n");
        host = new HostFixture(Files.createDirectory(root.resolve("data")));
        id = host.create("shop", "Orders").id();
    }

    @After
    public void close() {
        host.close();
    }

    private int run(HostFixture on, RootKeySource source, String command, String... arguments) {
        out.reset();
        errors.reset();
        Commands commands = new Commands(on.ground(), source, () -> base, question -> typed.map(char[]::clone),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(errors, true, StandardCharsets.UTF_8));
        return commands.all().get(command).applyAsInt(arguments);
    }

    private int run(String command, String... arguments) {
        return run(host, host.rootKey, command, arguments);
    }

    private String backup() {
        String file = root.resolve("all.backup").toString();
        assertEquals(errors.toString(), 0, run("backup", file, "--passphrase-file", pass.toString()));
        return file;
    }

    private String temporaryFiles() throws IOException {
        try (var files = Files.list(host.data.resolve("tmp"))) {
            return files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".db")).toList().toString();
        }
    }

    /** A data folder without keys: the start that makes them was not there yet. */
    private HostFixture empty() throws IOException {
        HostFixture fixture = new HostFixture(Files.createDirectory(root.resolve("other")));
        Sql.run(fixture.data, "DELETE FROM vault_key", "DELETE FROM vault_birth", "DELETE FROM audit", "DELETE FROM audit_head");
        fixture.vault.lock();
        return fixture;
    }

    @Test
    public void aBackupIsVerifiedAndRestoredElsewhere() throws Exception {
        String file = backup();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))));
        assertEquals(0, run("verify", file, "--passphrase-file", pass.toString()));
        assertTrue(out.toString(), out.toString().contains("1 connection"));
        host.parts.connections.delete(ADMIN, id, false, true, null);
        try (HostFixture other = empty()) {
            other.rootKey.passphrase = 9;
            assertEquals(0, run(other, other.rootKey, "restore", file, "--passphrase-file", pass.toString()));
            assertEquals(CANARY, ((Secret) other.parts.use.credential(ADMIN, id).values().get("password")).reveal());
            assertEquals(-1, other.parts.audit.verify(ADMIN).firstBad());
            new Startup(other.store, other.vault, other.rootKey).unlock();
        }
        assertEquals("[]", temporaryFiles());
    }

    @Test
    public void aBackupHoldsNothingInClear() throws Exception {
        String content = new String(Files.readAllBytes(Path.of(backup())), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("SQLite"));
        assertFalse(content.contains("Orders"));
        assertFalse(content.contains(CANARY));
    }

    @Test
    public void aBackupReplacesNothing() throws Exception {
        String file = backup();
        byte[] before = Files.readAllBytes(Path.of(file));
        assertEquals(74, run("backup", file, "--passphrase-file", pass.toString()));
        Assert.assertArrayEquals(before, Files.readAllBytes(Path.of(file)));
        assertFalse(Files.exists(Path.of(file + ".part")));
        assertEquals("[]", temporaryFiles());
    }

    @Test
    public void aWrongPassphraseOpensNoBackup() throws Exception {
        String file = backup();
        Path wrong = Files.writeString(root.resolve("wrong"), "another one");
        assertEquals(78, run("verify", file, "--passphrase-file", wrong.toString()));
        try (HostFixture other = empty()) {
            assertEquals(78, run(other, other.rootKey, "restore", file, "--passphrase-file", wrong.toString()));
            assertEquals(0, other.store.read(r -> r.keys()).size());
        }
    }

    @Test
    public void aDamagedBackupIsFound() throws Exception {
        Path file = Path.of(backup());
        byte[] bytes = Files.readAllBytes(file);
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        Files.write(file, flipped);
        assertEquals(65, run("verify", file.toString(), "--passphrase-file", pass.toString()));
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        assertEquals(65, run("verify", file.toString(), "--passphrase-file", pass.toString()));
        try (HostFixture other = empty()) {
            assertEquals(65, run(other, other.rootKey, "restore", file.toString(), "--passphrase-file", pass.toString()));
            assertEquals(0, other.store.read(r -> r.keys()).size());
        }
        assertEquals(74, run("verify", root.resolve("none").toString(), "--passphrase-file", pass.toString()));
    }

    @Test
    public void whereThereIsDataNothingIsRestored() throws Exception {
        String file = backup();
        String later = host.create("shop", "later").id();
        assertEquals(64, run("restore", file, "--passphrase-file", pass.toString()));
        assertEquals(later, host.row(later).id());
    }

    @Test
    public void aCommandNeedsTheHostsPassphrase() {
        host.rootKey.passphrase = 7;
        assertEquals(78, run("backup", root.resolve("b").toString(), "--passphrase-file", pass.toString()));
        assertEquals(78, run("key", "create"));
        assertFalse(Files.exists(root.resolve("b")));
    }

    @Test
    public void wrongCallsAreExplained() {
        assertEquals(64, run("backup"));
        assertEquals(64, run("backup", "a", "b"));
        assertEquals(64, run("backup", "a", "--nope"));
        assertEquals(64, run("backup", "a", "--passphrase-file"));
        assertEquals(64, run("backup", root.resolve("b").toString()));
        assertTrue(errors.toString(), errors.toString().contains("--passphrase-file"));
        assertEquals(64, run("key", "remove"));
        assertEquals(64, run("key", "create", "--scopes", "read,nope"));
        assertEquals(64, run("key", "create", "--account", "-"));
        assertEquals(64, run("forget-secrets"));
        assertEquals(Status.READY, host.parts.connections.get(ADMIN, id).status());
    }

    @Test
    public void aTerminalIsAskedTwiceForANewPassphrase() {
        typed = Optional.of("typed passphrase".toCharArray());
        String file = root.resolve("typed.backup").toString();
        assertEquals(0, run("backup", file));
        assertEquals(0, run("verify", file));
        typed = Optional.of(new char[0]);
        assertEquals(64, run("verify", file));
    }

    @Test
    public void aKeyIsPrintedOnceAndWorks() {
        assertEquals(0, run("key", "create", "--label", "ci", "--scopes", "read,use", "--account", "shop"));
        String text = out.toString().strip();
        assertEquals("shop", host.parts.apiKeys.authenticate(text, "").account());
        assertEquals(2, host.parts.apiKeys.authenticate(text, "").scopes().size());
        assertEquals(0, run("key", "create"));
        assertNotEquals(text, out.toString().strip());
    }

    @Test
    public void aLinkToSignInIsPrintedAndIsInTheAudit() {
        assertEquals(0, run("sign-in"));
        String link = out.toString().strip();
        assertTrue(link, link.matches("https://patchbay\\.example/prefix/console/enter#pbl_[A-Za-z0-9_-]{43}"));
        assertEquals("command-line", host.parts.audit
                .list(ADMIN, new AuditLog.Query(null, null, "session.link", 1, null)).items().get(0).caller());
        assertEquals(0, run("sign-in"));
        assertNotEquals(link, out.toString().strip());
        assertEquals(64, run("sign-in", "now"));
        base = "http://127.0.0.1:0";
        assertEquals(64, run("sign-in"));
        assertTrue(errors.toString(), errors.toString().contains("public.url"));
    }

    @Test
    public void aNewPassphraseReplacesTheFileOfTheDataFolder() throws Exception {
        RootKeySource real = HostFixture.passphraseSource(host.data);
        Path file = Files.writeString(host.data.resolve("passphrase"), "old one\n");
        Rows.KeyRow sealed = Startup.row(host.vault.reseal(real));
        host.store.write(w -> {
            w.putKey(sealed);
            return true;
        });
        Path next = Files.writeString(root.resolve("next"), "new one\n");
        assertEquals(errors.toString(), 0, run(host, real, "passphrase", "--new-passphrase-file", next.toString()));
        assertEquals("new one\n", Files.readString(file));
        new Startup(host.store, host.vault, real).unlock();
        assertEquals(CANARY, ((Secret) host.parts.use.credential(ADMIN, id).values().get("password")).reveal());
        Files.writeString(file, "old one\n");
        assertEquals(78, run(host, real, "key", "create"));
    }

    @Test
    public void aPassphraseFileThatIsNotReadStaysAsItWas() throws Exception {
        Path file = Files.writeString(host.data.resolve("passphrase"), "not in use\n");
        Path next = Files.writeString(root.resolve("next"), "new one\n");
        assertEquals(0, run("passphrase", "--new-passphrase-file", next.toString()));
        assertEquals("not in use\n", Files.readString(file));
        assertTrue(out.toString(), out.toString().contains("Before the next start"));
    }

    @Test
    public void forgottenSecretsAreGoneAndNamesStay() {
        host.parts.firstKey.makeIfNone();
        String waiting = host.create("shop", "deleted").id();
        host.parts.connections.delete(ADMIN, waiting, false, false, null);
        byte[] payload = host.row(id).payload();
        host.rootKey.passphrase = 42;
        assertEquals(errors.toString(), 0, run("forget-secrets", "--yes"));
        assertTrue(out.toString(), out.toString().contains("2 connections"));
        assertTrue(payload.length > 0);
        assertEquals(0, host.row(id).payload().length);
        assertEquals(0, host.row(id).dataKey().length);
        try (HostFixture after = reopened()) {
            ConnectionView view = after.parts.connections.get(ADMIN, id);
            assertEquals(Status.RECONNECT, view.status());
            assertEquals("Orders", view.label());
            assertEquals("shop", view.account());
            assertEquals(Map.of(), view.values());
            problem(ProblemType.RECONNECT_NEEDED, () -> after.parts.use.credential(ADMIN, id));
            after.parts.connections.edit(ADMIN, id, HostFixture.edit(
                    Map.of("host", "ftp.example.com", "username", "ada", "password", "again")));
            assertEquals(Secret.of("again"), after.parts.use.credential(ADMIN, id).values().get("password"));
            after.parts.connections.restore(ADMIN, waiting);
            AuditLog.Verification found = after.parts.audit.verify(ADMIN);
            assertEquals(found.detail(), -1, found.firstBad());
            assertTrue(found.detail(), found.detail().contains("before cannot be checked"));
            assertEquals(Set.of(true, false), Set.copyOf(after.parts.apiKeys.list(ADMIN, 10, null).items().stream()
                    .map(k -> k.revokedAt() == null).toList()));
        }
    }

    @Test
    public void forgettingKeepsOAuthClientsWhatUsesThemAndSteps() {
        host.providers.install(OAuthApps.crm());
        OAuthClientView client = OAuthApps.make(host, null, "crm", "code");
        ConnectionDraft draft = new ConnectionDraft("shop-1", "crm", "code", "CRM",
                new RawValues(Map.of("shop", "acme")), client.id(), new ConnectionDraft.StepName("w", "s"));
        String user = host.parts.connections.create(ADMIN, draft, null).id();
        assertEquals(errors.toString(), 0, run("forget-secrets", "--yes"));
        try (HostFixture after = reopened()) {
            after.providers.install(OAuthApps.crm());
            OAuthClientView left = after.parts.oauth.clients.get(ADMIN, client.id());
            assertEquals(client.redirectUri(), left.redirectUri());
            assertEquals(Map.of(), left.values());
            assertFalse(left.complete());
            assertEquals(1, left.connections());
            assertEquals(user, after.store.read(r -> r.findStep("shop-1", "w", "s")).orElseThrow().connection());
            assertTrue(after.parts.oauth.clients.edit(
                    ADMIN, client.id(), new OAuthClients.Edit(null, OAuthApps.secrets(), null)).complete());
            assertEquals(Secret.of(CANARY),
                    after.parts.oauth.source.find(client.id()).orElseThrow().values().asMap().get("clientSecret"));
        }
    }

    private HostFixture reopened() {
        host.close();
        try {
            host = new HostFixture(host.data, host.rootKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host;
    }

    @Test
    public void theGraceIsNotPartOfForgetting() {
        assertEquals(0, run("forget-secrets", "--yes"));
        host.clock.advance(Duration.ofDays(1));
        host.parts.removal.purge();
        assertEquals("Orders", host.row(id).label());
    }
}
