package dev.patchbay.tck.types;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import dev.patchbay.type.oauth1.internal.OAuth1ConnectionProvider;
import java.util.Set;

/** The rules for every provider; a request is signed, and there is nothing to test against. */
public class OAuth1ContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new OAuth1ConnectionProvider();
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
        return SampleConnection.of("oauth1").with("apiUrl", "https://api.example.com").accessToken("access-token-0001");
    }

    @Override
    protected boolean contactsTheApp() {
        return false;
    }
}
