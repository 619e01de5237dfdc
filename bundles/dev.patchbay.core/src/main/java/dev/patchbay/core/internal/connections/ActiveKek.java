package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.SealedKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The key-encryption key (KEK) that wraps new data keys. What is stored as the active one counts; the vault follows it. A new
 * one is durable before it wraps anything, and since nothing new is stored under one that is not active, what is under a former
 * one only ever becomes less. Thread-safe.
 */
public final class ActiveKek {
    /** Half of what random nonces allow one key (NIST SP 800-38D section 8.3). */
    public static final long WRAPS = 1L << 31;
    static final Duration AGE = Duration.ofDays(90);
    static final String ROTATE = "key.rotate";

    private final Database database;
    private final UnlockedVault vault;
    private final AuditChain audit;
    private final Clock clock;
    private final long wraps;

    public ActiveKek(Database database, UnlockedVault vault, AuditChain audit, Clock clock, long wraps) {
        this.database = database;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.wraps = wraps;
    }

    /** Makes the vault use the stored one; waits for a rotation that is going on. */
    public synchronized void adopt() {
        adopt(active());
    }

    private void adopt(KeyRow stored) {
        if (!stored.id().equals(vault.activeKek())) {
            vault.activate(new SealedKey(stored.id(), stored.sealed(), stored.createdAt(), true));
        }
    }

    /** Replaces it where it is due; returns the id of the one that is active then. */
    synchronized String renewIfDue() {
        KeyRow former = active();
        adopt(former);
        boolean old = clock.millis() - former.createdAt() >= AGE.toMillis();
        if (!old && database.read(ActiveKek::wrapped) < wraps) {
            return former.id();
        }
        return replace(former, HostCaller.HOST, old ? "age" : "wraps");
    }

    /** Replaces it because somebody wants it. */
    public synchronized void renew(Caller caller) {
        KeyRow former = active();
        adopt(former);
        replace(former, caller, "request");
    }

    private String replace(KeyRow former, Caller caller, String reason) {
        SealedKey next = vault.newKek(clock.millis());
        database.write(w -> {
            w.putKey(new KeyRow(former.id(), former.sealed(), former.createdAt(), false));
            w.putKey(Startup.row(next));
            return audit.append(w, caller, ROTATE, next.id(), null, Map.of("former", former.id(), "reason", reason));
        });
        vault.activate(next);
        return next.id();
    }

    /** The stored one. */
    public KeyRow active() {
        List<KeyRow> keys = database.read(StoreReader::keys);
        return keys.stream().filter(ActiveKek::isKek).filter(KeyRow::active).findFirst().orElseThrow(
                () -> new IllegalStateException("no key-encryption key is stored as active"));
    }

    /** Former ones that are not destroyed. */
    List<KeyRow> former() {
        List<KeyRow> keys = database.read(StoreReader::keys);
        return keys.stream().filter(ActiveKek::isKek).filter(key -> !key.active()).toList();
    }

    private static boolean isKek(KeyRow key) {
        return !key.id().equals(SealedKey.ROOT) && key.sealed().length > 0;
    }

    /**
     * At least as many as data keys were made under the active one: each is noted in the audit, which survives restarts. What
     * is rewrapped comes on top, once for each version stored, and has its place in the other half of the limit.
     */
    private static long wrapped(StoreReader reader) {
        long since = reader.listAudit(null, null, ROTATE, Long.MAX_VALUE, 1).stream()
                .mapToLong(counted -> counted.entry().seq()).findFirst().orElse(0);
        return reader.lastAuditHead().map(head -> head.lastSeq() - since).orElse(0L);
    }
}
