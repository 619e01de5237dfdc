package dev.patchbay.egress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/** A socket that belongs to a call: its bytes are counted and its end is noticed. */
class TrackedSocket extends Socket {
    private final OpenSockets sockets;

    /** A plain socket for a connection that comes in; it knows no SOCKS proxy of the environment. */
    TrackedSocket(OpenSockets sockets) {
        super(Proxy.NO_PROXY);
        this.sockets = sockets;
    }

    /** A socket whose connections are made by {@code connector}. */
    TrackedSocket(OpenSockets sockets, SocketImpl connector) throws SocketException {
        super(connector);
        this.sockets = sockets;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return CountedStreams.reading(super.getInputStream(), sockets);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return CountedStreams.writing(super.getOutputStream(), sockets);
    }

    @Override
    public void close() throws IOException {
        sockets.forget(this);
        super.close();
    }
}
