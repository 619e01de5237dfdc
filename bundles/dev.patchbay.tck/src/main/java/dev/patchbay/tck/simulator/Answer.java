package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What the app answers.
 *
 * @param location where it redirects to; empty where it does not
 */
record Answer(int status, String mediaType, String body, String location) {

    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", body.toString(), "");
    }

    static Answer of(int status, String mediaType, String body) {
        return new Answer(status, mediaType, body, "");
    }

    static Answer redirect(URI to) {
        return new Answer(302, "text/plain", "", to.toString());
    }

    void sendTo(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", mediaType + ";charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
