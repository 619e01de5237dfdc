package dev.patchbay.tck.guide;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** The guide's provider keeps the contract. */
public class ParcelsContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new ParcelsConnectionProvider();
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("Authorization", "Bearer access-token-0001", "{\"id\": 7, \"name\": \"Ann\"}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("oauth2").accessToken("access-token-0001").standIn(port);
    }
}
