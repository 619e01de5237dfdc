package dev.patchbay.app.sandbox.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The app's HTTP, on 127.0.0.1 alone. Thread-safe. */
final class SandboxServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int BACKLOG = 32;

    private final HttpServer http;
    private final ExecutorService threads;
    private final OAuth2Routes oauth2;
    private final DeviceRoutes device;
    private final OAuth1Routes oauth1;
    private final ShopRoutes shop;

    private SandboxServer(HttpServer http, Sandbox sandbox) {
        this.http = http;
        String base = "http://127.0.0.1:" + http.getAddress().getPort();
        ThreadFactory daemons = work -> {
            Thread thread = new Thread(work, "sandbox-shop");
            thread.setDaemon(true);
            return thread;
        };
        this.threads = Executors.newFixedThreadPool(THREADS, daemons);
        this.device = new DeviceRoutes(sandbox, base);
        this.oauth2 = new OAuth2Routes(sandbox, device, base);
        this.oauth1 = new OAuth1Routes(sandbox, base);
        this.shop = new ShopRoutes(sandbox);
    }

    /**
     * Starts it.
     *
     * @param port 0 takes a free one
     */
    static SandboxServer start(int port, Sandbox sandbox) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        SandboxServer server = new SandboxServer(HttpServer.create(address, BACKLOG), sandbox);
        server.http.setExecutor(server.threads);
        server.http.createContext("/", server::answer);
        server.http.start();
        return server;
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            route(Exchange.of(request));
        }
    }

    private void route(Exchange exchange) throws IOException {
        switch (exchange.path()) {
            case "/authorize" -> oauth2.authorize(exchange);
            case "/token" -> oauth2.token(exchange);
            case "/revoke" -> oauth2.revoke(exchange);
            case "/device/code" -> device.begin(exchange);
            case "/device" -> device.enter(exchange);
            case "/oauth1/request" -> oauth1.request(exchange);
            case "/oauth1/authorize" -> oauth1.authorize(exchange);
            case "/oauth1/access" -> oauth1.access(exchange);
            case "/api/me" -> shop.me(exchange, false);
            case "/api/orders" -> shop.me(exchange, true);
            case "/" -> shop.home(exchange);
            default -> exchange.html(404, Page.of("Not here", "<p>The sandbox has no such page. <a href=\"/\">Its home</a></p>"));
        }
    }

    /** Frees the port and ends the threads. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
