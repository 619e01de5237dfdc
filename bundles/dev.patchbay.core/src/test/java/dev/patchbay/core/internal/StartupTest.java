package dev.patchbay.core.internal;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.host.state.HostState.Phase;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StartupTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path data;

    @Before
    public void open() {
        data = folder.getRoot().toPath();
    }

    private static VaultException refused(Runnable work) {
        try {
            work.run();
        } catch (VaultException e) {
            return e;
        }
        throw new AssertionError("started");
    }

    @Test
    public void theFirstStartMakesKeysAndLaterOnesUseThem() throws Exception {
        MemoryRootKey source = new MemoryRootKey();
        String id;
        try (HostFixture first = new HostFixture(data, source)) {
            id = first.create("shop", "x").id();
        }
        try (HostFixture second = new HostFixture(data, source)) {
            second.parts.use.credential(ADMIN, id);
            assertEquals(2, second.store.read(StoreReader::keys).size());
        }
        assertEquals(1, source.prepared);
    }

    @Test
    public void aWrongPassphraseWritesNothing() throws Exception {
        new HostFixture(data).close();
        MemoryRootKey wrong = new MemoryRootKey();
        wrong.passphrase = 2;
        VaultException e = refused(() -> {
            try {
                new HostFixture(data, wrong).close();
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
        });
        assertEquals(VaultException.Reason.KEY_WRONG, e.reason());
        assertEquals(0, wrong.prepared);
        StartFailure failure = StartFailure.of(e);
        assertEquals(78, failure.exit());
        assertEquals(Phase.SEALED, failure.phase());
        assertEquals("The passphrase in memory is another one.", failure.sentence());
    }

    @Test
    public void noKeysAreMadeWhereThereIsData() throws Exception {
        try (HostFixture host = new HostFixture(data)) {
            host.create("shop", "x");
            Sql.run(data, "DELETE FROM vault_key", "DELETE FROM vault_birth");
            MemoryRootKey source = new MemoryRootKey();
            refused(() -> new Startup(host.store, HostFixture.vault(data), source).unlockOrBegin());
            assertEquals(0, source.prepared);
            assertEquals(List.of(), host.store.read(StoreReader::keys));
        }
    }

    @Test
    public void hostsThatStartAtOnceAgreeOnOneRing() throws Exception {
        try (HostFixture host = new HostFixture(data)) {
            Sql.run(data, "DELETE FROM vault_key", "DELETE FROM vault_birth");
            MemoryRootKey source = new MemoryRootKey();
            List<String> codes = Together.run(8, () -> {
                Vault vault = HostFixture.vault(data);
                new Startup(host.store, vault, source).unlockOrBegin();
                return HexFormat.of().formatHex(vault.mac(Vault.Purpose.ROW, new byte[] {1}));
            });
            assertEquals(1, new HashSet<>(codes).size());
        }
    }

    @Test
    public void settingsAreReadAsTheyAreWritten() {
        CoreSettings settings = CoreSettings.of(Map.of(
                "delete-grace", "2m", "public-url", "https://a.example/",
                "consumers-grants", "a.b=shop1|shop2; c.d=*;e.f="));
        assertEquals(120, settings.deleteGrace().toSeconds());
        assertEquals("https://a.example", String.valueOf(settings.publicUrl()));
        assertEquals(Set.of("shop1", "shop2"), settings.consumers().get("a.b"));
        assertTrue(settings.grants("c.d", "any"));
        assertFalse(settings.grants("e.f", "any"));
        assertFalse(settings.grants("x", "shop1"));
        assertEquals(600, CoreSettings.of(Map.of()).deleteGrace().toSeconds());
        assertEquals(600, CoreSettings.of(Map.of("delete-grace", "soon")).deleteGrace().toSeconds());
        assertEquals(30, CoreSettings.of(Map.of("delete-grace", 30)).deleteGrace().toSeconds());
        CoreSettings connect = CoreSettings.of(Map.of("connect-lifetime", "5m", "connect-return-to", "https://a.example/x"));
        assertEquals(300, connect.connect().lifetime().toSeconds());
        assertTrue(connect.connect().returnTo().find("https://a.example/x/y").isPresent());
        assertEquals(1_800, settings.connect().lifetime().toSeconds());
        assertTrue(settings.connect().returnTo().find("https://a.example/x").isEmpty());
    }
}
