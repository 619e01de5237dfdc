package dev.patchbay.app.sftp.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's SSH server on loopback, over a folder of its own, with one user, who has a password and a key. */
final class RealSshServer implements Closeable {
    static final String USER = "anna";
    /** Its blanks and letters show that a password is sent as it is. */
    static final String PASSWORD = " pass  wörd: 1 ";

    private final SshServer server;
    private final Path home;
    private final AtomicInteger passwords = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();

    private RealSshServer(KeyPair host, Consumer<SshServer> settings) throws IOException {
        home = Files.createTempDirectory("sftp");
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.incrementAndGet();
            return user.equals(USER) && password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((user, key, session) -> {
            keys.incrementAndGet();
            return user.equals(USER) && KeyUtils.compareKeys(key, TestKeys.USER.getPublic());
        });
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        settings.accept(server);
        server.start();
    }

    /** With this host key. */
    static RealSshServer with(KeyPair host) throws IOException {
        return new RealSshServer(host, server -> { });
    }

    /** With other settings. */
    static RealSshServer with(Consumer<SshServer> settings) throws IOException {
        return new RealSshServer(TestKeys.HOST, settings);
    }

    /** That lets in by these methods only, as OpenSSH's {@code AuthenticationMethods} says it. */
    static RealSshServer lettingInBy(String methods) throws IOException {
        return with(server -> CoreModuleProperties.AUTH_METHODS.set(server, methods));
    }

    /** Settings for one that refuses every change. */
    static void readOnly(SshServer server) {
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.setFileSystemAccessor(new ReadOnlyFiles());
        server.setSubsystemFactories(List.of(sftp));
    }

    int port() {
        return server.getPort();
    }

    Path home() {
        return home;
    }

    /** How many passwords and how many keys were shown to it. */
    List<Integer> attempts() {
        return List.of(passwords.get(), keys.get());
    }

    /** How many clients are connected. */
    int connected() {
        return server.getActiveSessions().size();
    }

    /** Deletes what is in the home folder. */
    void empty() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).filter(p -> !p.equals(home)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
        empty();
        Files.delete(home);
    }
}
