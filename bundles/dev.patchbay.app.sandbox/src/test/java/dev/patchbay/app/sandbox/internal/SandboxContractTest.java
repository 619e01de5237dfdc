package dev.patchbay.app.sandbox.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.net.URI;
import java.util.Set;
import org.junit.AfterClass;

/** The rules for every provider, with the key of the app inside. */
public class SandboxContractTest extends ConnectionProviderContract {
    /** One for all rules: it is an app of its own, on one port. */
    private static final SandboxProvider SANDBOX = new SandboxProvider(0);

    @AfterClass
    public static void stop() {
        SANDBOX.stop();
    }

    @Override
    protected ConnectionProvider provider() {
        return SANDBOX;
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        return TestApp.at(URI.create(SANDBOX.definition().baseUrl()).getPort(), () -> { });
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("api-key").with("key", Secret.of("sandbox-key")).standIn(port);
    }
}
