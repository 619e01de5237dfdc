package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.jspecify.annotations.Nullable;

/** One way from nothing to a logged-in session, step by step and in this order. Used by one thread. */
final class FtpLogin implements AutoCloseable {
    private static final int AUTH_ACCEPTED = 234;

    private final ConnectionContext context;
    private final FtpSettings settings;
    private final GuardedFtpClient ftp;
    private @Nullable InetSocketAddress address;
    private RemotePath paths;

    FtpLogin(ConnectionContext context, FtpSettings settings) {
        this.context = context;
        this.settings = settings;
        this.ftp = new GuardedFtpClient(settings.implicit());
        this.paths = new RemotePath("/", settings.encoding());
        ftp.setControlEncoding(settings.encoding());
        ftp.setSocketFactory(context.sockets());
        ftp.setServerSocketFactory(context.serverSockets());
    }

    /** Resolves the host once, connects, and reads the greeting where it comes in clear. */
    void reach() throws IOException {
        address = context.resolve(settings.host(), settings.port());
        connect();
    }

    private void connect() throws IOException {
        InetSocketAddress to = Objects.requireNonNull(address, "reach() comes first");
        try {
            if (to.isUnresolved()) {
                /* a name that only the operator's proxy can resolve */
                ftp.connect(settings.host(), to.getPort());
            } else {
                ftp.connect(to.getAddress(), to.getPort());
            }
        } catch (IOException e) {
            if (ftp.isConnected() && e.getCause() instanceof SocketTimeoutException) {
                throw new ConnectionFailure(UNREACHABLE, "The server accepts connections but does not greet as FTP servers do;"
                        + " where it waits for TLS, choose implicit TLS.", e);
            }
            throw e;
        }
        if (!settings.implicit()) {
            checkGreeting();
        }
    }

    private void checkGreeting() {
        if (!ftp.accepted()) {
            throw Refusal.of(ftp);
        }
    }

    /** TLS on the control connection: at once, or after {@code AUTH TLS} (RFC 4217 section 4). */
    void secure() throws IOException, GeneralSecurityException {
        TlsLayer layer = new TlsLayer(ServerTrust.of(settings, context.trustManager()), settings.host());
        try {
            secure(layer);
        } catch (SSLException e) {
            if (!layer.wantsNewerVersion(e)) {
                throw e;
            }
            layer.useNewerVersion();
            ftp.disconnect();
            connect();
            secure(layer);
        }
        if (settings.implicit()) {
            checkGreeting();
        }
    }

    private void secure(TlsLayer layer) throws IOException {
        if (!settings.implicit() && ftp.sendCommand("AUTH", "TLS") != AUTH_ACCEPTED) {
            throw new ConnectionFailure(INVALID_INPUT, "The server offers no TLS; choose none to send in clear, or ask its"
                    + " operator to switch TLS on.");
        }
        ftp.secure(layer);
    }

    /** Logs in and sets up transfers: binary, the mode, the encoding, encrypted data connections. */
    void logIn() throws IOException {
        int code = ftp.user(settings.username());
        if (FTPReply.isPositiveIntermediate(code) && code != FTPReply.NEED_ACCOUNT) {
            code = ftp.pass(password());
        } else if (!FTPReply.isPositiveCompletion(code) && !ftp.encrypted() && wantsTls()) {
            throw new ConnectionFailure(INVALID_INPUT, "The server lets nobody in without TLS: choose explicit TLS.");
        }
        /* the replies' texts stay out: a server may repeat what it was sent */
        if (code == FTPReply.NEED_ACCOUNT) {
            throw new ConnectionFailure(REMOTE_ERROR, "The server asks for an account beside user and password (332).");
        }
        if (!FTPReply.isPositiveCompletion(code)) {
            throw new ConnectionFailure(CREDENTIALS_REJECTED,
                    "The server refused user name and password (" + code + ").");
        }
        prepare();
    }

    private String password() {
        Secret password = settings.password();
        if (password != null) {
            return password.reveal();
        }
        if (settings.username().toLowerCase(Locale.ROOT).equals(FtpFields.ANONYMOUS)) {
            return "anonymous@";
        }
        throw new ConnectionFailure(CREDENTIALS_REJECTED, "The server asks for a password, and none is stored.");
    }

    private boolean wantsTls() {
        String text = String.valueOf(ftp.getReplyString()).toUpperCase(Locale.ROOT);
        return text.contains("TLS") || text.contains("SSL") || text.contains("AUTH ") || text.contains("ENCRYPT");
    }

    private void prepare() throws IOException {
        ftp.allowSlowReplies();
        if (ftp.encrypted()) {
            ftp.sendCommand("PBSZ", "0");
            if (!FTPReply.isPositiveCompletion(ftp.sendCommand("PROT", "P"))) {
                throw new ConnectionFailure(REMOTE_ERROR, "The server encrypts the login but not the files (it refused PROT P):"
                        + " nothing was sent. Ask its operator to allow encrypted data connections.");
            }
        }
        if (!ftp.setFileType(FTP.BINARY_FILE_TYPE)) {
            throw Refusal.of(ftp);
        }
        if (settings.encoding().equals(StandardCharsets.UTF_8) && ftp.hasFeature("UTF8")) {
            ftp.sendCommand("OPTS", "UTF8 ON");
        }
        if (settings.passive()) {
            ftp.enterLocalPassiveMode();
        } else {
            ftp.enterLocalActiveMode();
        }
        paths = RemotePath.below(settings.baseFolder(), home(), settings.encoding());
    }

    private String home() throws IOException {
        if (settings.baseFolder().startsWith("/")) {
            return "/";
        }
        String home = ftp.printWorkingDirectory();
        if (home == null || !home.startsWith("/")) {
            throw new ConnectionFailure(INVALID_INPUT, "The server does not say which folder the log-in leads to: enter the base"
                    + " folder with a leading /.");
        }
        return home;
    }

    /** Changes into the base folder, to see that it can be. */
    void openBase() throws IOException {
        if (!ftp.changeWorkingDirectory(paths.base())) {
            throw new ConnectionFailure(PERMISSION_MISSING, "The base folder " + paths.base()
                    + " cannot be opened: it is not there, or the user may not enter it.");
        }
    }

    /** The session after the log-in; closing it closes this. */
    FtpSession session() {
        return new FtpSession(ftp, paths, settings.zone());
    }

    @Override
    public void close() throws IOException {
        ftp.disconnect();
    }
}
