package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The keys of an unlocked vault: the root key, what is derived from it, and the opened KEKs. Unchanging, but for the
 * wiping: another active KEK makes another ring with the same keys. Thread-safe.
 */
final class KeyRing {
    /** The key id of frames that a root key or a key derived from it sealed. */
    private static final long ROOT_ID = 0;

    private final KeyBytes root;
    private final Map<Vault.Purpose, KeyBytes> macKeys;
    private final Map<String, KeyBytes> keks;
    private final String activeId;

    /**
     * Opens the ring under its root key, which it takes over and wipes when it cannot.
     *
     * @throws VaultException {@code TAMPERED} when a KEK does not open or not exactly one is active
     */
    KeyRing(KeyBytes root, List<SealedKey> ring, RecordFrame frames) {
        this.root = root;
        this.macKeys = new EnumMap<>(Vault.Purpose.class);
        this.keks = new HashMap<>();
        try {
            for (Vault.Purpose purpose : Vault.Purpose.values()) {
                macKeys.put(purpose, Hkdf.derive(root, "mac " + purpose.name()));
            }
            this.activeId = openKeks(ring, frames);
        } catch (VaultException e) {
            wipe();
            throw e;
        }
    }

    private KeyRing(KeyRing former, Map<String, KeyBytes> keks, String activeId) {
        this.root = former.root;
        this.macKeys = former.macKeys;
        this.keks = keks;
        this.activeId = activeId;
    }

    /** This ring with another active KEK, which is opened where it is not in the ring yet. */
    KeyRing activating(SealedKey kek, RecordFrame frames) {
        Map<String, KeyBytes> more = new HashMap<>(keks);
        if (!more.containsKey(kek.id())) {
            try (KeyBytes wrapping = wrapping(root)) {
                more.put(kek.id(), openKek(wrapping, kek, frames));
            }
        }
        return new KeyRing(this, more, kek.id());
    }

    /** This ring without one KEK, which stays unwiped. */
    KeyRing without(String id) {
        Map<String, KeyBytes> fewer = new HashMap<>(keks);
        fewer.remove(id);
        return new KeyRing(this, fewer, activeId);
    }

    private static KeyBytes openKek(KeyBytes wrapping, SealedKey key, RecordFrame frames) {
        byte[] identity = identity(key.id(), key.createdAt());
        return KeyBytes.taking(frames.open(RecordFrame.Domain.KEK, wrapping, ROOT_ID, key.sealed(), identity));
    }

    private String openKeks(List<SealedKey> ring, RecordFrame frames) {
        String active = null;
        try (KeyBytes wrapping = wrapping(root)) {
            for (SealedKey key : ring) {
                if (key.id().equals(SealedKey.ROOT)) {
                    continue;
                }
                keks.put(key.id(), openKek(wrapping, key, frames));
                if (key.active() && active != null) {
                    throw Tampered.because("The key ring has two active keys.");
                }
                active = key.active() ? key.id() : active;
            }
        }
        if (active == null) {
            throw Tampered.because("The key ring has no active key.");
        }
        return active;
    }

    /** A KEK sealed under the root key, bound to its id and time. */
    static SealedKey sealKek(KeyBytes root, long id, long createdAt, byte[] kek, RecordFrame frames) {
        String text = idText(id);
        try (KeyBytes wrapping = wrapping(root)) {
            byte[] sealed = frames.seal(RecordFrame.Domain.KEK, wrapping, ROOT_ID, kek, identity(text, createdAt));
            return new SealedKey(text, sealed, createdAt, true);
        }
    }

    /** The stored form of a key id: 16 hexadecimal digits. */
    static String idText(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    /** The root key. */
    KeyBytes root() {
        return root;
    }

    /** The key of a purpose. */
    KeyBytes macKey(Vault.Purpose purpose) {
        return macKeys.get(purpose);
    }

    /** The id of the KEK that wraps new data keys. */
    String activeId() {
        return activeId;
    }

    /** Whether a KEK is in the ring. */
    boolean has(String id) {
        return keks.containsKey(id);
    }

    /** A KEK; {@code TAMPERED} for an id that is not of this ring. */
    KeyBytes kek(String id) {
        KeyBytes kek = keks.get(id);
        if (kek == null) {
            throw Tampered.because("A data key names a key-encryption key that is not in the ring.");
        }
        return kek;
    }

    /** Wipes every key. What the JDK's cipher objects of running threads still hold of the last key they used stays theirs. */
    void wipe() {
        root.destroy();
        macKeys.values().forEach(KeyBytes::destroy);
        keks.values().forEach(KeyBytes::destroy);
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "KeyRing[***]";
    }

    private static KeyBytes wrapping(KeyBytes root) {
        return Hkdf.derive(root, "kek wrap");
    }

    private static byte[] identity(String id, long createdAt) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length).putLong(createdAt).put(name).array();
    }
}
