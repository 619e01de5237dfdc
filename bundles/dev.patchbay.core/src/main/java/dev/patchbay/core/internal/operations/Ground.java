package dev.patchbay.core.internal.operations;

import dev.patchbay.core.internal.access.ApiKeyRows;
import dev.patchbay.core.internal.access.StoredApiKeys;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** What the parts stand on. */
public record Ground(Store store, Vault vault, Clock clock, SecureRandom random, Path data) {
    public UnlockedVault unlocked() {
        return new UnlockedVault(vault);
    }

    public AuditChain chain() {
        return new AuditChain(unlocked(), clock);
    }

    public StoredApiKeys apiKeys() {
        return new StoredApiKeys(
                new Database(store), new ApiKeyRows(unlocked()), chain(), new Cursors(unlocked()), clock, random);
    }
}
