package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.OAuthApps.make;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.OAuthApps;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.connect.OAuthClients.Edit;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ClientIntegrityTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private String one;
    private String two;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        host.providers.install(OAuthApps.crm());
        one = make(host, "shop-1", "crm", "code").id();
        two = make(host, "shop-2", "crm", "code").id();
    }

    @After
    public void close() {
        host.close();
    }

    private void opens(String id) {
        assertEquals(Secret.of(CANARY), host.parts.oauth.source.find(id).orElseThrow().values().asMap().get("clientSecret"));
    }

    private ClientRow row(String id) {
        return host.store.read(r -> r.findClient(id)).orElseThrow();
    }

    private void onlyTheFirstIsSpoilt(String change) {
        OAuthClientView view = host.parts.oauth.clients.get(ADMIN, one);
        assertEquals(change, Map.of(), view.values());
        assertFalse(view.complete());
        assertTrue(change, host.parts.oauth.source.find(one).isEmpty());
        problem(ProblemType.INTEGRITY,
                () -> host.parts.oauth.clients.edit(ADMIN, one, new Edit("x", new RawValues(Map.of()), null)));
        opens(two);
        assertEquals(2, host.parts.oauth.clients.list(ADMIN, null, null, 10, null).items().size());
    }

    @Test
    public void everyColumnIsCovered() {
        for (String change : List.of(
                "account = NULL", "account = 'shop-2'", "provider = 'x'", "method = 'service'", "label = 'x'", "complete = 0",
                "version = 7", "kek_id = 'x'", "data_key = x'00'", "payload = x''", "payload = x'00'", "mac = x'00'",
                "created_at = 1", "updated_at = 1")) {
            Sql.run(host.data, "CREATE TABLE saved AS SELECT * FROM oauth_client WHERE id = '" + one + "'");
            assertEquals(1, Sql.run(host.data, "UPDATE oauth_client SET " + change + " WHERE id = '" + one + "'"));
            onlyTheFirstIsSpoilt(change);
            Sql.run(host.data, "DELETE FROM oauth_client WHERE id = '" + one + "'",
                    "INSERT INTO oauth_client SELECT * FROM saved", "DROP TABLE saved");
            opens(one);
        }
    }

    @Test
    public void anotherRowsContentIsFoundAndCanBeDeleted() {
        Sql.run(host.data, "UPDATE oauth_client SET payload = o.payload, data_key = o.data_key, kek_id = o.kek_id, mac = o.mac"
                + " FROM (SELECT * FROM oauth_client WHERE id = '" + two + "') o WHERE oauth_client.id = '" + one + "'");
        onlyTheFirstIsSpoilt("swapped");
        host.parts.oauth.clients.delete(ADMIN, one, null);
        problem(ProblemType.NOT_FOUND, () -> host.parts.oauth.clients.get(ADMIN, one));
    }

    @Test
    public void aSecretIsInNoFileOfTheDataFolder() throws Exception {
        host.parts.oauth.clients.edit(ADMIN, one, new Edit(null, new RawValues(Map.of("clientSecret", CANARY + "2")), null));
        host.parts.oauth.clients.delete(ADMIN, two, null);
        try (var files = Files.walk(host.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(file.toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY));
            }
        }
    }

    @Test
    public void keyRotationTakesClientsAlong() {
        ClientRow before = row(one);
        String first = host.vault.activeKek();
        host.parts.rotation.begin();
        while (host.parts.rotation.step()) {
            opens(one);
        }
        host.clock.advance(Duration.ofDays(90));
        assertTrue(host.parts.rotation.begin());
        while (host.parts.rotation.step()) {
            opens(one);
        }
        ClientRow after = row(one);
        assertEquals(host.vault.activeKek(), after.kekId());
        assertNotEquals(before.kekId(), after.kekId());
        assertEquals("a precondition holds", before.version(), after.version());
        assertEquals(before.updatedAt(), after.updatedAt());
        assertTrue(host.store.read(r -> r.keys()).stream().noneMatch(k -> k.id().equals(first)));
        host.parts.rotation.begin();
        ClientSealing sealing = new ClientSealing(new UnlockedVault(host.vault));
        assertThrows(VaultException.class, () -> sealing.open(before));
        opens(one);
        opens(two);
        String made = make(host, "shop-1", "crm", "service").id();
        assertEquals(host.vault.activeKek(), row(made).kekId());
    }

    @Test
    public void anEditBetweenReadingAndRewrappingWins() {
        ClientRow read = row(one);
        ClientRow late = new ClientSealing(new UnlockedVault(host.vault)).rewrap(read);
        host.parts.oauth.clients.edit(ADMIN, one, new Edit("edited", new RawValues(Map.of()), null));
        assertFalse(host.store.write(w -> w.rewrapClient(late, read.mac())));
        assertEquals("edited", row(one).label());
        opens(one);
    }
}
