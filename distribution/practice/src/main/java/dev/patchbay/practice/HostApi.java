package dev.patchbay.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The host's HTTP API, as any program would use it. */
final class HostApi {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final String base;
    private final String key;

    HostApi(String base, String key) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.key = key;
    }

    /** An answer with its status. */
    record Answer(int status, byte[] body) {
        JsonNode json() throws IOException {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        }

        /** What the host says is wrong, as one sentence. */
        String problem() throws IOException {
            JsonNode json = json();
            StringBuilder text = new StringBuilder("HTTP " + status + ": " + json.path("title").asText() + " "
                    + json.path("detail").asText());
            json.path("errors").forEach(error -> text.append(" [").append(error.path("field").asText()).append(": ")
                    .append(error.path("message").asText()).append(']'));
            return text.toString();
        }

        /** Never the body: a file's or a credential's. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "application/json", HttpRequest.BodyPublishers.noBody());
    }

    Answer sendJson(String method, String path, JsonNode body) throws IOException {
        return send(method, path, "application/json", HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    Answer send(String method, String path, String contentType, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .method(method, body)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the host was asked", e);
        }
    }
}
