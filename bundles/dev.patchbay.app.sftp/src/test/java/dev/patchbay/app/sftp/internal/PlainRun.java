package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A run as a host would give it, without a guard: plain sockets, and steps that are kept. */
final class PlainRun implements TestRun {
    private final String method;
    private final Values values;
    private final List<String> steps = new ArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private @Nullable Failure failure;

    private PlainRun(String method, Values values) {
        this.method = method;
        this.values = values;
    }

    /** With a password, for the server on loopback; these values come on top, and one that is null takes one away. */
    static PlainRun withPassword(int port, Object... pairs) {
        Map<String, Object> values = common(port);
        values.put("password", Secret.of(RealSshServer.PASSWORD));
        return of("password", values, pairs);
    }

    /** With the user's key, without a passphrase. */
    static PlainRun withKey(int port, Object... pairs) throws Exception {
        Map<String, Object> values = common(port);
        values.put("privateKey", TestKeys.file(TestKeys.USER, null));
        return of("key", values, pairs);
    }

    /** With both. */
    static PlainRun withBoth(int port, Object... pairs) throws Exception {
        Map<String, Object> values = common(port);
        values.put("privateKey", TestKeys.file(TestKeys.USER, null));
        values.put("password", Secret.of(RealSshServer.PASSWORD));
        return of("key-and-password", values, pairs);
    }

    private static Map<String, Object> common(int port) {
        return new TreeMap<>(Map.of("host", "127.0.0.1", "port", port, "username", RealSshServer.USER,
                "hostKeyFingerprint", TestKeys.fingerprint(TestKeys.HOST)));
    }

    private static PlainRun of(String method, Map<String, Object> values, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == null) {
                values.remove(pairs[i]);
            } else {
                values.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return new PlainRun(method, Values.of(values));
    }

    /** Runs the provider's test over this. */
    PlainRun tested() throws IOException {
        new SftpConnectionProvider().test(this);
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
            Failure.Reason general = other instanceof java.net.SocketException ? Failure.Reason.UNREACHABLE : reason;
            failure = new Failure(general, other.getClass().getSimpleName());
        }
    }

    @Override
    public Values values() {
        return values;
    }

    /** Keeps each socket, to see whether it is closed in the end. */
    @Override
    public SocketFactory sockets() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                Socket socket = new Socket();
                sockets.add(socket);
                return socket;
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Ends the call as a host does: closes its sockets. */
    void cancel() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** How many sockets were made, and of those how many are still open. */
    List<Long> socketsMadeAndOpen() {
        return List.of((long) sockets.size(), sockets.stream().filter(s -> !s.isClosed()).count());
    }

    @Override
    public ServerSocketFactory serverSockets() {
        return ServerSocketFactory.getDefault();
    }

    @Override
    public InetSocketAddress resolve(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    @Override
    public X509TrustManager trustManager() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String method() {
        return method;
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
    public HttpSender http() {
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
}
