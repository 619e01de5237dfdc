package dev.patchbay.app.shopify.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shop's Admin API on loopback: it looks at path, token and query as Shopify does, and answers as Shopify does. */
final class FakeShopify implements AutoCloseable {
    static final String TOKEN = "shpat_0123456789abcdef0123456789abcdef";
    static final String SHOP_NAME = "Caf\u00e9 \"M\u00fcller\" \ud83d\ude00";

    private final HttpServer server;
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile String oldestVersion = "2026-01";
    private volatile String scopes = "";
    private volatile int status = 200;
    private volatile String body = "";

    FakeShopify() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The paths asked for. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    FakeShopify granting(String... handles) {
        scopes = Stream.of(handles).map(h -> "{\"handle\":\"" + h + "\"}").collect(Collectors.joining(","));
        return this;
    }

    /** The oldest version it still serves. */
    FakeShopify serving(String oldest) {
        oldestVersion = oldest;
        return this;
    }

    /** Whatever the token. */
    FakeShopify answering(int code, String text) {
        status = code;
        body = text;
        return this;
    }

    String shop() {
        return "{\"data\":{\"shop\":{\"__typename\":\"Shop\",\"id\":\"gid:\\/\\/shopify\\/Shop\\/1\",\"name\":\""
                + SHOP_NAME.replace("\"", "\\\"") + "\"},\"currentAppInstallation\":{\"accessScopes\":[" + scopes + "]}},"
                + "\"extensions\":{\"cost\":{\"requestedQueryCost\":2,\"throttleStatus\":{\"restoreRate\":100.0}}}}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        paths.add(path);
        String asked = path.replaceAll("^/admin/api/(.*)/graphql\\.json$", "$1");
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.equals(path) || !exchange.getRequestMethod().equals("POST")) {
            reply(exchange, 404, "{\"errors\":\"Not Found\"}");
        } else if (status != 200 || !body.isEmpty()) {
            reply(exchange, status, body);
        } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"))) {
            reply(exchange, 401, "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}");
        } else if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                || !sent.equals(ShopDefinitions.QUERY)) {
            reply(exchange, 400, "{\"errors\":\"bad request\"}");
        } else {
            exchange.getResponseHeaders().add("X-Shopify-API-Version", asked.compareTo(oldestVersion) < 0 ? oldestVersion : asked);
            reply(exchange, 200, shop());
        }
    }

    private static void reply(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
