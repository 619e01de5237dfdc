package dev.patchbay.egress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the checked addresses of a target one after the other. The JDK's sockets are spent after one failed attempt,
 * so each attempt has a socket of its own, with the same options; the one that answered carries the connection.
 */
final class SocketConnector extends SocketImpl {
    private final Guard guard;
    private final boolean tunnel;
    private final Map<Integer, Object> options = new LinkedHashMap<>();
    private @Nullable InetSocketAddress local;
    private @Nullable Target target;
    private volatile Socket current = new Socket(Proxy.NO_PROXY);
    private volatile boolean closed;

    /** With a tunnel through the proxy, if there is one, or without. */
    SocketConnector(Guard guard, boolean tunnel) {
        this.guard = guard;
        this.tunnel = tunnel;
    }

    /** Sets where {@link #connect(SocketAddress, int)} goes. */
    void aim(Target checked) {
        target = checked;
    }

    @Override
    protected void connect(SocketAddress ignored, int timeout) throws IOException {
        @Nullable Target to = target;
        if (to == null) {
            throw new SocketException("not a checked address");
        }
        @Nullable ProxyServer proxy = to.proxy();
        if (proxy == null) {
            connectTo(to, endpoints(to.addresses(), to.port()), timeout);
            guard.contacted(address);
            return;
        }
        try {
            connectTo(to, endpoints(guard.addressesOf(proxy), proxy.port()), timeout);
        } catch (SocketTimeoutException e) {
            throw proxy.failure("did not answer in time", e);
        } catch (UnknownHostException e) {
            throw proxy.failure("has no address", e);
        } catch (IOException e) {
            if (closed) {
                throw e;
            }
            throw proxy.failure("could not be reached", e);
        }
        to.addresses().stream().findFirst().ifPresent(a -> {
            address = a; // what a data connection would be made to
            guard.contacted(a);
        });
    }

    private void connectTo(Target to, List<InetSocketAddress> endpoints, int timeout) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        @Nullable IOException first = null;
        for (int i = 0; i < endpoints.size() && !closed; i++) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                attempt(to, endpoints.get(i), (int) Math.max(1, left / (endpoints.size() - i)), end);
                return;
            } catch (IOException e) {
                first = first == null ? e : first;
            } finally {
                giveUpUnlessConnected();
            }
        }
        throw first == null ? new SocketTimeoutException("connect timed out") : first;
    }

    private void attempt(Target to, InetSocketAddress endpoint, int timeout, long end) throws IOException {
        Socket socket = fresh();
        EgressLog.connecting(to, endpoint);
        socket.connect(endpoint, timeout);
        @Nullable ProxyServer proxy = to.proxy();
        if (proxy != null && tunnel) {
            int reading = socket.getSoTimeout();
            new ProxyTunnel(proxy, socket).open(to, end);
            socket.setSoTimeout(reading);
        }
        address = endpoint.getAddress();
        port = to.port();
    }

    /** A socket for the next attempt, with the options so far; closing this meanwhile closes it. */
    private Socket fresh() throws IOException {
        if (current.isClosed() && !closed) {
            Socket next = new Socket(Proxy.NO_PROXY);
            for (Map.Entry<Integer, Object> option : options.entrySet()) {
                SocketOption.set(next, option.getKey(), option.getValue());
            }
            if (local != null) {
                next.bind(local);
            }
            current = next;
        }
        if (closed) {
            current.close();
            throw new SocketException("Socket closed");
        }
        return current;
    }

    private void giveUpUnlessConnected() {
        if (port == 0) {
            OpenSockets.closeQuietly(current);
        }
    }

    private static List<InetSocketAddress> endpoints(List<InetAddress> addresses, int port) {
        List<InetSocketAddress> endpoints = new ArrayList<>();
        addresses.forEach(a -> endpoints.add(new InetSocketAddress(a, port)));
        return endpoints;
    }

    @Override
    protected void create(boolean stream) { }

    @Override
    protected void connect(String host, int toPort) throws IOException {
        throw new SocketException("not a checked address");
    }

    @Override
    protected void connect(InetAddress to, int toPort) throws IOException {
        throw new SocketException("not a checked address");
    }

    @Override
    protected void bind(InetAddress host, int toPort) throws IOException {
        local = new InetSocketAddress(host, toPort);
        current.bind(local);
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("not a listening socket");
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        throw new SocketException("not a listening socket");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        return current.getInputStream();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        return current.getOutputStream();
    }

    @Override
    protected int available() throws IOException {
        return current.getInputStream().available();
    }

    @Override
    protected void close() throws IOException {
        closed = true;
        current.close();
    }

    @Override
    protected void shutdownInput() throws IOException {
        current.shutdownInput();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        current.shutdownOutput();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        current.sendUrgentData(data);
    }

    @Override
    protected boolean supportsUrgentData() {
        return true;
    }

    @Override
    protected int getLocalPort() {
        return current.getLocalPort();
    }

    @Override
    public void setOption(int id, Object value) throws SocketException {
        SocketOption.set(current, id, value);
        options.put(id, value);
    }

    @Override
    public Object getOption(int id) throws SocketException {
        return id == SocketOptions.SO_BINDADDR ? current.getLocalAddress() : SocketOption.get(current, id);
    }
}
