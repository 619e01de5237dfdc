package dev.patchbay.type.testrequest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app on loopback that answers everything with one status and keeps what it was asked. */
public final class AppServer implements AutoCloseable {
    /** One request as it came. */
    public record Asked(String method, String rawUri, List<String> authorization, List<String> apiKey, List<String> keyId) {}

    private final HttpServer server;
    private final int status;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Starts on a free port. */
    public AppServer(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
                exchange.getRequestHeaders().getOrDefault("X-Api-Key", List.of()),
                exchange.getRequestHeaders().getOrDefault("X-Key-Id", List.of())));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** The port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The one request. */
    public Asked only() {
        if (asked.size() != 1) {
            throw new AssertionError("asked " + asked.size() + " times");
        }
        return asked.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
