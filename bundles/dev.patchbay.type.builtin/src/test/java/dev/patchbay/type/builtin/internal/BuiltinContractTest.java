package dev.patchbay.type.builtin.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider; this one contacts nobody. */
public class BuiltinContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new BuiltinConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        throw new AssertionError("it contacts no app");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of(provider().definition().methods().get(0).id());
    }

    @Override
    protected boolean contactsTheApp() {
        return false;
    }
}
