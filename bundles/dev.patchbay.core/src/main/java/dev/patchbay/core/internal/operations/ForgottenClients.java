package dev.patchbay.core.internal.operations;

import dev.patchbay.core.internal.connect.ClientSealing;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.store.StoreWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OAuth clients that lose their secrets: what remains keeps id and redirect URI, so nothing is to be changed at the apps. */
final class ForgottenClients {
    private static final int BATCH = 100;

    private final Ground ground;
    private final ClientSealing sealing;

    ForgottenClients(Ground ground) {
        this.ground = ground;
        this.sealing = new ClientSealing(ground.unlocked());
    }

    /** Empties every client; how many. */
    int forget(StoreWriter writer) {
        int count = 0;
        ClientRow last = null;
        List<ClientRow> batch;
        do {
            batch = writer.listClients(
                    null, null, last == null ? null : last.createdAt(), last == null ? null : last.id(), BATCH);
            for (ClientRow row : batch) {
                writer.updateClient(sealing.sealEmpty(emptied(row)), row.version());
                last = row;
                count++;
            }
        } while (batch.size() == BATCH);
        return count;
    }

    private ClientRow emptied(ClientRow row) {
        return new ClientRow(
                row.id(), row.account(), row.provider(), row.method(), row.label(), false, row.version() + 1, "",
                new byte[0], new byte[0], new byte[0], row.createdAt(), ground.clock().millis());
    }

    /** Links a connection that was put in anew with the client its grant names, as it was before. */
    void link(StoreWriter writer, ConnectionRow row) {
        String client = client(row);
        if (client != null && writer.findClient(client).isPresent()) {
            writer.linkClient(row.id(), client);
        }
    }

    /** The grant is not proved at this point; one that cannot be read names no client. */
    private static @Nullable String client(ConnectionRow row) {
        try {
            return Grant.parse(row.grant()).client();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
