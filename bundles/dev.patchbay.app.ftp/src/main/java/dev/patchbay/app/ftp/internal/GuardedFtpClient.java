package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;

import dev.patchbay.api.ConnectionFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.io.CRLFLineReader;
import org.jspecify.annotations.Nullable;

/**
 * An FTP client that keeps to the sockets it is given, layers TLS over them itself, bounds what a server may say, and names
 * failures in words. {@code FTPSClient} is not used: it makes data sockets of its own and cannot resume a session.
 */
final class GuardedFtpClient extends FTPClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration REPLY = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    /** For a whole session, which serves one operation; listings come by data connections. */
    private static final long CONTROL_LIMIT = 4L << 20;

    private static final int TRANSFER_BUFFER = 64 << 10;
    private static final int SOON = 2_000;
    private static final int FIRST_NEGATIVE = 400;

    private final boolean implicit;
    private @Nullable TlsLayer tls;

    GuardedFtpClient(boolean implicit) {
        this.implicit = implicit;
        setConnectTimeout((int) CONNECT.toMillis());
        setDefaultTimeout((int) REPLY.toMillis());
        setDataTimeout(STALL);
        setControlKeepAliveTimeout(KEEP_ALIVE);
        setBufferSize(TRANSFER_BUFFER);
        /* the address in a PASV reply is the server's to choose, and so could be anybody's: data goes to the control peer */
        setIpAddressFromPasvResponse(false);
        setRemoteVerificationEnabled(true);
    }

    /** Connected; the greeting is read, unless TLS comes before it. */
    @Override
    protected void _connectAction_() throws IOException {
        if (implicit) {
            applySocketAttributes();
        } else {
            greet();
        }
    }

    /** Reads the greeting. */
    void greet() throws IOException {
        _connectAction_(new InputStreamReader(bounded(_socket_), getControlEncoding()));
    }

    /** Puts TLS on the control connection, and from now on on every data connection. */
    void secure(TlsLayer layer) throws IOException {
        SSLSocket secure = layer.control(_socket_);
        tls = layer;
        _socket_ = secure;
        _input_ = secure.getInputStream();
        _output_ = secure.getOutputStream();
        if (implicit) {
            greet();
        } else {
            /* new readers: what came before the handshake came from anybody */
            _controlInput_ = new CRLFLineReader(new InputStreamReader(bounded(secure), getControlEncoding()));
            _controlOutput_ = new BufferedWriter(new OutputStreamWriter(_output_, getControlEncoding()));
        }
    }

    private static BoundedInput bounded(Socket socket) throws IOException {
        return new BoundedInput(socket.getInputStream(), CONTROL_LIMIT, "a reply");
    }

    /** After the log-in a server may take its time, with a virus scanner for example. */
    void allowSlowReplies() throws IOException {
        setSoTimeout((int) STALL.toMillis());
    }

    boolean encrypted() {
        return tls != null;
    }

    @Override
    public int getReply() throws IOException {
        try {
            return super.getReply();
        } catch (FTPConnectionClosedException e) {
            throw _replyLines.isEmpty()
                    ? new ConnectionFailure(UNREACHABLE, "The server closed the connection without a word.", e)
                    : new ConnectionFailure(REMOTE_ERROR,
                            "The server ended the session (421): too many sessions, or it is being shut down.", e);
        } catch (MalformedServerReplyException e) {
            throw new ConnectionFailure(REMOTE_ERROR, "What answers there does not speak FTP (for SFTP, port 22, use another"
                    + " integration).", e);
        }
    }

    /** A data connection for a command without an argument; null where the server refused. */
    @Nullable Socket openData(String command) throws IOException {
        return _openDataConnection_(command, null);
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument) throws IOException {
        try {
            Socket socket = super._openDataConnection_(command, argument);
            return socket == null || tls == null ? socket : secured(socket, tls);
        } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
            throw new ConnectionFailure(UNREACHABLE, getDataConnectionMode() == PASSIVE_LOCAL_DATA_CONNECTION_MODE
                    ? "The server answers, but its data port does not: its operator opens the passive ports in the firewall."
                    : "The server did not open a data connection to this host: choose passive data connections.", e);
        }
    }

    private Socket secured(Socket socket, TlsLayer layer) throws IOException {
        SSLSocket secure = layer.data(socket, _socket_.getPort());
        try {
            secure.startHandshake();
            return secure;
        } catch (SSLException e) {
            socket.close();
            getReply();
            throw Refusal.dataConnection(this, e);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** What a negative reply says that is there already, or comes soon. */
    Optional<ConnectionFailure> waitingRefusal() {
        try {
            setSoTimeout(SOON);
            return getReply() >= FIRST_NEGATIVE ? Optional.of(Refusal.of(this)) : Optional.empty();
        } catch (IOException | ConnectionFailure silence) {
            return Optional.empty();
        }
    }

    /** Whether the last reply says yes. */
    boolean accepted() {
        return FTPReply.isPositiveCompletion(getReplyCode());
    }
}
