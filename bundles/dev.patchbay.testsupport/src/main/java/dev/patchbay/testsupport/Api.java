package dev.patchbay.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the HTTP API with one key. Thread-safe. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    private final URI host;
    private final @Nullable String key;

    /** A client of the host at this address; without a key, a stranger. */
    public Api(URI host, @Nullable String key) {
        this.host = host;
        this.key = key;
    }

    /** The same host with another key. */
    public Api as(@Nullable String otherKey) {
        return new Api(host, otherKey);
    }

    /** The host's address. */
    public URI host() {
        return host;
    }

    /** GETs a path such as {@code /api/v1/providers}. */
    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    /** POSTs a JSON body made of maps, lists and plain values. */
    public Reply post(String path, Object body) {
        return send("POST", path, json(body), Map.of("Content-Type", "application/json"));
    }

    /** POSTs nothing. */
    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody(), Map.of());
    }

    /** PATCHes with a JSON body. */
    public Reply patch(String path, Object body) {
        return send("PATCH", path, json(body), Map.of("Content-Type", "application/json"));
    }

    /** DELETEs. */
    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /** PUTs bytes. */
    public Reply put(String path, byte[] body) {
        return send("PUT", path, BodyPublishers.ofByteArray(body), Map.of("Content-Type", "application/octet-stream"));
    }

    /** Installs a bundle. */
    public Reply install(byte[] jar) {
        return send("POST", "/api/v1/admin/bundles", BodyPublishers.ofByteArray(jar),
                Map.of("Content-Type", "application/java-archive"));
    }

    /** Installs a bundle from a file. */
    public Reply install(Path jar) {
        try {
            return install(java.nio.file.Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + jar, e);
        }
    }

    /** Sends anything and reads the whole answer. */
    public Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        try {
            var response = CLIENT.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + method + " " + path, e);
        }
    }

    /** The request that {@link #send} would send, for answers that are read another way. */
    public HttpRequest request(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(host.resolve(path)).timeout(Duration.ofMinutes(5)).method(method, body);
        headers.forEach(request::setHeader);
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    /** The client beneath. */
    public HttpClient client() {
        return CLIENT;
    }

    /** A value for a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body.getClass(), e);
        }
    }
}
