package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.provider.ConnectionContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/**
 * One way from nothing to a logged-in session, step by step and in this order. Used by one thread. Everything it starts ends
 * with {@link #close}.
 */
final class SftpLogin implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration REPLY = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(120);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** The version that practically every server speaks, and OpenSSH's only one. */
    private static final int SFTP_VERSION = 3;

    private final ConnectionContext context;
    private final SftpSettings settings;
    private final HostKeyPin pin;
    private final AuthWatch watch;
    private final HandshakeWatch handshake = new HandshakeWatch();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::timerThread);
    private volatile @Nullable Thread timing;
    private @Nullable Socket socket;
    private @Nullable SocketConnector connector;
    private @Nullable SshClient client;
    private @Nullable ClientSession ssh;
    private @Nullable SftpClient sftp;
    private RemotePath paths = new RemotePath("/");

    SftpLogin(ConnectionContext context, SftpSettings settings) {
        this.context = context;
        this.settings = settings;
        this.pin = new HostKeyPin(settings.fingerprints());
        this.watch = new AuthWatch(settings.password(), settings.key() != null);
    }

    private Thread timerThread(Runnable work) {
        Thread made = SocketSession.thread(work, "sftp-timer");
        timing = made;
        return made;
    }

    /** Connects, over a socket of the call. */
    void reach() throws IOException {
        socket = context.sockets().createSocket();
        socket.connect(context.resolve(settings.host(), settings.port()), (int) CONNECT.toMillis());
        socket.setTcpNoDelay(true);
    }

    /** The key exchange: afterwards the line is encrypted and the server is known to be the right one. */
    void checkHostKey() throws IOException {
        Socket connected = Objects.requireNonNull(socket, "reach() comes first");
        SocketConnector one = new SocketConnector(connected);
        connector = one;
        SshClient made = configured(one);
        client = made;
        made.start();
        ClientSession session = made.connect(settings.username(), connected.getRemoteSocketAddress())
                .verify(REPLY).getSession();
        ssh = session;
        Set<ClientSessionEvent> state = session.waitFor(
                EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), REPLY);
        if (state.contains(ClientSessionEvent.CLOSED) || !state.contains(ClientSessionEvent.WAIT_AUTH)) {
            throw pin.refusal().orElseGet(handshake::failure);
        }
    }

    private SshClient configured(SocketConnector one) {
        SshClient made = SshCrypto.client();
        made.setIoServiceFactoryFactory(one);
        made.setScheduledExecutorService(timer, false);
        made.setServerKeyVerifier(pin);
        made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        made.setUserAuthFactories(methods());
        made.setUserInteraction(watch);
        made.setPasswordIdentityProvider(watch);
        made.setPasswordAuthenticationReporter(watch);
        made.setPublicKeyAuthenticationReporter(watch);
        made.addSessionListener(handshake);
        /* a server may not open channels to this host, nor ask anything of it */
        made.setChannelFactories(List.of());
        made.setGlobalRequestHandlers(List.of());
        CoreModuleProperties.IDLE_TIMEOUT.set(made, STALL);
        CoreModuleProperties.AUTH_TIMEOUT.set(made, REPLY.plus(REPLY));
        CoreModuleProperties.PASSWORD_PROMPTS.set(made, 1);
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(made, REPLY);
        return made;
    }

    private List<UserAuthFactory> methods() {
        List<UserAuthFactory> methods = new ArrayList<>();
        if (settings.key() != null) {
            methods.add(UserAuthPublicKeyFactory.INSTANCE);
        }
        if (settings.password() != null) {
            methods.add(UserAuthPasswordFactory.INSTANCE);
            methods.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        return methods;
    }

    /** Proves who the user is. */
    void logIn() throws IOException {
        ClientSession session = Objects.requireNonNull(ssh, "checkHostKey() comes first");
        if (settings.key() != null) {
            session.addPublicKeyIdentity(settings.key());
        }
        try {
            session.auth().verify(REPLY);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            /* without the cause: its text may hold what a server repeats */
            throw pin.refusal().orElseGet(() -> watch.refused() || session.isOpen() ? watch.failure()
                    : new ConnectionFailure(UNREACHABLE, "The server closed the connection before it answered the log-in."));
        }
    }

    /** Starts SFTP and settles the base folder. */
    void startSftp() throws IOException {
        ClientSession session = Objects.requireNonNull(ssh, "logIn() comes first");
        SftpClient started;
        try {
            started = SftpClientFactory.instance()
                    .createSftpClient(session, SftpVersionSelector.fixedVersionSelector(SFTP_VERSION));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionFailure(session.isOpen() ? PERMISSION_MISSING : REMOTE_ERROR,
                    "The log-in is right, but the server does not start SFTP for this user: its operator allows it.", e);
        }
        sftp = started;
        String home = settings.baseFolder().startsWith("/") ? "/" : started.canonicalPath(".");
        paths = RemotePath.below(settings.baseFolder(), home);
    }

    /** Starts SFTP and opens the base folder, to see that it can be. */
    void openBase() throws IOException {
        startSftp();
        try {
            SftpClient started = Objects.requireNonNull(sftp);
            started.close(started.openDir(paths.base()));
        } catch (SftpException e) {
            throw new ConnectionFailure(PERMISSION_MISSING, "The base folder " + paths.base()
                    + " cannot be opened: it is not there, or the user may not enter it.", e);
        }
    }

    /** The session after SFTP was started; closing it closes this. */
    SftpSession session() {
        return new SftpSession(Objects.requireNonNull(sftp, "startSftp() comes first"), paths, this);
    }

    /** Says goodbye for a moment, then closes; no thread of this login is left, unless the caller is interrupted. */
    @Override
    public void close() throws IOException {
        try {
            if (ssh != null) {
                ssh.close(false).await(FAREWELL);
            }
            if (client != null) {
                client.close(true).await(FAREWELL);
            }
            if (connector != null) {
                connector.close(true);
                connector.awaitThreads(FAREWELL.toMillis());
            }
            timer.shutdownNow();
            /* joined, since an executor calls itself terminated while its last thread is still on its way out */
            Thread last = timing;
            if (last != null) {
                last.join(FAREWELL.toMillis());
            }
        } catch (InterruptedIOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
            if (client != null) {
                client.close(true);
            }
            if (socket != null) {
                socket.close();
            }
        }
    }
}
