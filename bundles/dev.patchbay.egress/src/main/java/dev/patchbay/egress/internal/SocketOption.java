package dev.patchbay.egress.internal;

import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOptions;

/** The numbered options of {@link SocketOptions}, on a plain socket. */
final class SocketOption {
    private SocketOption() { }

    static void set(Socket socket, int id, Object value) throws SocketException {
        switch (id) {
            case SocketOptions.SO_TIMEOUT -> socket.setSoTimeout((Integer) value);
            case SocketOptions.TCP_NODELAY -> socket.setTcpNoDelay((Boolean) value);
            case SocketOptions.SO_KEEPALIVE -> socket.setKeepAlive((Boolean) value);
            case SocketOptions.SO_OOBINLINE -> socket.setOOBInline((Boolean) value);
            case SocketOptions.SO_REUSEADDR -> socket.setReuseAddress((Boolean) value);
            case SocketOptions.SO_SNDBUF -> socket.setSendBufferSize((Integer) value);
            case SocketOptions.SO_RCVBUF -> socket.setReceiveBufferSize((Integer) value);
            case SocketOptions.IP_TOS -> socket.setTrafficClass((Integer) value);
            /* false means off, a number means on with that many seconds */
            case SocketOptions.SO_LINGER -> socket.setSoLinger(value instanceof Integer, value instanceof Integer i ? i : 0);
            default -> throw new SocketException("unknown socket option " + id);
        }
    }

    static Object get(Socket socket, int id) throws SocketException {
        return switch (id) {
            case SocketOptions.SO_TIMEOUT -> socket.getSoTimeout();
            case SocketOptions.TCP_NODELAY -> socket.getTcpNoDelay();
            case SocketOptions.SO_KEEPALIVE -> socket.getKeepAlive();
            case SocketOptions.SO_OOBINLINE -> socket.getOOBInline();
            case SocketOptions.SO_REUSEADDR -> socket.getReuseAddress();
            case SocketOptions.SO_SNDBUF -> socket.getSendBufferSize();
            case SocketOptions.SO_RCVBUF -> socket.getReceiveBufferSize();
            case SocketOptions.IP_TOS -> socket.getTrafficClass();
            case SocketOptions.SO_LINGER -> socket.getSoLinger();
            default -> throw new SocketException("unknown socket option " + id);
        };
    }
}
