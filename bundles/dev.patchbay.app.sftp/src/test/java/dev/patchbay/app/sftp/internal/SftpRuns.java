package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.tck.FakeContext;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.SampleConnection;
import java.util.List;

/** Connections to a server on loopback, as a host would give them to the provider. */
final class SftpRuns {
    private SftpRuns() {}

    /** With a password; these values come on top, and one that is null takes one away. */
    static FakeRun withPassword(int port, Object... pairs) {
        return of(password(port), pairs);
    }

    static SampleConnection password(int port) {
        return common("password", port).with("password", Secret.of(RealSshServer.PASSWORD));
    }

    /** With the user's key, without a passphrase. */
    static FakeRun withKey(int port, Object... pairs) throws Exception {
        return of(common("key", port).with("privateKey", TestKeys.file(TestKeys.USER, null)), pairs);
    }

    /** With both. */
    static FakeRun withBoth(int port, Object... pairs) throws Exception {
        return of(common("key-and-password", port).with("privateKey", TestKeys.file(TestKeys.USER, null))
                .with("password", Secret.of(RealSshServer.PASSWORD)), pairs);
    }

    private static SampleConnection common(String method, int port) {
        return SampleConnection.of(method).with("host", "127.0.0.1").with("port", port).with("username", RealSshServer.USER)
                .with("hostKeyFingerprint", TestKeys.fingerprint(TestKeys.HOST));
    }

    private static FakeRun of(SampleConnection sample, Object... pairs) {
        SampleConnection changed = sample;
        for (int i = 0; i < pairs.length; i += 2) {
            changed = pairs[i + 1] == null ? changed.without((String) pairs[i]) : changed.with((String) pairs[i], pairs[i + 1]);
        }
        return new FakeRun(SftpDefinition.DEFINITION, changed);
    }

    /** How many sockets the provider made, and of those how many it left open. */
    static List<Integer> madeAndLeft(FakeContext context) {
        return List.of(context.socketsMade(), context.socketsLeftOpen());
    }
}
