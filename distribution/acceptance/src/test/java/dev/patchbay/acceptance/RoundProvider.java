package dev.patchbay.acceptance;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;

/** A provider that is installed while the host is killed. */
public final class RoundProvider implements ConnectionProvider {
    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("round", "Round")
                .description("One secret.")
                .category("other")
                .allowedHosts("app.example.com")
                .methods(ConnectionMethod.of("key", "Key").guide("Paste it.").fields(Field.<Secret>secret("key", "Key")));
    }
}
