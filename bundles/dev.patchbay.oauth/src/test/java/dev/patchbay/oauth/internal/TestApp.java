package dev.patchbay.oauth.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app on loopback: each path answers what it was told to, one after the other, the last one again and again. */
final class TestApp implements AutoCloseable {
    /** A request as it came. */
    record Received(String method, String path, String query, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        Map<String, String> form() {
            return parameters(body);
        }
    }

    private record Reply(int status, String contentType, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    TestApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestMethod(), uri.getRawPath(), String.valueOf(uri.getRawQuery()),
                exchange.getRequestHeaders(), body));
        Reply reply = next(uri.getRawPath());
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply next(String path) {
        Queue<Reply> queue = replies.getOrDefault(path, new ArrayDeque<>());
        Reply first = queue.size() > 1 ? queue.poll() : queue.peek();
        return first == null ? new Reply(404, "text/html", "<html>nothing here</html>", Map.of()) : first;
    }

    TestApp json(String path, int status, String body) {
        return reply(path, status, "application/json", body, Map.of());
    }

    synchronized TestApp reply(String path, int status, String contentType, String body, Map<String, String> headers) {
        replies.computeIfAbsent(path, p -> new ArrayDeque<>()).add(new Reply(status, contentType, body, headers));
        return this;
    }

    /** Forgets what a path answered. */
    synchronized TestApp fresh(String path) {
        replies.remove(path);
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Received> received() {
        return received;
    }

    /** The last request. */
    Received last() {
        return received.get(received.size() - 1);
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String before = parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                if (before != null) {
                    throw new IllegalStateException("a parameter twice: " + pair);
                }
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
