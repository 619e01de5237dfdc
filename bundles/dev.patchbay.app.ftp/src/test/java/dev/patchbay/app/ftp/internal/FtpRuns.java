package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.tck.FakeContext;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.SampleConnection;
import java.util.List;

/** Connections to a server on loopback, as a host would give them to the provider. */
final class FtpRuns {
    private FtpRuns() {}

    /** A run whose login is right, with these values on top; a value that is null takes one away. */
    static FakeRun with(int port, Object... pairs) {
        return run(sample(port, pairs));
    }

    static FakeRun run(SampleConnection connection) {
        return new FakeRun(FtpDefinition.DEFINITION, connection);
    }

    static SampleConnection sample(int port, Object... pairs) {
        SampleConnection sample = SampleConnection.of("login").with("host", "127.0.0.1").with("port", port).with("encryption", "none")
                .with("username", RealFtpServer.USER).with("password", Secret.of(RealFtpServer.PASSWORD));
        for (int i = 0; i < pairs.length; i += 2) {
            sample = pairs[i + 1] == null ? sample.without((String) pairs[i]) : sample.with((String) pairs[i], pairs[i + 1]);
        }
        return sample;
    }

    /** How many sockets the provider made, and of those how many it left open. */
    static List<Integer> madeAndLeft(FakeContext context) {
        return List.of(context.socketsMade(), context.socketsLeftOpen());
    }
}
