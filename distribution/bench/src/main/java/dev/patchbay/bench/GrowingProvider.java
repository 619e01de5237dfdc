package dev.patchbay.bench;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;

/** A provider that asks for one field more where a file stands beside its class: its connections wait for a person then. */
public final class GrowingProvider implements ConnectionProvider {
    static final String ID = "growing";
    /** The entry. */
    static final String GROWN = "dev/patchbay/bench/grown";

    @Override
    public ConnectionDefinition definition() {
        ConnectionMethod key = ConnectionMethod.of("key", "Key").guide("Paste the key.");
        ConnectionDefinition definition = ConnectionDefinition.of(ID, "Growing shop").description("A provider that asks for more later.");
        return GrowingProvider.class.getResource("/" + GROWN) == null
                ? definition.methods(key.fields(Field.secret("key", "Key")))
                : definition.methods(key.fields(Field.secret("key", "Key"), Field.text("shop", "Shop"))).version(2, Migration.from(1));
    }
}
