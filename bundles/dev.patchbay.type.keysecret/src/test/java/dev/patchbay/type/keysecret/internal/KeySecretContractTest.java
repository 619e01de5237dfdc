package dev.patchbay.type.keysecret.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider, with a test address. */
public class KeySecretContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new KeySecretConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Basic a2V5LTE6cmlnaHQtc2VjcmV0LTAwMDE=", "{}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("key-secret").with("key", "key-1").with("secret", Secret.of("right-secret-0001"))
                .with("testUrl", "https://api.example.com/me").standIn(port);
    }
}
