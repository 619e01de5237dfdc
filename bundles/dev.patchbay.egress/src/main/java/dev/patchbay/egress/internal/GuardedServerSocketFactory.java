package dev.patchbay.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the listening sockets of one call, on ports the system chooses. */
final class GuardedServerSocketFactory extends ServerSocketFactory {
    private static final int BACKLOG = 4;

    private final Guard guard;
    private final OpenSockets sockets;

    /** For the call of this guard. */
    GuardedServerSocketFactory(Guard guard, OpenSockets sockets) {
        this.guard = guard;
        this.sockets = sockets;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return sockets.own(new GuardedServerSocket(guard, sockets));
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
        ServerSocket socket = createServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        } catch (IOException | RuntimeException e) {
            OpenSockets.closeQuietly(socket);
            throw e;
        }
    }
}
