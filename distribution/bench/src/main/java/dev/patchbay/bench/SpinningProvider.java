package dev.patchbay.bench;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;

/** A provider whose test never ends and keeps a core busy, whatever the host does to its thread. */
public final class SpinningProvider implements ConnectionProvider {
    static final String ID = "spinning";

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of(ID, "Spinning").description("A provider that spins.")
                .methods(ConnectionMethod.of("key", "Key").guide("Paste the key.").fields(Field.secret("key", "Key")));
    }

    @Override
    public void test(TestRun run) {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
