package dev.patchbay.core.internal.base;

import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unlocks the vault with the keys in the store; makes the keys on a first start and never where there is data. */
public final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private final Store store;
    private final Vault vault;
    private final RootKeySource source;

    public Startup(Store store, Vault vault, RootKeySource source) {
        this.store = store;
        this.vault = vault;
        this.source = source;
    }

    /**
     * Unlocks, after making the keys if this is the first start.
     *
     * @throws VaultException with a sentence for people; nothing was written then
     */
    public void unlockOrBegin() {
        List<KeyRow> keys = store.read(StoreReader::keys);
        unlock(keys.isEmpty() ? begin() : keys);
    }

    /** Unlocks with the keys that are there. */
    public void unlock() {
        List<KeyRow> keys = store.read(StoreReader::keys);
        if (keys.isEmpty()) {
            throw new VaultException(
                    VaultException.Reason.KEY_MISSING, "There is no data in the data folder yet.", null);
        }
        unlock(keys);
    }

    private void unlock(List<KeyRow> keys) {
        vault.unlock(ring(keys), source);
    }

    private List<KeyRow> begin() {
        if (store.read(Startup::holdsData)) {
            throw new VaultException(
                    VaultException.Reason.KEY_MISSING,
                    "The database holds data and no keys. Restore it from a backup; new keys would open nothing.",
                    null);
        }
        String prepared = source.prepare();
        List<KeyRow> made = rows(vault.createRing(source));
        boolean first = store.write(w -> w.insertKeysIfNone(made));
        if (!prepared.isEmpty()) {
            LOG.info("{}", prepared);
        }
        return first ? made : store.read(StoreReader::keys);
    }

    private static boolean holdsData(StoreReader reader) {
        return reader.lastAuditHead().isPresent()
                || !reader.listApiKeys(null, null, 1).isEmpty()
                || !reader.providers().isEmpty()
                || !reader.bundles().isEmpty()
                || !reader.listConnections(any(false)).isEmpty()
                || !reader.listConnections(any(true)).isEmpty();
    }

    private static ConnectionFilter any(boolean deleted) {
        return ConnectionFilter.newest(null, null, null, List.of(), deleted, null, null, 1);
    }

    public static List<KeyRow> rows(List<SealedKey> ring) {
        return ring.stream().map(Startup::row).toList();
    }

    public static KeyRow row(SealedKey key) {
        return new KeyRow(key.id(), key.sealed(), key.createdAt(), key.active());
    }

    /** The keys to unlock with; one without bytes was destroyed. */
    public static List<SealedKey> ring(List<KeyRow> rows) {
        return rows.stream()
                .filter(r -> r.sealed().length > 0)
                .map(r -> new SealedKey(r.id(), r.sealed(), r.createdAt(), r.active()))
                .toList();
    }
}
