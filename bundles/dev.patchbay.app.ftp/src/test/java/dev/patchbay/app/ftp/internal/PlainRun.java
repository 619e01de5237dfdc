package dev.patchbay.app.ftp.internal;

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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A run as a host would give it, without a guard: plain sockets, the JDK's certificates, and steps that are kept. */
final class PlainRun implements TestRun {
    private final Values values;
    private final List<String> steps = new ArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger certificatesChecked = new AtomicInteger();
    private @Nullable Failure failure;
    private @Nullable KeyStore trusted;

    private PlainRun(Values values) {
        this.values = values;
    }

    /** Values for the server on loopback, with these on top; a value that is null takes one away. */
    static PlainRun with(int port, Object... pairs) {
        Map<String, Object> values = new TreeMap<>(Map.of("host", "127.0.0.1", "port", port, "encryption", "none",
                "username", RealFtpServer.USER, "password", Secret.of(RealFtpServer.PASSWORD)));
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == null) {
                values.remove(pairs[i]);
            } else {
                values.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return new PlainRun(Values.of(values));
    }

    /** Runs the provider's test over this. */
    PlainRun tested() throws IOException {
        new FtpConnectionProvider().test(this);
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

    /** How many sockets were made, and of those how many are still open. */
    List<Long> socketsMadeAndOpen() {
        return List.of((long) sockets.size(), sockets.stream().filter(s -> !s.isClosed()).count());
    }

    /** How often a server's certificate was checked: once in a full TLS handshake, never in a resumed one. */
    int certificatesChecked() {
        return certificatesChecked.get();
    }

    @Override
    public ServerSocketFactory serverSockets() {
        return ServerSocketFactory.getDefault();
    }

    @Override
    public InetSocketAddress resolve(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    /** The JDK's certificates, none of which is the test's. */
    @Override
    public X509TrustManager trustManager() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return new Counting((X509TrustManager) factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on the certificates of this store are trusted, and no others. */
    PlainRun trusting(KeyStore store) {
        trusted = store;
        return this;
    }

    private final class Counting implements X509TrustManager {
        private final X509TrustManager known;

        Counting(X509TrustManager known) {
            this.known = known;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            certificatesChecked.incrementAndGet();
            known.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return known.getAcceptedIssuers();
        }
    }

    @Override
    public String method() {
        return "login";
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
