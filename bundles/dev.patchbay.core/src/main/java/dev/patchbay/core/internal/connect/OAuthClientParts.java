package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ActiveKek;
import dev.patchbay.core.internal.connections.OtherKeys;
import dev.patchbay.core.internal.providers.Providers;
import java.time.Clock;
import java.util.function.Supplier;

/** The parts that handle OAuth clients, put together. */
public final class OAuthClientParts {
    public final SealedClients source;
    public final StoredOAuthClients clients;
    /** For the rotation of keys. */
    public final OtherKeys keys;

    /** @param publicUrl the base of redirect URIs, without a slash at its end */
    public OAuthClientParts(
            Database database,
            UnlockedVault vault,
            Providers providers,
            ActiveKek kek,
            AuditChain audit,
            Ids ids,
            Clock clock,
            Supplier<String> publicUrl) {
        ClientSealing sealing = new ClientSealing(vault);
        ClientRecords records = new ClientRecords(sealing, providers);
        source = new SealedClients(database, records, publicUrl);
        clients = new StoredOAuthClients(
                database, sealing, records, new ClientCheck(providers), new ClientViews(records, source), kek, audit,
                new Cursors(vault), ids, clock);
        keys = new ClientRewrap(database, sealing);
    }
}
