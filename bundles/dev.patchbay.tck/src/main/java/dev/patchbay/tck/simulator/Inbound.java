package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that came in, read whole.
 *
 * @param uri absolute: a request names its host in the request line or in the header {@code Host}
 */
record Inbound(String method, URI uri, Headers headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    static Inbound of(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        if (!uri.isAbsolute()) {
            /* the line that was encrypted ended at whoever passed this on */
            uri = URI.create("https://" + exchange.getRequestHeaders().getFirst("Host") + uri);
        }
        return new Inbound(exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
    }

    /** Method, host and path, for a sentence. */
    String shown() {
        return method + " " + uri.getHost() + path();
    }

    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** As it was sent. */
    String path() {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /** Whether it goes to this URL, whatever its query. */
    boolean isTo(URI other) {
        String otherPath = other.getRawPath() == null || other.getRawPath().isEmpty() ? "/" : other.getRawPath();
        return host().equalsIgnoreCase(other.getHost()) && path().equals(otherPath);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    Pairs query() {
        return Pairs.decoded(uri.getRawQuery());
    }

    /** Without parameters such as a character set. */
    String mediaType() {
        return header("Content-Type").orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The parameters of a form. */
    Pairs form() {
        Refused.unless(mediaType().equals(FORM), 415, "invalid_request",
                "the body must be a form, " + FORM + ", and is " + (mediaType().isEmpty() ? "nothing" : mediaType()));
        return Pairs.decoded(text());
    }

    /** The members of a JSON object that are no objects themselves, as text. */
    Pairs jsonObject() {
        Refused.unless(mediaType().equals("application/json"), 415, "invalid_request",
                "the body must be JSON and is " + (mediaType().isEmpty() ? "nothing" : mediaType()));
        List<Map.Entry<String, String>> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json().properties()) {
            members.add(Map.entry(member.getKey(), member.getValue().asText()));
        }
        return new Pairs(members);
    }

    /** The body as JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new Refused(400, "invalid_request", "the body is no JSON");
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** User and password of Basic authentication (RFC 7617), still encoded as a client of OAuth encodes them; empty without. */
    Optional<String> basic() {
        String value = header("Authorization").orElse("");
        if (!value.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(value.substring(6).strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "invalid_request", "Authorization: Basic is not followed by base64");
        }
    }
}
