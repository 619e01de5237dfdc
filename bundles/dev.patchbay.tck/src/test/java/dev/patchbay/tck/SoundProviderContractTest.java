package dev.patchbay.tck;

import dev.patchbay.api.provider.ConnectionProvider;

/** The provider that the broken ones are made from keeps to every rule itself. */
public class SoundProviderContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new SoundProvider();
    }

    @Override
    protected TestApp app() {
        return SoundProvider.app();
    }

    @Override
    protected SampleConnection connection(int port) {
        return SoundProvider.connection(port);
    }

    @Override
    protected SampleConnection stored(int version) {
        return SampleConnection.of("key").with("apiKey", SoundProvider.RIGHT_KEY);
    }
}
