package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;

/** What a definition wants for a connection, whatever was granted. Thread-safe. */
public final class WantedGrants {
    private final ClientSource clients;

    public WantedGrants(ClientSource clients) {
        this.clients = clients;
    }

    /**
     * The grant as it would be for a new connection; the stored one where the connection's OAuth client is not to be had.
     *
     * @throws dev.patchbay.host.problem.ProblemException {@code INVALID} for a value that would leave its place in a host name
     */
    public Grant of(ConnectionDefinition definition, ConnectionMethod method, Values values, Grant stored) {
        if (stored.client() == null) {
            return Grants.from(definition, method, values);
        }
        return clients.find(stored.client())
                .map(client -> Grants.from(definition, method, client.mergedWith(values)).withClient(client.id()))
                .orElse(stored);
    }
}
