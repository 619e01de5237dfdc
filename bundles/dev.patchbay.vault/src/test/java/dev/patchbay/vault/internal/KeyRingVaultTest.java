package dev.patchbay.vault.internal;

import static dev.patchbay.host.vault.VaultException.Reason.KEY_WRONG;
import static dev.patchbay.host.vault.VaultException.Reason.LOCKED;
import static dev.patchbay.host.vault.VaultException.Reason.TAMPERED;
import static dev.patchbay.vault.internal.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyRingVaultTest {
    private static final byte[] OWNER = "con_1".getBytes(UTF_8);
    private static final byte[] MORE = "schema 1".getBytes(UTF_8);
    private static final byte[] PLAIN = "{\"password\":\"p\"}".getBytes(UTF_8);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RootKeySource source = Vaults.source("right");
    private final KeyRingVault vault = Vaults.locked();
    private final List<SealedKey> ring = vault.createRing(source);

    @Test
    public void newRingIsARootKeyAndOneActiveKek() {
        assertFalse("nothing is unlocked by making it", vault.isUnlocked());
        assertEquals(2, ring.size());
        assertEquals(SealedKey.ROOT, ring.get(0).id());
        assertTrue(ring.get(1).id(), ring.get(1).id().matches("[0-9a-f]{16}"));
        assertTrue(ring.get(1).active());
        assertEquals(Vaults.NOW, ring.get(1).createdAt());
    }

    @Test
    public void sealedOpensAlsoAfterARestart() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        byte[] mac = vault.mac(Purpose.ROW, PLAIN);
        KeyRingVault restarted = Vaults.locked();
        restarted.unlock(ring, source);
        assertArrayEquals(PLAIN, restarted.open(key, OWNER, MORE, sealed));
        assertTrue(restarted.isMac(Purpose.ROW, PLAIN, mac));
    }

    @Test
    public void anotherOwnerAdditionalDataOrKeyIsTampered() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        WrappedKey second = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        byte[] other = "con_2".getBytes(UTF_8);
        assertRefused(TAMPERED, () -> vault.open(key, other, MORE, sealed));
        assertRefused(TAMPERED, () -> vault.open(key, OWNER, other, sealed));
        assertRefused(TAMPERED, () -> vault.open(second, OWNER, MORE, sealed));
        assertRefused(TAMPERED, () -> vault.seal(key, other, MORE, PLAIN));
        assertRefused(TAMPERED, () -> vault.open(new WrappedKey("0000000000000000", key.bytes()), OWNER, MORE, sealed));
        assertRefused(TAMPERED, () -> vault.open(new WrappedKey("no id", key.bytes()), OWNER, MORE, sealed));
        assertRefused(TAMPERED, () -> vault.open(key, OWNER, MORE, key.bytes()));
    }

    @Test
    public void everyFlippedBitOfAWrappedKeyIsRefused() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        for (int bit = 0; bit < key.bytes().length * 8; bit++) {
            byte[] changed = key.bytes().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused("bit " + bit, TAMPERED, () -> vault.open(new WrappedKey(key.kekId(), changed), OWNER, MORE, sealed));
        }
    }

    @Test
    public void everyFlippedBitOfTheRingIsRefused() {
        for (int index = 0; index < ring.size(); index++) {
            SealedKey key = ring.get(index);
            for (int at = 0; at < key.sealed().length; at++) {
                byte[] changed = key.sealed().clone();
                changed[at] ^= 1;
                List<SealedKey> bad = new ArrayList<>(ring);
                bad.set(index, new SealedKey(key.id(), changed, key.createdAt(), key.active()));
                String what = "key " + index + " byte " + at;
                assertThrows(what, VaultException.class, () -> vault.unlock(bad, source));
                assertFalse(what, vault.isUnlocked());
            }
        }
    }

    @Test
    public void wrongPassphraseUnlocksNothing() {
        assertRefused(KEY_WRONG, () -> vault.unlock(ring, Vaults.source("wrong")));
        assertFalse(vault.isUnlocked());
    }

    @Test
    public void sourceThatAnswersAnotherRootKeyIsFoundOut() {
        assertRefused(KEY_WRONG, () -> vault.unlock(ring, answering(new byte[KeyBytes.LENGTH])));
        assertRefused(KEY_WRONG, () -> vault.unlock(ring, answering(new byte[5])));
        assertRefused("before anything is stored", KEY_WRONG, () -> vault.createRing(answering(new byte[KeyBytes.LENGTH])));
    }

    @Test
    public void incompleteDoubledOrChangedRingIsTampered() {
        SealedKey kek = ring.get(1);
        SealedKey inactive = new SealedKey(kek.id(), kek.sealed(), kek.createdAt(), false);
        SealedKey renamed = new SealedKey("0000000000000000", kek.sealed(), kek.createdAt(), true);
        SealedKey redated = new SealedKey(kek.id(), kek.sealed(), kek.createdAt() + 1, true);
        assertRefused(TAMPERED, () -> vault.unlock(List.of(), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(kek), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), ring.get(0), kek), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0)), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), kek, kek), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), inactive), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), renamed), source));
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), redated), source));
    }

    @Test
    public void kekOfAnotherRootIsRefused() {
        List<SealedKey> other = Vaults.locked().createRing(source);
        assertRefused(TAMPERED, () -> vault.unlock(List.of(ring.get(0), other.get(1)), source));
    }

    @Test
    public void lockedVaultUsesNoKeyOfTheRing() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        vault.lock();
        assertFalse(vault.isUnlocked());
        assertRefused(LOCKED, () -> vault.newDataKey(OWNER));
        assertRefused(LOCKED, () -> vault.seal(key, OWNER, MORE, PLAIN));
        assertRefused(LOCKED, () -> vault.open(key, OWNER, MORE, sealed));
        assertRefused(LOCKED, () -> vault.mac(Purpose.ROW, PLAIN));
        assertRefused(LOCKED, () -> vault.isMac(Purpose.ROW, PLAIN, PLAIN));
        assertRefused(LOCKED, () -> vault.reseal(source));
        assertRefused(LOCKED, () -> vault.reseal(Secret.of("new")));
        assertRefused(LOCKED, () -> vault.sealRootFor(Secret.of("backup")));
        vault.unlock(ring, source);
        assertArrayEquals(PLAIN, vault.open(key, OWNER, MORE, sealed));
    }

    @Test
    public void lockAndUnlockWipeTheFormerKeys() {
        vault.unlock(ring, source);
        KeyRing first = vault.ring();
        vault.unlock(ring, source);
        assertTrue(first.root().isDestroyed());
        KeyRing second = vault.ring();
        vault.lock();
        assertTrue(second.root().isDestroyed());
    }

    @Test
    public void wipedRingHoldsNoUsableKey() {
        KeyRing keys = new KeyRing(SealedRoot.open(ring.get(0).sealed(), source), ring, new RecordFrame(new SecureRandom()));
        List<KeyBytes> all = new ArrayList<>(List.of(keys.root(), keys.kek(keys.activeId())));
        for (Purpose purpose : Purpose.values()) {
            all.add(keys.macKey(purpose));
        }
        keys.wipe();
        for (KeyBytes key : all) {
            assertTrue(key.isDestroyed());
        }
    }

    @Test
    public void macsOfOnePurposeMeanNothingForAnother() {
        vault.unlock(ring, source);
        for (Purpose purpose : Purpose.values()) {
            byte[] mac = vault.mac(purpose, PLAIN);
            assertEquals(32, mac.length);
            for (Purpose other : Purpose.values()) {
                assertEquals(purpose == other, vault.isMac(other, PLAIN, mac));
            }
            assertFalse(vault.isMac(purpose, MORE, mac));
            assertFalse(vault.isMac(purpose, PLAIN, Arrays.copyOf(mac, 31)));
        }
    }

    @Test
    public void resealedRootOpensWithTheNewPassphraseOnly() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        for (SealedKey root : List.of(vault.reseal(Vaults.source("new")), vault.reseal(Secret.of("new")))) {
            List<SealedKey> resealed = Vaults.withRoot(ring, root);
            KeyRingVault after = Vaults.locked();
            assertRefused(KEY_WRONG, () -> after.unlock(resealed, source));
            after.unlock(resealed, Vaults.source("new"));
            assertArrayEquals(PLAIN, after.open(key, OWNER, MORE, sealed));
        }
    }

    @Test
    public void passphraseFileIsReadByTheRuleOfEveryPassphraseFile() throws IOException {
        Path file = folder.newFile("passphrase").toPath();
        Files.writeString(file, "new one\r\n");
        assertEquals("new one", vault.passphraseIn(file).reveal());
        Files.delete(file);
        assertRefused(VaultException.Reason.KEY_MISSING, () -> vault.passphraseIn(file));
    }

    @Test
    public void rootTravelsInABackupUnderItsOwnPassphrase() {
        vault.unlock(ring, source);
        WrappedKey key = vault.newDataKey(OWNER);
        byte[] sealed = vault.seal(key, OWNER, MORE, PLAIN);
        byte[] forBackup = vault.sealRootFor(Secret.of("backup"));
        KeyRingVault machine = Vaults.locked();
        RootKeySource there = Vaults.source("another machine");
        assertRefused(KEY_WRONG, () -> machine.adoptRoot(forBackup, Secret.of("wrong"), there));
        machine.unlock(Vaults.withRoot(ring, machine.adoptRoot(forBackup, Secret.of("backup"), there)), there);
        assertArrayEquals(PLAIN, machine.open(key, OWNER, MORE, sealed));
    }

    @Test
    public void configurationValuesWorkWhileLocked() {
        assertEquals("s3cret", vault.configSecret(vault.encryptForConfig(Secret.of("s3cret"))).reveal());
    }

    private static RootKeySource answering(byte[] root) {
        return new RootKeySource() {
            @Override
            public String prepare() {
                return "";
            }

            @Override
            public byte[] seal(byte[] rootKey) {
                return new byte[] {1};
            }

            @Override
            public byte[] open(byte[] sealed) {
                return root.clone();
            }
        };
    }
}
