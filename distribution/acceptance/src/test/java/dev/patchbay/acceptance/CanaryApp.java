package dev.patchbay.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An app on 127.0.0.1 with OAuth 2.0, device codes and OAuth 1.0a. Everything it gives out and everything secret it is sent is
 * kept by its kind, and when it is told to be rude it repeats in its errors whatever it got. Thread-safe.
 */
final class CanaryApp implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Set<String>> secrets = new LinkedHashMap<>();
    private boolean rude;
    private int made;

    CanaryApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on it refuses, and repeats what it was sent, or not. */
    synchronized void rude(boolean now) {
        rude = now;
    }

    /** What it gave out and was sent, by kind. */
    synchronized Map<String, Set<String>> secrets() {
        return new LinkedHashMap<>(secrets);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of("")).get(0);
            Map<String, String> sent = parameters(query == null ? body : query + "&" + body);
            keep("verifier", sent.get("code_verifier"));
            keep("state", sent.get("state"));
            if (rude && exchange.getRequestMethod().equals("POST")) {
                String all = (query + " " + body + " " + authorization).replaceAll("[^ -~]|[\"\\\\]", "");
                send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + all + "\",\"error_uri\":\"" + all + "\"}");
                return;
            }
            route(exchange, sent, authorization);
        }
    }

    private void route(HttpExchange exchange, Map<String, String> sent, String authorization) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/authorize" -> back(exchange, sent.get("redirect_uri"), "code", made("code"), "state", sent.get("state"));
            case "/token" -> send(exchange, 200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"" + made("access token")
                    + "\",\"refresh_token\":\"" + made("refresh token") + "\"}");
            case "/device" -> send(exchange, 200, "{\"device_code\":\"" + made("device code") + "\",\"user_code\":\"ABCD-EFGH\","
                    + "\"verification_uri\":\"" + url("/enter") + "\",\"expires_in\":600,\"interval\":1}");
            case "/request_token" -> {
                callback = header(authorization, "oauth_callback");
                send(exchange, 200, "oauth_callback_confirmed=true&oauth_token=" + made("request token") + "&oauth_token_secret="
                        + made("token secret"));
            }
            case "/authorize1" -> back(exchange, callback, "oauth_token", sent.get("oauth_token"), "oauth_verifier", made("OAuth 1 verifier"));
            case "/access_token" -> send(exchange, 200, "oauth_token=" + made("OAuth 1 token") + "&oauth_token_secret="
                    + made("token secret"));
            default -> send(exchange, 200, "{\"id\":\"1\",\"name\":\"" + authorization.replaceAll("[^ -~]|[\"\\\\]", "") + "\"}");
        }
    }

    private String callback = "";

    private String made(String kind) {
        String value = "Canary" + HexFormat.of().formatHex(Canary.bytes()) + made++;
        keep(kind, value);
        return value;
    }

    private void keep(String kind, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            secrets.computeIfAbsent(kind, k -> new TreeSet<>()).add(value);
        }
    }

    private static String header(String authorization, String name) {
        return URLDecoder.decode(authorization.replaceFirst("(?s).*" + name + "=\"([^\"]*)\".*", "$1"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
        }
        return all;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void back(HttpExchange exchange, String to, String... parameters) throws IOException {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Location", to + "?" + String.join("&", pairs));
        exchange.sendResponseHeaders(303, -1);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
