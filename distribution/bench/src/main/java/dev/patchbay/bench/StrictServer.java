package dev.patchbay.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link TokenBooks} on loopback: the authorization server, which takes its time, says yes to every person and can be down, and
 * beside it the API whose tokens it gives. Thread-safe.
 */
final class StrictServer implements AutoCloseable {
    static final String CLIENT_ID = "bench";
    static final String CLIENT_SECRET = "bench-secret";

    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.US_ASCII));
    private static final String BEARER = "Bearer ";
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final TokenBooks books;
    private final LongSupplier clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "strict-server");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer api;
    private final InetSocketAddress address;
    private volatile boolean unavailable;
    private @Nullable HttpServer server;

    StrictServer(TokenBooks books, LongSupplier clock) throws IOException {
        this.books = books;
        this.clock = clock;
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(threads);
        api.createContext("/me", this::me);
        api.start();
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getAddress();
    }

    private HttpServer listen(InetSocketAddress at) throws IOException {
        HttpServer made = HttpServer.create(at, 0);
        made.setExecutor(threads);
        made.createContext("/authorize", this::authorize);
        made.createContext("/token", counted(this::token));
        made.start();
        return made;
    }

    /** Where the API is. */
    URI api() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/me");
    }

    /** Where people say yes. */
    URI authorizeUrl() {
        return URI.create("http://127.0.0.1:" + address.getPort() + "/authorize");
    }

    /** Where tokens are given. */
    URI tokenUrl() {
        return authorizeUrl().resolve("/token");
    }

    /** Answers 503 to every token request that comes from now on, or no longer. */
    void unavailable(boolean yes) {
        unavailable = yes;
    }

    /** Takes no more connections; what is under way is answered before, so that the server itself loses nothing. */
    synchronized void leave() {
        unavailable = true;
        while (underWay.get() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Is there again, at the same address. */
    synchronized void comeBack() throws IOException {
        server = listen(address);
        unavailable = false;
    }

    private HttpHandler counted(HttpHandler handler) {
        return exchange -> {
            underWay.incrementAndGet();
            try {
                handler.handle(exchange);
            } finally {
                underWay.decrementAndGet();
            }
        };
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
            String redirectUri = query.getOrDefault("redirect_uri", "");
            String code = books.authorize(query.getOrDefault("code_challenge", ""), redirectUri);
            exchange.getResponseHeaders().add("Location", redirectUri + "?code=" + code + "&state="
                    + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            long arrivedAt = clock.getAsLong();
            boolean down = unavailable;
            Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (down) {
                send(exchange, 503, "{}");
                return;
            }
            if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\": \"invalid_client\"}");
                return;
            }
            takeTime();
            TokenBooks.Answered answered = books.exchange(form, arrivedAt);
            takeTime();
            try {
                String tokens = answered.tokens();
                send(exchange, tokens == null ? 400 : 200, tokens == null ? "{\"error\": \"invalid_grant\"}" : tokens);
            } finally {
                TokenBooks.Use use = answered.use();
                if (use != null) {
                    books.answered(use);
                }
            }
        }
    }

    private void me(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean good = header.startsWith(BEARER) && books.present(header.substring(BEARER.length()));
            send(exchange, good ? 200 : 401, "{}");
        }
    }

    /** As a server elsewhere does; it makes it likely that a kill or a freeze falls into a renewal. */
    private static void takeTime() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
        api.stop(0);
        threads.shutdownNow();
    }
}
