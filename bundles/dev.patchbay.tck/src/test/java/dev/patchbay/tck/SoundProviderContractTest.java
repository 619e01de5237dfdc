package dev.patchbay.tck;

import dev.patchbay.api.provider.ConnectionProvider;
import java.util.function.Supplier;

/** The provider that the broken ones are made from keeps to every rule itself. */
public class SoundProviderContractTest extends ConnectionProviderContract {
    private final Supplier<ConnectionProvider> provider;

    public SoundProviderContractTest() {
        this(SoundProvider::new);
    }

    SoundProviderContractTest(Supplier<ConnectionProvider> provider) {
        this.provider = provider;
    }

    @Override
    protected ConnectionProvider provider() {
        return provider.get();
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
