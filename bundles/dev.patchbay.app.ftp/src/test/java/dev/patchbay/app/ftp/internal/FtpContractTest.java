package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider, against a real server. */
public class FtpContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new FtpConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() throws Exception {
        RealFtpServer server = RealFtpServer.plain();
        return TestApp.at(server.port(), server);
    }

    @Override
    protected SampleConnection connection(int port) {
        return FtpRuns.sample(port);
    }
}
