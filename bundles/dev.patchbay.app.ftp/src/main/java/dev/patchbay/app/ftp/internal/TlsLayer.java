package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS over the sockets of one login (RFC 4217), with one session for all of them.
 *
 * <p>TLS 1.2 comes first: its session can be resumed any number of times, while a ticket of TLS 1.3 serves once and the next
 * one may never be read, as on a data connection that only sends. A server that has nothing but 1.3 is asked again with it.
 */
final class TlsLayer {
    private final SSLSocketFactory factory;
    private final ServerTrust trust;
    private final String host;
    private String protocol = "TLSv1.2";

    TlsLayer(ServerTrust trust, String host) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        this.factory = context.getSocketFactory();
        this.trust = trust;
        this.host = host;
    }

    /**
     * TLS on the control connection.
     *
     * @throws ConnectionFailure where the certificate is refused or the server does not speak TLS
     */
    SSLSocket control(Socket socket) throws IOException {
        SSLSocket secure = layered(socket);
        try {
            secure.startHandshake();
            return secure;
        } catch (SSLException e) {
            if (wantsNewerVersion(e)) {
                throw e;
            }
            throw speaksPlainly(e) ? new ConnectionFailure(INVALID_INPUT, "What answers on this port does not speak TLS from the"
                    + " first byte on: choose explicit TLS, or none to send in clear.", e) : trust.explain(e);
        }
    }

    /** TLS on a data connection, as a resumption of the control connection's session; the handshake is still to be done. */
    SSLSocket data(Socket socket, int controlPort) throws IOException {
        return layered(new PeerPortSocket(socket, controlPort));
    }

    /** After a handshake that {@link #wantsNewerVersion} explains: the next ones ask for TLS 1.3. */
    void useNewerVersion() {
        protocol = "TLSv1.3";
    }

    /** Whether the server has no TLS 1.2 (alert {@code protocol_version}, RFC 5246 section 7.2.2). */
    boolean wantsNewerVersion(@Nullable Throwable handshake) {
        return protocol.equals("TLSv1.2") && handshake instanceof SSLHandshakeException
                && String.valueOf(handshake.getMessage()).contains("protocol_version");
    }

    private static boolean speaksPlainly(SSLException e) {
        return !(e instanceof SSLHandshakeException) && String.valueOf(e.getMessage()).contains("SSL message");
    }

    private SSLSocket layered(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        if (trust.checksHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secure.setSSLParameters(parameters);
        secure.setUseClientMode(true);
        return secure;
    }
}
