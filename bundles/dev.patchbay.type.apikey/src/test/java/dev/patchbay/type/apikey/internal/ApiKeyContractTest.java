package dev.patchbay.type.apikey.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider, with a test address. */
public class ApiKeyContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new ApiKeyConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Bearer right-key-0001", "{}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("key").with(ApiKeyConnectionProvider.KEY, Secret.of("right-key-0001"))
                .with("testUrl", "https://api.example.com/me").standIn(port);
    }
}
