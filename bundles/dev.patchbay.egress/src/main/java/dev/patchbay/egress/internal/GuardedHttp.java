package dev.patchbay.egress.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The control-call client: HTTP/1.1 over guarded sockets, one connection a request. It follows no redirect, keeps no cookie,
 * asks for no compression, and the whole of a call fits into the operator's timeout. It stands on the same sockets as
 * everything else, so that there is one way out of this host and not a second one inside a library. Thread-safe.
 */
final class GuardedHttp implements HttpSender {
    private final Guard guard;
    private final OpenSockets sockets;
    private final Deadlines deadlines;
    private final int largest;
    private final Duration within;

    /**
     * For the call of this guard.
     *
     * @param largest the most bytes of a reply's body
     * @param within how long a request may take, from its beginning to the end of the reply
     */
    GuardedHttp(Guard guard, OpenSockets sockets, Deadlines deadlines, int largest, Duration within) {
        this.guard = guard;
        this.sockets = sockets;
        this.deadlines = deadlines;
        this.largest = largest;
        this.within = within;
    }

    @Override
    public HttpReply send(HttpCall call) throws IOException {
        long start = System.nanoTime();
        HttpTarget to = HttpTarget.of(call.uri());
        byte[] body = call.body();
        @Nullable ProxyServer proxy = to.tls() ? null : guard.proxyFor(to.authority());
        byte[] head = RequestHead.of(call, to, body.length, proxy);
        Target target = guard.check(to.authority());
        try (GuardedSocket socket = proxy == null
                ? GuardedSocket.of(guard, sockets) : GuardedSocket.toProxyItself(guard, sockets);
                Deadlines.Deadline deadline = deadlines.in(left(start), socket)) {
            boolean connected = false;
            try {
                socket.setTcpNoDelay(true);
                socket.connect(target, 0);
                connected = true;
                HttpReply reply = to.tls() ? overTls(socket, to, call.method(), head, body)
                        : exchange(socket, call.method(), head, body);
                if (proxy != null && reply.status() == 407) {
                    throw proxy.failure("answered 407: it wants other credentials", null);
                }
                return reply;
            } catch (IOException e) {
                boolean late = deadline.hasPassed() || !connected && e instanceof SocketTimeoutException;
                throw late ? late(target, connected, e) : e;
            }
        }
    }

    /** A slow name server has used up its part of the time; its own part cannot be cut short. */
    private Duration left(long start) {
        return within.minusNanos(System.nanoTime() - start);
    }

    /** Whether a request may have been sent makes a difference to callers that must not send it twice. */
    private static IOException late(Target target, boolean connected, IOException cause) {
        @Nullable ProxyServer proxy = target.proxy();
        if (proxy != null) {
            throw proxy.failure("brought no complete reply in time", cause);
        }
        IOException late = connected
                ? new SocketTimeoutException("no complete reply in time")
                : new ConnectException("no connection in time");
        late.initCause(cause);
        return late;
    }

    private HttpReply overTls(Socket plain, HttpTarget to, String method, byte[] head, byte[] body) throws IOException {
        Host host = to.authority().host();
        try (SSLSocket socket = (SSLSocket) guard.policy().trust().context().getSocketFactory()
                .createSocket(plain, host.name(), to.authority().port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110, 4.3.4: the certificate must name the host
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            if (host.address() == null && host.name().indexOf('_') < 0) {
                parameters.setServerNames(List.of(new SNIHostName(host.name())));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return exchange(socket, method, head, body);
        }
    }

    private HttpReply exchange(Socket socket, String method, byte[] head, byte[] body) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        @Nullable IOException unsent = write(socket.getOutputStream(), head, body);
        try {
            ReplyHead reply;
            do {
                reply = ReplyHead.read(in);
            } while (reply.isInterim());
            return new HttpReply(reply.status(), reply.headers(), ReplyBody.read(in, method, reply, largest));
        } catch (IOException e) {
            throw unsent == null ? e : unsent;
        }
    }

    /** What went wrong: a server may refuse a body before it has read it, and its reply says why (RFC 9112, 9.5). */
    private static @Nullable IOException write(OutputStream out, byte[] head, byte[] body) {
        try {
            out.write(head);
            out.write(body);
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
