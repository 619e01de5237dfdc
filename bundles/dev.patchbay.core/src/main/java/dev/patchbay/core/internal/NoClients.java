package dev.patchbay.core.internal;

import dev.patchbay.core.internal.connections.ClientSource;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A host without OAuth clients: its connections bring their client's credentials themselves. */
final class NoClients implements ClientSource {
    @Override
    public Optional<Client> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Client> usable(String account, String provider, String method) {
        return List.of();
    }

    @Override
    public URI redirectUri(String client) {
        return URI.create("urn:ietf:wg:oauth:2.0:oob");
    }
}
