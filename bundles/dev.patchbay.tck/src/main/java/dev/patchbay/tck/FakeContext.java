package dev.patchbay.tck;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.CallContext;
import dev.patchbay.core.internal.calls.MappedSession;
import dev.patchbay.core.internal.calls.Redactor;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.egress.internal.LocalEgress;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.tck.internal.Certificates;
import dev.patchbay.tck.internal.Output;
import dev.patchbay.tck.internal.TestWay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/**
 * One call's view of a connection without a host around it. It is the host's own code: templates, grant, limits of HTTP (no
 * redirects, 1 MiB, 10 seconds) and what an exception means are as in a host. Two things differ: only this machine is reached,
 * and nothing is taken out of messages, so that a leak is seen. Close it to end the call. Thread-safe.
 */
public class FakeContext implements ConnectionContext, AutoCloseable {
    private static final LocalEgress EGRESS = new LocalEgress(null);
    /** Where {@link #callbackUri()} leads. */
    private static final URI CALLBACK = URI.create("https://patchbay.example/oauth/callback/test");

    static {
        Output.quietHost();
    }

    private final LocalEgress egress;
    private final TestWay way;
    private final CallContext call;
    private volatile int leftOpen = -1;

    /** A call about this connection. */
    public FakeContext(ConnectionDefinition definition, SampleConnection connection) {
        this(definition, connection, step -> { });
    }

    FakeContext(ConnectionDefinition definition, SampleConnection connection, Consumer<TestReport.Step> onStep) {
        ConnectionMethod method = definition.method(connection.method()).orElseThrow(
                () -> new IllegalArgumentException("the definition has no method " + connection.method()));
        Grant grant = grant(definition, method, connection.values());
        List<String> reachable = new ArrayList<>(grant.hosts());
        connection.standIn().ifPresent(port -> reachable.add("127.0.0.1:" + port));
        egress = connection.trusted().isEmpty() ? EGRESS : new LocalEgress(Certificates.file(connection.trusted()));
        way = new TestWay(egress.open(reachable, Set.of()), connection.standIn());
        call = new CallContext(
                new CallContext.Subject(
                        definition, method, connection.values(), connection.accessToken().orElse(null), grant, CALLBACK),
                way, Redactor.of(Values.empty(), null), onStep);
    }

    private static Grant grant(ConnectionDefinition definition, ConnectionMethod method, Values values) {
        try {
            return Grants.from(definition, method, values);
        } catch (ProblemException e) {
            throw new IllegalArgumentException("the connection's values make no grant: " + e.getMessage(), e);
        }
    }

    CallContext call() {
        return call;
    }

    /** The requests the provider sent, as it made them. */
    public List<HttpCall> calls() {
        return way.calls();
    }

    /** How many sockets the provider was given. */
    public int socketsMade() {
        return way.made().size();
    }

    /** How many of them the provider has not closed: now, or when the call ended. */
    public int socketsLeftOpen() {
        return leftOpen >= 0 ? leftOpen : (int) way.made().stream().filter(socket -> !socket.isClosed()).count();
    }

    /** How often a server's certificate was checked: once in a full TLS handshake, never in a resumed one. */
    public int certificatesChecked() {
        return way.certificatesChecked();
    }

    /** What a host says of something a provider threw. */
    public Failure failure(Throwable thrown) {
        return call.failure(thrown, thrown instanceof IOException ? Reason.REMOTE_ERROR : Reason.UNEXPECTED);
    }

    /**
     * Opens a file session as a host uses it: what its methods throw is mapped.
     *
     * @throws Exception what the provider threw, unmapped; see {@link #failure}
     */
    public FileSession open(FileTransfer provider) throws Exception {
        return new MappedSession(provider.open(call), call);
    }

    /** Ends the call as a host does at its deadline: the sockets are closed, the context is of no use afterwards. */
    public void cut() {
        call.cut(true);
    }

    /** Ends the call. */
    @Override
    public void close() {
        leftOpen = socketsLeftOpen();
        call.end();
        if (egress != EGRESS) {
            egress.close();
        }
    }

    @Override
    public Values values() {
        return call.values();
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public Optional<Secret> accessToken() {
        return call.accessToken();
    }

    @Override
    public HttpSender http() {
        return call.http();
    }

    @Override
    public SocketFactory sockets() {
        return call.sockets();
    }

    @Override
    public ServerSocketFactory serverSockets() {
        return call.serverSockets();
    }

    @Override
    public X509TrustManager trustManager() {
        return call.trustManager();
    }

    @Override
    public InetSocketAddress resolve(String host, int port) throws IOException {
        return call.resolve(host, port);
    }

    @Override
    public String expand(String template) {
        return call.expand(template);
    }

    @Override
    public URI callbackUri() {
        return call.callbackUri();
    }
}
