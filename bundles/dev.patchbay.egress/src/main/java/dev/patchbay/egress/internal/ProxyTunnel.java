package dev.patchbay.egress.internal;

import dev.patchbay.api.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks an HTTP proxy for a tunnel to a target (CONNECT, RFC 9110, 9.3.6). */
final class ProxyTunnel {
    private final ProxyServer proxy;
    private final Socket socket;

    /** Over a connection to the proxy. */
    ProxyTunnel(ProxyServer proxy, Socket socket) {
        this.proxy = proxy;
        this.socket = socket;
    }

    /**
     * Opens it.
     *
     * @param end when to give up, on {@link System#nanoTime()}
     * @throws dev.patchbay.api.ConnectionFailure {@code UNREACHABLE} where the proxy refuses; its message names the proxy
     */
    void open(Target target, long end) throws IOException {
        String to = target.host().uriText() + ":" + target.port();
        @Nullable Secret authorization = proxy.authorization();
        String credentials = authorization == null ? "" : "Proxy-Authorization: " + authorization.reveal() + "\r\n";
        String request = "CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + credentials + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        ReplyHead reply;
        do {
            reply = ReplyHead.read(new Deadlined(socket, end));
        } while (reply.isInterim());
        if (reply.status() / 100 != 2) {
            throw proxy.failure("answered " + reply.status() + " when asked for " + to, null);
        }
    }

    /** Reads byte by byte: what comes after the head belongs to the tunnel. No drip of bytes outlasts the deadline. */
    private static final class Deadlined extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final long end;

        Deadlined(Socket socket, long end) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            socket.setSoTimeout((int) left);
            return in.read();
        }
    }
}
