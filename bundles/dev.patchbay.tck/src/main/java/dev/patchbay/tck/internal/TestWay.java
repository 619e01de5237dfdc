package dev.patchbay.tck.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** The way out of one call under test: the host's own, with a stand-in for the app, and a record of what went through. Thread-safe. */
public final class TestWay implements EgressCall {
    private final EgressCall way;
    private final OptionalInt standIn;
    private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger certificatesChecked = new AtomicInteger();

    /** Over {@code way}; HTTP goes to the stand-in's port of 127.0.0.1, where there is one. */
    public TestWay(EgressCall way, OptionalInt standIn) {
        this.way = way;
        this.standIn = standIn;
    }

    /** The requests that were sent, as the provider made them. */
    public List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    /** The sockets the provider was given. */
    public List<Socket> made() {
        return List.copyOf(made);
    }

    /** How often a server's certificate was checked: once in a full TLS handshake, never in a resumed one. */
    public int certificatesChecked() {
        return certificatesChecked.get();
    }

    @Override
    public HttpSender http() {
        HttpSender sender = way.http();
        return call -> send(sender, call);
    }

    private HttpReply send(HttpSender sender, HttpCall call) throws IOException {
        calls.add(call);
        if (standIn.isEmpty()) {
            return sender.send(call);
        }
        String path = call.uri().getRawPath();
        String query = call.uri().getRawQuery() == null ? "" : "?" + call.uri().getRawQuery();
        HttpCall local = HttpCall.of(call.method(), URI.create("http://127.0.0.1:" + standIn.getAsInt() + path + query));
        String type = "";
        for (HttpCall.Header header : call.headers()) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                type = header.value();
            } else {
                local = local.header(header.name(), header.value());
            }
        }
        byte[] body = call.body();
        return sender.send(body.length == 0 && type.isEmpty() ? local
                : local.body(type, new String(body, StandardCharsets.UTF_8)));
    }

    @Override
    public SocketFactory sockets() {
        return new NotedSockets(way.sockets(), made::add);
    }

    @Override
    public ServerSocketFactory serverSockets() {
        return way.serverSockets();
    }

    @Override
    public X509TrustManager trustManager() {
        return new Counting(way.trustManager());
    }

    @Override
    public InetSocketAddress resolve(String host, int port) throws IOException {
        return way.resolve(host, port);
    }

    @Override
    public long transferred() {
        return way.transferred();
    }

    @Override
    public void close() {
        way.close();
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
            known.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return known.getAcceptedIssuers();
        }
    }
}
