package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.Together;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyRotationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private String first;

    /** The first key is as old as the machine's clock says; the one after it is of the test's clock. */
    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        pass();
        first = host.vault.activeKek();
    }

    @After
    public void close() {
        host.close();
    }

    private void pass() {
        if (host.parts.rotation.begin()) {
            rest();
        }
    }

    private void rest() {
        while (host.parts.rotation.step()) {
            assertEquals("a step leaves the pass going on", false, host.parts.rotation.begin());
        }
    }

    private void restart() throws Exception {
        host.close();
        host = new HostFixture(host.data, host.rootKey);
    }

    private void age() {
        host.clock.advance(Duration.ofDays(90));
    }

    private List<String> keks() {
        return host.store.read(StoreReader::keys).stream().map(KeyRow::id).filter(i -> !i.equals(SealedKey.ROOT)).toList();
    }

    private void opens(String id) {
        assertEquals(Secret.of(CANARY), host.parts.use.credential(ADMIN, id).values().get("password"));
    }

    private Sealing sealing() {
        return new Sealing(new UnlockedVault(host.vault));
    }

    private List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(host.create("shop", "n" + i).id());
        }
        return ids;
    }

    @Test
    public void after90DaysEverythingComesUnderANewKekAndTheOldOneIsDestroyed() {
        String id = host.create("shop", "x").id();
        host.clock.advance(Duration.ofDays(90).minusMillis(1));
        assertFalse(host.parts.rotation.begin());
        ConnectionRow before = host.row(id);
        host.clock.advance(Duration.ofMillis(1));
        opens(id);
        assertTrue(host.parts.rotation.begin());
        opens(id);
        assertEquals(first, host.row(id).kekId());
        rest();
        opens(id);
        ConnectionRow after = host.row(id);
        assertEquals(host.vault.activeKek(), after.kekId());
        assertNotEquals(first, after.kekId());
        assertEquals("a client's If-Match holds", before.version(), after.version());
        assertEquals(before.updatedAt(), after.updatedAt());
        assertEquals(List.of(after.kekId()), keks());
        assertEquals("key.destroy", host.actions().get(0));
        assertTrue(host.actions().contains("key.rotate"));
        pass();
        opens(id);
        Loaded loaded = sealing().load(before);
        assertThrows(VaultException.class, () -> sealing().open(loaded));
    }

    @Test
    public void manyWrapsRotateToo() {
        create(3);
        Database database = new Database(host.store);
        UnlockedVault vault = new UnlockedVault(host.vault);
        AuditChain chain = host.ground().chain();
        assertEquals(first, new ActiveKek(database, vault, chain, host.clock, 5).renewIfDue());
        create(2);
        assertNotEquals(first, new ActiveKek(database, vault, chain, host.clock, 5).renewIfDue());
    }

    @Test
    public void aRestartInTheMiddleGoesOn() throws Exception {
        List<String> ids = create(KeyRotation.BATCH + 5);
        age();
        long now = host.clock.millis();
        host.parts.rotation.begin();
        host.parts.rotation.step();
        assertEquals(5L, (long) host.store.read(r -> r.countNotUnder(host.vault.activeKek())));
        String active = host.vault.activeKek();
        restart();
        host.clock.advance(Duration.ofMillis(now - host.clock.millis()));
        assertEquals(active, host.vault.activeKek());
        ids.forEach(this::opens);
        pass();
        ids.forEach(this::opens);
        assertEquals(List.of(active), keks());
        restart();
        ids.forEach(this::opens);
    }

    @Test
    public void aKekThatWasStoredAndNotActivatedIsAdopted() {
        SealedKey next = host.vault.newKek(host.clock.millis());
        KeyRow old = host.store.read(StoreReader::keys).stream().filter(k -> k.id().equals(first)).findFirst().orElseThrow();
        host.store.write(w -> {
            w.putKey(new KeyRow(first, old.sealed(), old.createdAt(), false));
            w.putKey(Startup.row(next));
            return true;
        });
        assertEquals(first, host.vault.activeKek());
        String id = host.create("shop", "x").id();
        assertEquals(next.id(), host.row(id).kekId());
        pass();
        assertEquals(List.of(next.id()), keks());
        opens(id);
    }

    @Test
    public void editsAtTheSameTimeLoseNothing() throws Exception {
        List<String> ids = create(40);
        age();
        AtomicBoolean rotating = new AtomicBoolean();
        Together.run(4, () -> {
            if (rotating.compareAndSet(false, true)) {
                pass();
            } else {
                for (String id : ids) {
                    host.parts.connections.edit(ADMIN, id, new ConnectionEdit("edited", new RawValues(Map.of()), null));
                    opens(id);
                    opens(host.create("shop", "y").id());
                }
            }
            return true;
        });
        pass();
        pass();
        assertEquals(List.of(host.vault.activeKek()), keks());
        for (String id : ids) {
            opens(id);
            assertEquals("three edits", 4, host.row(id).version());
        }
    }

    @Test
    public void anEditBetweenReadingAndRewrappingWins() {
        String id = host.create("shop", "x").id();
        ConnectionRow read = host.row(id);
        age();
        host.parts.rotation.begin();
        ConnectionRow late = sealing().rewrap(read);
        host.parts.connections.edit(ADMIN, id, new ConnectionEdit("edited", new RawValues(Map.of()), null));
        assertFalse(host.store.write(w -> w.rewrapConnection(late, read.mac())));
        assertEquals("edited", host.row(id).label());
        rest();
        opens(id);
        assertEquals(List.of(host.vault.activeKek()), keks());
    }

    @Test
    public void aTamperedRowKeepsItsKekUntilItIsGone() {
        String spoilt = host.create("shop", "x").id();
        String sound = host.create("shop", "y").id();
        Sql.run(host.data, "UPDATE connection SET label = 'z' WHERE id = '" + spoilt + "'");
        byte[] mac = host.row(spoilt).mac();
        age();
        pass();
        pass();
        opens(sound);
        assertEquals(host.vault.activeKek(), host.row(sound).kekId());
        assertEquals(first, host.row(spoilt).kekId());
        assertArrayEquals(mac, host.row(spoilt).mac());
        assertTrue(keks().contains(first));
        host.parts.connections.delete(ADMIN, spoilt, false, true, null);
        pass();
        assertEquals(List.of(host.vault.activeKek()), keks());
    }

    @Test
    public void formerVersionsAndDeletedConnectionsStillOpen() {
        String id = host.create("shop", "x").id();
        String deleted = host.create("shop", "y").id();
        host.parts.connections.delete(ADMIN, deleted, false, false, null);
        ConnectionDefinition two = ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).put("port", 2121))
                .methods(ConnectionMethod.of("password", "Password").fields(
                        HostFixture.HOST, HostFixture.PORT, HostFixture.USER, HostFixture.PASSWORD));
        host.providers.install(two);
        opens(id);
        age();
        pass();
        pass();
        assertEquals(List.of(host.vault.activeKek()), keks());
        ConnectionRow former = host.store.read(r -> r.findFormer(id)).orElseThrow();
        assertEquals("ada", sealing().open(sealing().load(former)).asMap().get("username"));
        assertEquals(Secret.of(CANARY), sealing().open(sealing().load(host.row(deleted))).asMap().get("password"));
        opens(id);
    }

    @Test
    public void aFormerKekLivesUntilTheConnectSessionsUnderItAreGone() {
        long end = host.clock.millis() + Duration.ofDays(91).toMillis();
        host.store.write(w -> {
            w.insertSession(new SessionRow(
                    "cns_1", null, null, null, "shop", 1, first, new byte[] {1}, new byte[] {2}, new byte[] {3}, 0, end));
            return true;
        });
        age();
        pass();
        assertTrue(keks().contains(first));
        host.parts.forgetSessions();
        pass();
        assertTrue("it has not ended", keks().contains(first));
        host.clock.advance(Duration.ofDays(2));
        host.parts.forgetSessions();
        pass();
        assertEquals(List.of(host.vault.activeKek()), keks());
    }
}
