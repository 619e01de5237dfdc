package dev.patchbay.tck.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/** A factory whose sockets are noted. */
final class NotedSockets extends SocketFactory {
    private final SocketFactory sockets;
    private final Consumer<Socket> note;

    NotedSockets(SocketFactory sockets, Consumer<Socket> note) {
        this.sockets = sockets;
        this.note = note;
    }

    private Socket noted(Socket socket) {
        note.accept(socket);
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return noted(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return noted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return noted(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return noted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return noted(sockets.createSocket(host, port, local, localPort));
    }
}
