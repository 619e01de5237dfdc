package dev.patchbay.app.sandbox.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One request and its answer. */
final class Exchange {
    private static final int MOST = 16_384;

    /** A parameter as it came, decoded once. */
    record Parameter(String name, String value) {}

    private final HttpExchange http;
    private final List<Parameter> query;
    private final List<Parameter> form;

    private Exchange(HttpExchange http, List<Parameter> query, List<Parameter> form) {
        this.http = http;
        this.query = query;
        this.form = form;
    }

    /** Reads the request. */
    static Exchange of(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readNBytes(MOST);
        String type = Optional.ofNullable(http.getRequestHeaders().getFirst("Content-Type")).orElse("");
        boolean form = type.toLowerCase(java.util.Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        return new Exchange(http, parse(http.getRequestURI().getRawQuery()),
                form ? parse(new String(body, StandardCharsets.UTF_8)) : List.of());
    }

    private static List<Parameter> parse(@org.jspecify.annotations.Nullable String text) {
        List<Parameter> all = new ArrayList<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            all.add(new Parameter(decode(equals < 0 ? pair : pair.substring(0, equals)),
                    decode(equals < 0 ? "" : pair.substring(equals + 1))));
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    List<Parameter> queryParameters() {
        return query;
    }

    List<Parameter> formParameters() {
        return form;
    }

    /** A parameter of the body, or of the query; empty text where there is none. */
    String get(String name) {
        return java.util.stream.Stream.concat(form.stream(), query.stream())
                .filter(p -> p.name().equals(name)).map(Parameter::value).findFirst().orElse("");
    }

    /** Scopes with spaces between. */
    Set<String> scopes() {
        Set<String> all = new TreeSet<>(List.of(get("scope").strip().split("\\s+")));
        all.remove("");
        return all;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    /** User and password of Basic authentication, form-decoded (RFC 6749 section 2.3.1); else the parameters of the body. */
    Map.Entry<String, String> client() {
        String authorization = header("Authorization").orElse("");
        if (authorization.startsWith("Basic ")) {
            try {
                String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                if (colon >= 0) {
                    return Map.entry(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)));
                }
            } catch (IllegalArgumentException e) {
                return Map.entry("", "");
            }
        }
        return Map.entry(get("client_id"), get("client_secret"));
    }

    /** The absolute URL as the other side knows it, without query. */
    String url() {
        return "http://" + header("Host").orElse("") + path();
    }

    void html(int status, String page) throws IOException {
        http.getResponseHeaders().set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
        send(status, "text/html; charset=utf-8", page);
    }

    void json(int status, Map<String, ?> members) throws IOException {
        send(status, "application/json", Json.object(members));
    }

    void form(int status, Map<String, String> members) throws IOException {
        List<String> pairs = new ArrayList<>();
        members.forEach((name, value) -> pairs.add(OAuth1Check.encode(name) + "=" + OAuth1Check.encode(value)));
        send(status, "application/x-www-form-urlencoded", String.join("&", pairs));
    }

    /** An error of the token endpoint (RFC 6749 section 5.2). */
    void error(int status, String code, String description) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("error", code);
        members.put("error_description", description);
        json(status, members);
    }

    void redirect(String to) throws IOException {
        http.getResponseHeaders().set("Location", to);
        send(303, "text/plain", "");
    }

    private void send(int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("Cache-Control", "no-store");
        http.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        http.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }
}
