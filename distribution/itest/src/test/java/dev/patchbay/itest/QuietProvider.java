package dev.patchbay.itest;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;

/** A provider {@code quiet} that does nothing wrong. */
public final class QuietProvider implements ConnectionProvider {
    /** For declarative services. */
    public QuietProvider() {}

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("quiet", "Quiet").methods(ConnectionMethod.of("only", "Only").fields(Field.secret("key", "Key")));
    }
}
