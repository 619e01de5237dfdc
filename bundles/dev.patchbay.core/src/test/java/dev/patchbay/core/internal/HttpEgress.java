package dev.patchbay.core.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** A way out that checks nothing and really sends; closing a call closes its sockets. */
public final class HttpEgress implements Egress {
    @Override
    public EgressCall open(Collection<String> hosts) {
        return new Call();
    }

    private static final class Call implements EgressCall {
        private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();

        @Override
        public HttpSender http() {
            return this::send;
        }

        private HttpReply send(HttpCall call) throws IOException {
            HttpURLConnection connection = (HttpURLConnection) call.uri().toURL().openConnection(Proxy.NO_PROXY);
            open.add(connection);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(10));
            connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(30));
            connection.setRequestMethod(call.method());
            connection.setRequestProperty("Connection", "close");
            call.headers().forEach(header -> connection.addRequestProperty(header.name(), header.value()));
            if (call.body().length > 0) {
                connection.setDoOutput(true);
                /* without this the JDK sends a POST again by itself when the server cuts it off */
                connection.setFixedLengthStreamingMode(call.body().length);
                connection.getOutputStream().write(call.body());
            }
            int status = connection.getResponseCode();
            try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                Map<String, java.util.List<String>> headers = connection.getHeaderFields().entrySet().stream()
                        .filter(e -> e.getKey() != null)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                return new HttpReply(status, headers, in == null ? new byte[0] : in.readAllBytes());
            }
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
            open.forEach(HttpURLConnection::disconnect);
        }
    }
}
