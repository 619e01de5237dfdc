package dev.patchbay.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;

/** A socket that connects only to where the guard lets it, and within the operator's time. */
final class GuardedSocket extends TrackedSocket {
    private static final byte[] NO_ADDRESS = new byte[4];

    private final Guard guard;
    private final SocketConnector connector;

    private GuardedSocket(Guard guard, OpenSockets sockets, SocketConnector connector) throws SocketException {
        super(sockets, connector);
        this.guard = guard;
        this.connector = connector;
    }

    /** An unconnected socket of a call; with a proxy it asks for a tunnel. */
    static GuardedSocket of(Guard guard, OpenSockets sockets) throws IOException {
        return sockets.own(new GuardedSocket(guard, sockets, new SocketConnector(guard, true)));
    }

    /** An unconnected socket of a call; with a proxy it ends there, for requests in absolute form (RFC 9112, 3.2.2). */
    static GuardedSocket toProxyItself(Guard guard, OpenSockets sockets) throws IOException {
        return sockets.own(new GuardedSocket(guard, sockets, new SocketConnector(guard, false)));
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /** Checks, then connects; a timeout of 0 or above the operator's means the operator's. */
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress to)) {
            throw new IllegalArgumentException("not an Internet address");
        }
        connect(guard.check(to), timeout);
    }

    /** Connects to what was checked. */
    void connect(Target target, int timeout) throws IOException {
        Duration longest = guard.policy().timeout();
        int limit = (int) longest.toMillis();
        connector.aim(target);
        /* the connector takes the target; the address here only satisfies Socket, which looks no further than its form */
        InetAddress form = InetAddress.getByAddress(target.host().name(), NO_ADDRESS);
        super.connect(new InetSocketAddress(form, target.port()), timeout <= 0 ? limit : Math.min(timeout, limit));
    }
}
