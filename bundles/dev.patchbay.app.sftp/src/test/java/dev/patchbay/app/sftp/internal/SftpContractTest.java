package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.util.Set;

/** The rules for every provider, against a real server. */
public class SftpContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new SftpConnectionProvider();
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() throws Exception {
        RealSshServer server = RealSshServer.with(TestKeys.HOST);
        return TestApp.at(server.port(), server);
    }

    @Override
    protected SampleConnection connection(int port) {
        return SftpRuns.password(port);
    }
}
