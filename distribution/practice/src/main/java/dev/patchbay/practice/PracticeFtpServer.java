package dev.patchbay.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;

/**
 * An FTP server for practice and tests, on 127.0.0.1 only: plain FTP and explicit TLS on one port, implicit TLS on another,
 * one user with a random password, a self-signed certificate made at the start. Thread-safe.
 */
public final class PracticeFtpServer implements AutoCloseable {
    /** The address it listens on. */
    public static final String HOST = "127.0.0.1";
    /** The one user. */
    public static final String USER = "practice";

    private static final int SESSIONS = 200;
    private static final int PASSWORD_BYTES = 12;

    private final FtpServer server;
    private final Listener explicit;
    private final Listener implicit;
    private final String password;
    private final Path home;
    private final X509Certificate certificate;
    private final List<Path> toDelete;

    private PracticeFtpServer(Path home, List<Path> toDelete, String password, int port, int implicitPort, Path keyStore)
            throws IOException, GeneralSecurityException {
        this.home = home;
        this.toDelete = List.copyOf(toDelete);
        this.password = password;
        this.certificate = SelfSignedKey.certificate(keyStore, password);
        SslConfiguration tls = tls(keyStore, password);
        this.explicit = listener(port, tls, false);
        this.implicit = listener(implicitPort, tls, true);
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setLoginFailureDelay(0);
        connections.setMaxLogins(SESSIONS);
        FtpServerFactory factory = new FtpServerFactory();
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setUserManager(new OneUser(USER, password, home));
        factory.addListener("default", explicit);
        factory.addListener("implicit", implicit);
        this.server = factory.createServer();
    }

    /** On free ports, with a new folder that is deleted at the end. */
    public static PracticeFtpServer start() throws IOException {
        Path home = Files.createTempDirectory("patchbay-practice-");
        return start(home, List.of(home), 0, 0);
    }

    /**
     * On the given ports, over a folder that stays.
     *
     * @param home the folder the user sees as {@code /}
     * @param port for plain FTP and explicit TLS; 0 for a free one
     * @param implicitPort for implicit TLS; 0 for a free one
     */
    public static PracticeFtpServer start(Path home, int port, int implicitPort) throws IOException {
        return start(home, List.of(), port, implicitPort);
    }

    private static PracticeFtpServer start(Path home, List<Path> toDelete, int port, int implicitPort) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path folder = Files.createTempDirectory("patchbay-practice-key-");
        try {
            Path keyStore = folder.resolve("practice.p12");
            SelfSignedKey.write(keyStore, password);
            PracticeFtpServer practice = new PracticeFtpServer(home, toDelete, password, port, implicitPort, keyStore);
            practice.server.start();
            return practice;
        } catch (FtpException | GeneralSecurityException e) {
            throw new IOException("the practice FTP server did not start", e);
        } finally {
            deleteTree(folder);
        }
    }

    private static SslConfiguration tls(Path keyStore, String password) {
        SslConfigurationFactory factory = new SslConfigurationFactory();
        factory.setKeystoreFile(keyStore.toFile());
        factory.setKeystoreType("PKCS12");
        factory.setKeystorePassword(password);
        factory.setKeyPassword(password);
        factory.setSslProtocol("TLSv1.2", "TLSv1.3");
        return factory.createSslConfiguration();
    }

    private static Listener listener(int port, SslConfiguration tls, boolean implicit) {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setSslConfiguration(tls);
        data.setPassiveAddress(HOST);
        data.setActiveEnabled(true);
        ListenerFactory factory = new ListenerFactory();
        factory.setServerAddress(HOST);
        factory.setPort(port);
        factory.setImplicitSsl(implicit);
        factory.setSslConfiguration(tls);
        factory.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return factory.createListener();
    }

    /** The port of plain FTP and explicit TLS. */
    public int port() {
        return explicit.getPort();
    }

    /** The port of implicit TLS. */
    public int implicitPort() {
        return implicit.getPort();
    }

    /** The password of {@link #USER}: random, for this start alone. */
    public String password() {
        return password;
    }

    /** The folder the user sees as {@code /}. */
    public Path home() {
        return home;
    }

    /** The self-signed certificate it shows. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Stops it, and deletes the folder if it was made for it. */
    @Override
    public void close() throws IOException {
        server.stop();
        discard();
    }

    /** Deletes the folder if it was made for it, and leaves the rest to the end of the JVM. */
    void discard() throws IOException {
        for (Path folder : toDelete) {
            deleteTree(folder);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
