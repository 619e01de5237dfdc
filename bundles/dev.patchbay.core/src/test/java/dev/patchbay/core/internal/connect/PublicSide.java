package dev.patchbay.core.internal.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands at the public URL, as a real server on 127.0.0.1, and the host's plain way to it. */
final class PublicSide implements AutoCloseable {
    /** Answers a request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    final List<URI> selves = new ArrayList<>();

    PublicSide(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url(String prefix) {
        return URI.create("http://127.0.0.1:" + port() + prefix);
    }

    static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    /** How a request arrives where nothing stands in between. */
    static Map<String, String> arrival(HttpExchange exchange) {
        String[] host = exchange.getRequestHeaders().getFirst("Host").split(":");
        Map<String, String> arrived = new TreeMap<>();
        arrived.put("scheme", "http");
        arrived.put("host", host[0]);
        arrived.put("port", host.length > 1 ? host[1] : "80");
        arrived.put("path", exchange.getRequestURI().getRawPath());
        return arrived;
    }

    /** A way out that checks nothing and follows no redirect. */
    Egress egress() {
        return new Egress() {
            @Override
            public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
                throw new AssertionError("the doctor has no grant");
            }

            @Override
            public EgressCall openToSelf(URI publicUrl) {
                selves.add(publicUrl);
                return call(PublicSide::send);
            }
        };
    }

    /** A way out that ends in this. */
    static Egress failing(HttpSender sender) {
        return new Egress() {
            @Override
            public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
                throw new AssertionError("the doctor has no grant");
            }

            @Override
            public EgressCall openToSelf(URI publicUrl) {
                return call(sender);
            }
        };
    }

    private static EgressCall call(HttpSender sender) {
        return (EgressCall) Proxy.newProxyInstance(
                PublicSide.class.getClassLoader(), new Class<?>[] {EgressCall.class},
                (proxy, method, arguments) -> method.getName().equals("http") ? sender : null);
    }

    private static HttpReply send(HttpCall call) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) call.uri().toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] body = in == null ? new byte[0] : in.readAllBytes();
            Map<String, List<String>> headers = connection.getHeaderFields().entrySet().stream()
                    .filter(e -> e.getKey() != null)
                    .collect(Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
            return new HttpReply(status, headers, body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
