package dev.patchbay.tck;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An app with an HTTP API, on a free port of 127.0.0.1. Thread-safe. */
public final class HttpApp implements TestApp {
    /**
     * A request as it came.
     *
     * @param method the HTTP method
     * @param uri path and query, not decoded
     * @param headers by name in lower case
     * @param body as UTF-8 text
     */
    public record Request(String method, String uri, Map<String, List<String>> headers, String body) {
        /** Copies the map. */
        public Request {
            headers = Map.copyOf(headers);
        }

        /** The first value of a header; its name in any case. */
        public Optional<String> header(String name) {
            return values(name).stream().findFirst();
        }

        /** Every value of a header, in order; its name in any case. */
        public List<String> values(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        /** The path, not decoded. */
        public String path() {
            int query = uri.indexOf('?');
            return query < 0 ? uri : uri.substring(0, query);
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param mediaType of the body
     * @param body the text, sent as UTF-8; the empty text is no body
     * @param headers beside the media type
     */
    public record Answer(int status, String mediaType, String body, Map<String, String> headers) {
        /** Copies the map. */
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** JSON with a status. */
        public static Answer json(int status, String json) {
            return new Answer(status, "application/json", json, Map.of());
        }

        /** With one more header. */
        public Answer header(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Answer(status, mediaType, body, more);
        }

        /** A status alone. */
        public static Answer of(int status) {
            return new Answer(status, "", "", Map.of());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<Request, Answer> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private HttpApp(Function<Request, Answer> answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** An app that answers as told; it runs until it is closed. */
    public static HttpApp answering(Function<Request, Answer> answers) {
        try {
            return new HttpApp(answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An app that answers {@code json} where this header has this value, and 401 otherwise. */
    public static HttpApp accepting(String header, String value, String json) {
        return answering(request -> request.header(header).filter(value::equals).isPresent()
                ? Answer.json(200, json) : Answer.json(401, "{\"error\": \"unauthorized\"}"));
    }

    /** What was asked so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /**
     * The one request.
     *
     * @throws AssertionError where there was none, and where there were more
     */
    public Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("asked " + requests.size() + " times");
        }
        return requests.get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) ->
                    headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request =
                    new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
            requests.add(request);
            Answer answer = answers.apply(request);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.mediaType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
