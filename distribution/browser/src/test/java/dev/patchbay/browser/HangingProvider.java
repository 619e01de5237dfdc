package dev.patchbay.browser;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;
import java.util.concurrent.locks.LockSupport;

/** An integration whose test never comes back, whoever interrupts it. */
public final class HangingProvider implements ConnectionProvider {
    /** For declarative services. */
    public HangingProvider() {
    }

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("hanging", "Hanging app").description("Answers nobody.").category("other")
                .methods(ConnectionMethod.of("only", "Only").fields(Field.text("value", "Value").optional()));
    }

    @Override
    public void test(TestRun run) {
        run.step("Before", Reason.UNEXPECTED, () -> { });
        while (true) {
            Thread.interrupted();
            LockSupport.parkNanos(1_000_000_000L);
        }
    }
}
