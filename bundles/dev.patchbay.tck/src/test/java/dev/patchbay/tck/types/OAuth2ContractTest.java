package dev.patchbay.tck.types;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import dev.patchbay.type.oauth2.internal.OAuth2ConnectionProvider;
import java.util.Set;

/** The rules for every provider, with a test address. */
public class OAuth2ContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new OAuth2ConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Bearer access-token-0001", "{}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("client-credentials").with("clientId", "client-1").with("clientSecret", Secret.of("client-secret-0001"))
                .with("tokenUrl", "https://api.example.com/token").with("apiUrl", "https://api.example.com")
                .with("testUrl", "https://api.example.com/me").accessToken("access-token-0001").standIn(port);
    }
}
