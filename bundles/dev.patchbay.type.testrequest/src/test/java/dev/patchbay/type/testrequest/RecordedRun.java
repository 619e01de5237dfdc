package dev.patchbay.type.testrequest;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** A test run that keeps its steps and sends real requests to a server on loopback, whatever host the URL names. */
public final class RecordedRun implements TestRun, HttpSender {
    private final Values values;
    private final int port;
    private final List<String> steps = new ArrayList<>();
    private final List<HttpCall> calls = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();

    /** A run over these values whose requests reach 127.0.0.1 at the port, without TLS. */
    public RecordedRun(Map<String, ?> values, int port) {
        this.values = Values.of(values);
        this.port = port;
    }

    /** The steps' names with their marks. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** The requests that were sent. */
    public List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    /** How the failed step failed. */
    public Failure failure() {
        return failure.orElseThrow();
    }

    @Override
    public void step(String name, Failure.Reason reason, Action action) {
        try {
            action.run();
            steps.add(name + " PASSED");
        } catch (ConnectionFailure known) {
            fail(name, known.failure());
        } catch (Exception other) {
            fail(name, new Failure(reason, other.getClass().getSimpleName()));
        }
    }

    private void fail(String name, Failure why) {
        steps.add(name + " FAILED");
        failure = Optional.of(why);
    }

    @Override
    public HttpReply send(HttpCall call) throws IOException {
        calls.add(call);
        HttpURLConnection connection = (HttpURLConnection) local(call.uri()).toURL().openConnection();
        connection.setRequestMethod(call.method());
        connection.setInstanceFollowRedirects(false);
        call.headers().forEach(h -> connection.addRequestProperty(h.name(), h.value()));
        int status = connection.getResponseCode();
        connection.disconnect();
        return new HttpReply(status, Map.of(), new byte[0]);
    }

    private URI local(URI uri) throws IOException {
        try {
            URI base = new URI("http", null, "127.0.0.1", port, null, null, null);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return URI.create(base + uri.getRawPath() + query);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public HttpSender http() {
        return this;
    }

    @Override
    public String method() {
        return "";
    }

    @Override
    public Optional<Secret> accessToken() {
        return Optional.empty();
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
    public String expand(String template) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI callbackUri() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return steps.stream().collect(Collectors.joining(", "));
    }
}
