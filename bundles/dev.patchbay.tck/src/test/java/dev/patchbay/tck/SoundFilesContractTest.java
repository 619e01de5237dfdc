package dev.patchbay.tck;

import dev.patchbay.api.provider.ConnectionProvider;
import java.util.function.Supplier;

/** The provider that the broken ones are made from keeps to every rule for files itself. */
public class SoundFilesContractTest extends FileTransferContract {
    private final Supplier<ConnectionProvider> provider;

    public SoundFilesContractTest() {
        this(SoundFiles::new);
    }

    SoundFilesContractTest(Supplier<ConnectionProvider> provider) {
        this.provider = provider;
    }

    @Override
    protected ConnectionProvider provider() {
        return provider.get();
    }

    @Override
    protected TestApp app() throws Exception {
        TinyFileServer server = new TinyFileServer();
        return TestApp.at(server.port(), server);
    }

    @Override
    protected SampleConnection connection(int port) {
        return SoundFiles.connection(port);
    }
}
