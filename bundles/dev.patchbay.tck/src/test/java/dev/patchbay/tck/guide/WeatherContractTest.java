package dev.patchbay.tck.guide;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** The guide's provider keeps the contract. */
public class WeatherContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new WeatherConnectionProvider();
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("X-Api-Key", "right-key-0001", "{\"name\": \"Harbour\"}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("key").with("station", "harbour").with("key", Secret.of("right-key-0001")).standIn(port);
    }

    @Override
    protected SampleConnection stored(int version) {
        return SampleConnection.of("key").with("station", "harbour").with("apiKey", Secret.of("right-key-0001"));
    }
}
