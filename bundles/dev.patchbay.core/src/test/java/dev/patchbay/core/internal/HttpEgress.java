package dev.patchbay.core.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** A way out that checks nothing and really sends, each request once; closing a call closes its sockets. */
public final class HttpEgress implements Egress {
    /** Runs when a request is about to be sent. */
    public volatile Runnable beforeSend = () -> { };
    /** Runs when its reply was read. */
    public volatile Runnable afterReply = () -> { };

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        throw new AssertionError("nobody asks the host itself here");
    }

    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return new Call();
    }

    private final class Call implements EgressCall {
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();

        @Override
        public HttpSender http() {
            return this::send;
        }

        private HttpReply send(HttpCall call) throws IOException {
            beforeSend.run();
            try (Socket socket = new Socket()) {
                open.add(socket);
                socket.connect(new InetSocketAddress(call.uri().getHost(), call.uri().getPort()));
                StringBuilder head = new StringBuilder(call.method()).append(' ').append(call.uri().getRawPath())
                        .append(" HTTP/1.1\r\nHost: ").append(call.uri().getAuthority()).append("\r\nConnection: close\r\n");
                call.headers().forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
                head.append("Content-Length: ").append(call.body().length).append("\r\n\r\n");
                ByteArrayOutputStream request = new ByteArrayOutputStream();
                request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                request.writeBytes(call.body());
                socket.getOutputStream().write(request.toByteArray());
                HttpReply reply = reply(socket.getInputStream().readAllBytes());
                afterReply.run();
                return reply;
            }
        }

        private HttpReply reply(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new EOFException("no reply");
            }
            String[] lines = text.substring(0, end).split("\r\n");
            Map<String, List<String>> headers = new TreeMap<>();
            for (String line : Arrays.asList(lines).subList(1, lines.length)) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
            }
            return new HttpReply(
                    Integer.parseInt(lines[0].split(" ")[1]), headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
        }

        @Override
        public SocketFactory sockets() {
            return SocketFactory.getDefault();
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
            return new InetSocketAddress(host, port);
        }

        @Override
        public long transferred() {
            return 0;
        }

        @Override
        public void close() {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
