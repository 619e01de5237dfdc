package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.LOCKED;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.WrappedKey;
import java.util.List;
import org.junit.Test;

public class KeyRotationTest {
    private static final byte[] OWNER = "con_1".getBytes(UTF_8);
    private static final byte[] MORE = "schema 1".getBytes(UTF_8);
    private static final byte[] PLAIN = "p".getBytes(UTF_8);

    private final RootKeySource source = Vaults.source("right");
    private final KeyRingVault vault = Vaults.locked();
    private final List<SealedKey> ring = vault.createRing(source);
    private final String first = ring.get(1).id();

    @Test
    public void aNewKekWrapsNothingBeforeItIsActivated() {
        vault.unlock(ring, source);
        SealedKey next = vault.newKek(5);
        assertEquals(5, next.createdAt());
        assertEquals(first, vault.activeKek());
        assertEquals(first, vault.newDataKey(OWNER).kekId());
        vault.activate(next);
        assertEquals(next.id(), vault.activeKek());
        assertEquals(next.id(), vault.newDataKey(OWNER).kekId());
    }

    @Test
    public void aRewrappedKeyOpensTheSameRecordsAlsoWithoutTheFormerKek() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        SealedKey next = vault.newKek(5);
        vault.activate(next);
        WrappedKey rewrapped = vault.rewrap(key, OWNER);
        assertEquals(next.id(), rewrapped.kekId());
        assertArrayEquals(PLAIN, vault.open(key, OWNER, MORE, sealed));
        assertArrayEquals(PLAIN, vault.open(rewrapped, OWNER, MORE, sealed));
        vault.forget(first);
        vault.forget(first);
        assertArrayEquals(PLAIN, vault.open(rewrapped, OWNER, MORE, sealed));
        assertRefused(TAMPERED, () -> vault.open(key, OWNER, MORE, sealed));

        KeyRingVault restarted = Vaults.locked();
        restarted.unlock(List.of(ring.get(0), next), source);
        assertArrayEquals(PLAIN, restarted.open(rewrapped, OWNER, MORE, sealed));
    }

    @Test
    public void forgettingWipesTheKekAndNoOther() {
        vault.unlock(ring, source);
        KeyBytes old = vault.ring().kek(first);
        vault.activate(vault.newKek(5));
        vault.forget(first);
        assertEquals(true, old.isDestroyed());
        assertEquals(false, vault.ring().root().isDestroyed());
        assertEquals(false, vault.ring().kek(vault.activeKek()).isDestroyed());
    }

    @Test
    public void theActiveKekIsNotForgotten() {
        vault.unlock(ring, source);
        assertThrows(IllegalArgumentException.class, () -> vault.forget(first));
        assertEquals(first, vault.newDataKey(OWNER).kekId());
    }

    @Test
    public void anotherOwnerOrAForeignKekIsTampered() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        assertRefused(TAMPERED, () -> vault.rewrap(key, MORE));
        SealedKey foreign = Vaults.unlocked().newKek(5);
        assertNotEquals(first, foreign.id());
        assertRefused(TAMPERED, () -> vault.activate(foreign));
        SealedKey moved = new SealedKey(foreign.id(), vault.newKek(5).sealed(), 5, true);
        assertRefused(TAMPERED, () -> vault.activate(moved));
        assertEquals(first, vault.activeKek());
    }

    @Test
    public void aLockedVaultRotatesNothing() {
        assertRefused(LOCKED, () -> vault.newKek(5));
        assertRefused(LOCKED, () -> vault.activate(ring.get(1)));
        assertRefused(LOCKED, () -> vault.forget("x"));
        assertRefused(LOCKED, vault::activeKek);
    }
}
