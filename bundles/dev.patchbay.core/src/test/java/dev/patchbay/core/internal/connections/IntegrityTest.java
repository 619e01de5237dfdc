package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.HostParts;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What someone with the database file and without the keys can do: spoil a row, and no more than that row. */
public class IntegrityTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private String one;
    private String two;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        one = host.create("shop-1", "one").id();
        two = host.create("shop-2", "two").id();
    }

    @After
    public void close() {
        host.close();
    }

    private void spoil(String change) {
        assertTrue(Sql.run(host.data, change) > 0);
    }

    private void onlyTheFirstIsSpoilt() {
        ConnectionView view = host.parts.connections.get(ADMIN, one);
        assertEquals(Status.UNAVAILABLE, view.status());
        assertTrue(view.reason(), view.reason().startsWith("integrity"));
        assertEquals(Map.of(), view.values());
        problem(ProblemType.INTEGRITY, () -> host.parts.use.credential(ADMIN, one));
        problem(ProblemType.INTEGRITY, () -> host.parts.use.test(ADMIN, one, s -> { }));
        problem(ProblemType.INTEGRITY, () -> host.parts.files.list(ADMIN, one, "/"));
        problem(ProblemType.INTEGRITY, () -> host.parts.connections.edit(
                ADMIN, one, new ConnectionEdit("x", new RawValues(Map.of()), null)));
        assertEquals(Status.READY, host.parts.connections.get(ADMIN, two).status());
        host.parts.use.credential(ADMIN, two);
        List<ConnectionView> listed = host.parts.connections.list(
                ADMIN, new ConnectionQuery(null, null, null, null, false, 10, null)).items();
        assertEquals(2, listed.size());
    }

    @Test
    public void everyDurableColumnIsCovered() {
        for (String change : List.of(
                "status = 'reconnect'", "reason = 'x'", "label = 'x'", "owner = 'x'", "schema_version = 2", "version = 7",
                "kek_id = 'x'", "method = 'x'", "provider = 'ftp2'", "account = 'shop-3'", "created_at = created_at - 1",
                "updated_at = 1", "expires_at = 1", "purge_at = 1", "granted = replace(granted, 'ftp.example.com', 'evil.example.net')",
                "payload = x'00'", "payload = x''", "mac = x'00'")) {
            String column = change.substring(0, change.indexOf(' '));
            Sql.run(host.data, "CREATE TABLE saved AS SELECT * FROM connection WHERE id = '" + one + "'");
            spoil("UPDATE connection SET " + change + " WHERE id = '" + one + "'");
            onlyTheFirstIsSpoilt();
            Sql.run(host.data, "UPDATE connection SET " + column + " = (SELECT " + column + " FROM saved) WHERE id = '"
                    + one + "'", "DROP TABLE saved");
            host.parts.lookup.write(one, w -> true);
            assertEquals(change, Status.READY, host.parts.connections.get(ADMIN, one).status());
        }
    }

    @Test
    public void aSwappedPayloadOrKeyIsFound() {
        spoil("UPDATE connection SET payload = (SELECT payload FROM connection WHERE id = '" + two + "') WHERE id = '"
                + one + "'");
        onlyTheFirstIsSpoilt();
    }

    @Test
    public void aSwappedDataKeyIsFound() {
        spoil("UPDATE connection_key SET data_key = (SELECT data_key FROM connection_key WHERE connection_id = '" + two
                + "') WHERE connection_id = '" + one + "'");
        onlyTheFirstIsSpoilt();
    }

    @Test
    public void aWholeRowUnderAnotherIdIsFound() {
        spoil("UPDATE connection SET payload = o.payload, mac = o.mac, kek_id = o.kek_id, label = o.label, account = o.account,"
                + " granted = o.granted, created_at = o.created_at, updated_at = o.updated_at"
                + " FROM (SELECT * FROM connection WHERE id = '" + two + "') o WHERE connection.id = '" + one + "'");
        spoil("UPDATE connection_key SET data_key = (SELECT data_key FROM connection_key WHERE connection_id = '" + two
                + "') WHERE connection_id = '" + one + "'");
        onlyTheFirstIsSpoilt();
    }

    @Test
    public void aSpoiltRowCanBeDeletedAndNeverBecomesRightAgain() {
        spoil("UPDATE connection SET label = 'x' WHERE id = '" + one + "'");
        host.parts.connections.delete(ADMIN, one, false, false, null);
        problem(ProblemType.INTEGRITY, () -> host.parts.connections.restore(ADMIN, one));
        assertFalse(new Sealing(new UnlockedVault(host.vault)).load(host.row(one)).intact());
        host.clock.advance(Duration.ofHours(1));
        host.parts.removal.purge();
        assertTrue(host.store.read(r -> r.findConnection(one)).isEmpty());
        Sql.run(host.data, "UPDATE connection SET label = 'x' WHERE id = '" + two + "'");
        host.parts.connections.delete(ADMIN, two, false, true, null);
        assertTrue(host.store.read(r -> r.findConnection(two)).isEmpty());
    }

    @Test
    public void aWidenedApiKeyIsNoKey() {
        ApiKeys.NewApiKey key = host.parts.apiKeys.create(
                ADMIN, new ApiKeys.ApiKeyRequest("k", Set.of(Scope.READ), "shop-1", null));
        for (String change : List.of("scopes = 'read admin'", "account = NULL", "expires_at = 9", "revoked_at = 9")) {
            assertEquals("shop-1", host.parts.apiKeys.authenticate(key.text().reveal(), "").account());
            Sql.run(host.data, "CREATE TABLE saved AS SELECT * FROM api_key");
            spoil("UPDATE api_key SET " + change);
            HostParts fresh = new HostParts(
                    host.ground(), host.providers, () -> Duration.ZERO, () -> "", host.means());
            fresh.tokens.close();
            problem(ProblemType.UNAUTHENTICATED, () -> fresh.apiKeys.authenticate(key.text().reveal(), ""));
            Sql.run(host.data, "DELETE FROM api_key", "INSERT INTO api_key SELECT * FROM saved", "DROP TABLE saved");
        }
    }

    @Test
    public void noSecretIsInAnyFileOfTheDataFolder() throws Exception {
        host.parts.connections.edit(ADMIN, one, HostFixture.edit(Map.of("password", CANARY + "2")));
        host.parts.use.credential(ADMIN, one);
        host.parts.connections.delete(ADMIN, two, false, false, null);
        try (var files = Files.walk(host.data)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertTrue(all.stream().anyMatch(p -> p.endsWith("patchbay.db")));
            for (Path file : all) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String form : forms(CANARY)) {
                    assertFalse(file + " holds " + form, content.contains(form));
                }
            }
        }
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
}
