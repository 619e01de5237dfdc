package dev.patchbay.app.ftp.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Apache FtpServer on loopback, over a folder of its own, with three users. */
final class RealFtpServer implements Closeable {
    static final String USER = "anna";
    /** Its blanks and letters show that a password is sent as it is; this server cuts blanks at the ends. */
    static final String PASSWORD = "pass  wörd: 1";
    /** May read only; has the same password. */
    static final String READER = "reader";

    private final FtpServer server;
    private final Listener listener;
    private final Path home;

    private RealFtpServer(Path home, Consumer<ListenerFactory> listenerSettings, Consumer<FtpServerFactory> serverSettings)
            throws Exception {
        this.home = home;
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("127.0.0.1");
        listeners.setPort(0);
        listenerSettings.accept(listeners);
        listener = listeners.createListener();
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setLoginFailureDelay(0);
        connections.setMaxLoginFailures(3);
        connections.setMaxLogins(100);
        FtpServerFactory factory = new FtpServerFactory();
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setUserManager(users(home));
        factory.addListener("default", listener);
        serverSettings.accept(factory);
        server = factory.createServer();
        server.start();
    }

    /** Without TLS. */
    static RealFtpServer plain() throws Exception {
        return new RealFtpServer(folder(), l -> { }, f -> { });
    }

    /** On the IPv6 loopback address. */
    static RealFtpServer onIpv6() throws Exception {
        return new RealFtpServer(folder(), l -> l.setServerAddress("::1"), f -> { });
    }

    /** With explicit, or with implicit TLS. */
    static RealFtpServer tls(TestTls tls, boolean implicit) throws Exception {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setSslConfiguration(tls);
        return new RealFtpServer(folder(), l -> {
            l.setSslConfiguration(tls);
            l.setImplicitSsl(implicit);
            l.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        }, f -> { });
    }

    /** As servers were before RFC 3659. */
    static RealFtpServer withoutMachineListings() throws Exception {
        return plainAnswering(502, "Not implemented.", "FEAT", "MLSD", "MLST");
    }

    /** Without TLS, and one reply to some commands. */
    static RealFtpServer plainAnswering(int code, String text, String... names) throws Exception {
        return new RealFtpServer(folder(), l -> { }, answering(code, text, names));
    }

    /** With explicit TLS, and one reply to some commands. */
    static RealFtpServer tlsAnswering(TestTls tls, int code, String text, String... names) throws Exception {
        return new RealFtpServer(folder(), l -> l.setSslConfiguration(tls), answering(code, text, names));
    }

    private static Consumer<FtpServerFactory> answering(int code, String text, String... names) {
        Command reply = (session, context, request) -> session.write(new DefaultFtpReply(code, text));
        Map<String, Command> commands = new HashMap<>();
        for (String name : names) {
            commands.put(name, reply);
        }
        CommandFactoryFactory factory = new CommandFactoryFactory();
        factory.setCommandMap(commands);
        return f -> f.setCommandFactory(factory.createCommandFactory());
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("patchbay-test-ftp-");
    }

    private static UserManager users(Path home) throws Exception {
        PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
        factory.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager users = factory.createUserManager();
        users.save(user(USER, PASSWORD, home, true));
        users.save(user(READER, PASSWORD, home, false));
        users.save(user("anonymous", "", home, false));
        return users;
    }

    private static BaseUser user(String name, String password, Path home, boolean writes) {
        BaseUser user = new BaseUser();
        user.setName(name);
        user.setPassword(password);
        user.setHomeDirectory(home.toString());
        user.setAuthorities(writes ? List.of(new WritePermission()) : List.of());
        return user;
    }

    int port() {
        return listener.getPort();
    }

    Path home() {
        return home;
    }

    /** Deletes what lies in its folder. */
    void empty() throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(home)) {
            paths = all.filter(path -> !path.equals(home)).sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop();
        empty();
        Files.delete(home);
    }
}
