package dev.patchbay.core.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** A way out that checks nothing, with real sockets: they are counted, and closed with their call. */
public final class LoopbackEgress implements Egress {
    public final AtomicInteger opened = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    public final List<Collection<String>> hosts = new ArrayList<>();
    public final List<HttpCall> sent = new ArrayList<>();
    public HttpReply reply = new HttpReply(200, java.util.Map.of(), new byte[0]);

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        throw new AssertionError("nobody asks the host itself here");
    }

    @Override
    public EgressCall open(Collection<String> granted, Set<Integer> loopbackPorts) {
        opened.incrementAndGet();
        synchronized (hosts) {
            hosts.add(granted);
        }
        return new Call();
    }

    private final class Call implements EgressCall {
        private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public HttpSender http() {
            return call -> {
                synchronized (sent) {
                    sent.add(call);
                }
                return reply;
            };
        }

        @Override
        public SocketFactory sockets() {
            return new CountedSockets(sockets, bytes);
        }

        @Override
        public ServerSocketFactory serverSockets() {
            return ServerSocketFactory.getDefault();
        }

        @Override
        public X509TrustManager trustManager() {
            throw new UnsupportedOperationException("no TLS here");
        }

        @Override
        public InetSocketAddress resolve(String host, int port) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public long transferred() {
            return bytes.get();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static final class CountedSockets extends SocketFactory {
        private final Set<Socket> sockets;
        private final AtomicLong bytes;

        CountedSockets(Set<Socket> sockets, AtomicLong bytes) {
            this.sockets = sockets;
            this.bytes = bytes;
        }

        @Override
        public Socket createSocket() {
            Socket socket = new CountedSocket(bytes);
            sockets.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = createSocket();
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }
    }

    private static final class CountedSocket extends Socket {
        private final AtomicLong bytes;

        CountedSocket(AtomicLong bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    bytes.incrementAndGet();
                    return super.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = super.read(buffer, offset, length);
                    bytes.addAndGet(Math.max(0, count));
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    out.write(buffer, offset, length);
                    bytes.addAndGet(length);
                }
            };
        }
    }
}
