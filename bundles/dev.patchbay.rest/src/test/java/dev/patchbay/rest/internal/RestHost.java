package dev.patchbay.rest.internal;

import dev.patchbay.host.state.HostState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleException;

/** The whole thing with a fake host behind it, and a client for it. One for all tests: a framework takes a second. */
final class RestHost {
    private static RestHost shared;

    final FakeHost fake = new FakeHost();
    final FelixHost felix;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RestHost() throws IOException, BundleException {
        felix = new FelixHost(Map.of()).start();
        fake.registerIn(felix);
    }

    /** The shared host, with nothing noted. */
    static synchronized RestHost get() throws IOException, BundleException {
        if (shared == null) {
            shared = new RestHost();
            Runtime.getRuntime().addShutdownHook(new Thread(shared.felix::close));
        }
        shared.fake.calls.clear();
        shared.fake.faults = List.of();
        shared.fake.publicUrl = "http://connect.example.com:7070";
        shared.fake.phase = HostState.Phase.READY;
        shared.fake.test = onStep -> onStep.accept(FakeHost.PASSED);
        return shared;
    }

    HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + felix.port() + path)).method(method, body);
    }

    HttpRequest.Builder authorized(String method, String path, HttpRequest.BodyPublisher body) {
        return request(method, path, body).header("Authorization", "Bearer " + FakeHost.KEY);
    }

    /** With a session's key in its cookie. */
    HttpRequest.Builder withCookie(String method, String path, String key, HttpRequest.BodyPublisher body) {
        return request(method, path, body).header("Cookie", "pb_session=" + key);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<InputStream> stream(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorized("GET", path, HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> json(String method, String path, String body) throws IOException, InterruptedException {
        return send(authorized(method, path, HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    /** Sends bytes as they are, part by part, and reads until the server closes. */
    String raw(String... parts) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", felix.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            socket.setTcpNoDelay(true);
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.ISO_8859_1));
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
