package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ConnectedRows;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** What the parts of connect sessions stand on. */
record ConnectGround(
        Database database,
        UnlockedVault vault,
        SessionSealing sealing,
        StoredSessions sessions,
        ConnectedRows rows,
        BrowserKeys keys,
        PublicUrl publicUrl,
        AuditChain audit,
        Ids ids,
        Clock clock,
        Supplier<ConnectSettings> settings) {
    static ConnectGround of(
            Database database,
            UnlockedVault vault,
            ConnectedRows rows,
            PublicUrl publicUrl,
            AuditChain audit,
            SecureRandom random,
            Clock clock,
            Supplier<ConnectSettings> settings) {
        SessionSealing sealing = new SessionSealing(vault);
        return new ConnectGround(
                database, vault, sealing, new StoredSessions(database, sealing, clock), rows, new BrowserKeys(vault, random),
                publicUrl, audit, new Ids(random), clock, settings);
    }
}
