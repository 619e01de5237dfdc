package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.connections.OtherKeys;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.vault.VaultException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the data keys of OAuth clients under another KEK. Thread-safe. */
final class ClientRewrap implements OtherKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRewrap.class);

    private final Database database;
    private final ClientSealing sealing;

    ClientRewrap(Database database, ClientSealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    @Override
    public @Nullable String rewrap(String active, String after, int limit) {
        List<ClientRow> rows = database.read(r -> r.listClientsNotUnder(active, after, limit));
        Map<ClientRow, ClientRow> rewrapped = new HashMap<>();
        for (ClientRow row : rows) {
            try {
                rewrapped.put(row, sealing.rewrap(row));
            } catch (VaultException e) {
                LOG.debug("OAuth client {} cannot be rewrapped: {}", row.id(), e.getMessage());
            }
        }
        if (!rewrapped.isEmpty()) {
            database.write(w -> {
                rewrapped.forEach((former, next) -> w.rewrapClient(next, former.mac()));
                return true;
            });
        }
        return rows.isEmpty() ? null : rows.get(rows.size() - 1).id();
    }
}
