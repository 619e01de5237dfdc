package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A run as a host would give it, whose requests reach loopback whatever shop they are for. */
final class ShopRun implements TestRun, HttpSender {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String method;
    private final int port;
    private final Map<String, Object> values = new TreeMap<>(Map.of("shop", "my-store"));
    private final List<String> steps = new ArrayList<>();
    private final List<URI> asked = new ArrayList<>();
    private @Nullable Secret accessToken;
    private @Nullable Failure failure;

    private ShopRun(String method, int port) {
        this.method = method;
        this.port = port;
    }

    /** With an access token in a field. */
    static ShopRun adminToken(int port, String token) {
        return new ShopRun(ShopDefinitions.ADMIN_TOKEN, port).with("adminToken", Secret.of(token));
    }

    /** With a token from a sign-in, or without one. */
    static ShopRun signedIn(String method, int port, @Nullable String token) {
        ShopRun run = new ShopRun(method, port);
        run.accessToken = token == null ? null : Secret.of(token);
        return run;
    }

    ShopRun with(String field, Object value) {
        values.put(field, value);
        return this;
    }

    ShopRun testedBy(ConnectionProvider provider) throws Exception {
        provider.test(this);
        return this;
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    Failure failure() {
        if (failure == null) {
            throw new AssertionError("no step failed: " + steps);
        }
        return failure;
    }

    /** What the provider asked for, before it was sent to loopback. */
    List<URI> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void step(String name, Failure.Reason reason, Action action) {
        if (failure != null) {
            steps.add(name + " SKIPPED");
            return;
        }
        try {
            action.run();
            steps.add(name + " PASSED");
        } catch (ConnectionFailure known) {
            steps.add(name + " FAILED");
            failure = known.failure();
        } catch (Exception other) {
            steps.add(name + " FAILED");
            failure = new Failure(reason, other.getClass().getSimpleName());
        }
    }

    @Override
    public HttpReply send(HttpCall call) throws IOException {
        asked.add(call.uri());
        URI local = URI.create("http://127.0.0.1:" + port + call.uri().getRawPath());
        HttpRequest.Builder request = HttpRequest.newBuilder(local)
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(h -> request.header(h.name(), h.value()));
        try {
            HttpResponse<byte[]> reply = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new HttpReply(reply.statusCode(), reply.headers().map(), reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public Values values() {
        return Values.of(values);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Optional<Secret> accessToken() {
        return Optional.ofNullable(accessToken);
    }

    @Override
    public HttpSender http() {
        return this;
    }

    @Override
    public String expand(String template) {
        return template.replace("{shop}", String.valueOf(values.get("shop")));
    }

    @Override
    public void probe() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketFactory sockets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocketFactory serverSockets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public X509TrustManager trustManager() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress resolve(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI callbackUri() {
        throw new UnsupportedOperationException();
    }
}
