package dev.patchbay.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listening socket that takes connections from addresses this call resolved and checked, and closes all others. */
final class GuardedServerSocket extends ServerSocket {
    private final Guard guard;
    private final OpenSockets sockets;

    /** Not bound yet. */
    GuardedServerSocket(Guard guard, OpenSockets sockets) throws IOException {
        this.guard = guard;
        this.sockets = sockets;
    }

    /** Binds to a port the system chooses; any other is refused. */
    @Override
    public void bind(@Nullable SocketAddress endpoint, int backlog) throws IOException {
        if (endpoint instanceof InetSocketAddress address && address.getPort() != 0) {
            throw Guard.refused("a listening socket", "takes a port the system chooses, not " + address.getPort());
        }
        super.bind(endpoint, backlog);
        EgressLog.listening(new InetSocketAddress(getInetAddress(), getLocalPort()));
    }

    /** The next connection from an address of this call; the timeout covers the strangers turned away before it. */
    @Override
    public Socket accept() throws IOException {
        int timeout = getSoTimeout();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        try {
            while (true) {
                TrackedSocket socket = new TrackedSocket(sockets);
                implAccept(socket);
                if (isExpected(socket)) {
                    return sockets.own(socket);
                }
                if (timeout > 0) {
                    setSoTimeout(left(end));
                }
            }
        } finally {
            if (!isClosed()) {
                setSoTimeout(timeout);
            }
        }
    }

    private boolean isExpected(TrackedSocket socket) throws IOException {
        InetAddress from = socket.getInetAddress();
        if (guard.maySend(from)) {
            EgressLog.accepted(from);
            return true;
        }
        EgressLog.refused(from.getHostAddress(), "sent a connection nobody here expects");
        socket.close();
        return false;
    }

    private static int left(long end) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("Accept timed out");
        }
        return (int) left;
    }

    @Override
    public void close() throws IOException {
        sockets.forget(this);
        super.close();
    }
}
