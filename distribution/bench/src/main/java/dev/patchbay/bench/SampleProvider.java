package dev.patchbay.bench;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The provider that row 7 installs; its id stands beside its class, so that one class serves for any number of bundles. */
public final class SampleProvider implements ConnectionProvider {
    /** The entry that holds the id. */
    static final String ID = "dev/patchbay/bench/provider-id";

    @Override
    public ConnectionDefinition definition() {
        String id = id();
        return ConnectionDefinition.of(id, "Sample " + id)
                .description("A provider that does nothing, to be installed.")
                .methods(ConnectionMethod.of("key", "Key").guide("Paste the key.").fields(Field.secret("key", "Key")));
    }

    private static String id() {
        try (InputStream in = Objects.requireNonNull(SampleProvider.class.getResourceAsStream("/" + ID))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
