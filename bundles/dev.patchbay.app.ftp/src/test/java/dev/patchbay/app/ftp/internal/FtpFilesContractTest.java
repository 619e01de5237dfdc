package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.FileTransferContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** The rules for providers that move files, against a real server. */
public class FtpFilesContractTest extends FileTransferContract {
    @Override
    protected ConnectionProvider provider() {
        return new FtpConnectionProvider();
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
