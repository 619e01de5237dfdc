package dev.patchbay.core.internal.calls;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.AppRequest;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.HostSyntax;
import dev.patchbay.core.internal.definitions.Inserts;
import dev.patchbay.core.internal.definitions.RateLimit;
import dev.patchbay.core.internal.definitions.Template;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What a provider sees during one call. After the call every method throws {@link IllegalStateException}. Thread-safe. */
public final class CallContext implements TestRun {
    /** What a call is about. */
    public record Subject(
            ConnectionDefinition definition,
            ConnectionMethod method,
            Values values,
            @Nullable Secret accessToken,
            Grant grant,
            @Nullable URI callback,
            @Nullable CallSigner signer) {
        /** One whose requests are not signed. */
        public Subject(
                ConnectionDefinition definition,
                ConnectionMethod method,
                Values values,
                @Nullable Secret accessToken,
                Grant grant,
                @Nullable URI callback) {
            this(definition, method, values, accessToken, grant, callback, null);
        }
    }

    private final Subject subject;
    private final Inserts inserts;
    private final EgressCall way;
    private final FailureTable failures;
    private final StepLog steps;
    private final AtomicInteger inHost = new AtomicInteger();
    private volatile boolean over;
    private volatile boolean probed;
    private volatile AppAccount account = AppAccount.UNKNOWN;

    /**
     * A call over this way out.
     *
     * @param redactor takes the secrets out of every message
     * @param onStep hears each step when it ends
     */
    public CallContext(Subject subject, EgressCall way, Redactor redactor, Consumer<TestReport.Step> onStep) {
        this.subject = subject;
        this.inserts = new Inserts(subject.method(), subject.values(), subject.accessToken());
        this.way = way;
        this.failures = new FailureTable(redactor);
        this.steps = new StepLog(redactor, step -> inHost(() -> onStep.accept(step)));
    }

    @Override
    public Values values() {
        refuseWhenOver();
        return inserts.values();
    }

    @Override
    public String method() {
        refuseWhenOver();
        return subject.method().id();
    }

    @Override
    public Optional<Secret> accessToken() {
        refuseWhenOver();
        return Optional.ofNullable(subject.accessToken());
    }

    @Override
    public HttpSender http() {
        refuseWhenOver();
        return this::send;
    }

    private HttpReply send(HttpCall call) throws IOException {
        refuseWhenOver();
        URI uri = call.uri();
        int port = uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        String host = HostSyntax.host(uri).orElse("");
        if (!subject.grant().allows(host, port)) {
            throw new ConnectionFailure(Reason.EGRESS_REFUSED,
                    "The grant of this connection does not include the host " + uri.getHost() + ".");
        }
        return way.http().send(call);
    }

    @Override
    public SocketFactory sockets() {
        refuseWhenOver();
        return way.sockets();
    }

    @Override
    public ServerSocketFactory serverSockets() {
        refuseWhenOver();
        return way.serverSockets();
    }

    @Override
    public X509TrustManager trustManager() {
        refuseWhenOver();
        return way.trustManager();
    }

    @Override
    public InetSocketAddress resolve(String host, int port) throws IOException {
        refuseWhenOver();
        return way.resolve(host, port);
    }

    @Override
    public String expand(String template) {
        refuseWhenOver();
        try {
            return new Template(template).url(inserts);
        } catch (Template.Misfit e) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "The field " + e.field() + ": " + e.getMessage());
        }
    }

    @Override
    public URI callbackUri() {
        refuseWhenOver();
        if (subject.callback() == null) {
            throw new ConnectionFailure(Reason.CLIENT_MISCONFIGURED,
                    "The host does not know its own address: set public.url.");
        }
        return subject.callback();
    }

    @Override
    public void step(String name, Reason reason, Action action) {
        refuseWhenOver();
        if (!steps.begin(name)) {
            return;
        }
        Failure failure = null;
        try {
            action.run();
        } catch (Throwable e) {
            /* of an error no less than of an exception: a provider's missing class fails its step, not the host */
            failure = failures.of(e, e instanceof Error ? Reason.UNEXPECTED : reason);
        }
        steps.end(failure);
        refuseWhenOver();
    }

    @Override
    public void probe() {
        refuseWhenOver();
        Optional<Probe> probe = subject.method().probe();
        if (probe.isEmpty()) {
            return;
        }
        Template url = Grants.probeUrl(subject.definition(), probe.get().url());
        if (url.isComplete(inserts)) {
            probed = true;
            step("Call the app", Reason.REMOTE_ERROR, () -> call(probe.get(), url));
        }
    }

    private void call(Probe probe, Template url) throws IOException {
        int[] accepted = probe.accepted().stream().mapToInt(Integer::intValue).toArray();
        HttpCall call = AppRequest.of(probe, url, subject.method().injection(), inserts);
        HttpReply reply = http().send(subject.signer() == null ? call : subject.signer().signed(call));
        RateLimit.refuse(subject.method().limits(), reply);
        reply.expect(accepted);
        if (!AppAccount.isExpected(probe, reply.text())) {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The app answered, but not that the login works.");
        }
        account = AppAccount.of(probe, reply.text());
    }

    /** Asks the app whose login it is, unless the provider's test did so already. */
    public void askWhose() {
        if (!probed && subject.method().probe().filter(AppAccount::isToldBy).isPresent()) {
            probe();
        }
    }

    /** What the probe's reply told. */
    public AppAccount account() {
        return account;
    }

    /** The failure a throwable of the provider means. */
    public Failure failure(Throwable thrown, Reason otherwise) {
        return failures.of(thrown, otherwise);
    }

    /** The steps. */
    public StepLog steps() {
        return steps;
    }

    /** Hands the provider's fault to the steps, as the end of the test. */
    public void fail(Failure failure) {
        steps.close(failure).ifPresent(steps::deliver);
    }

    /** A number that grows while bytes go through the call's sockets. */
    public long progress() {
        return way.transferred();
    }

    /** Whether the call is in code of the host at the moment, such as the stream of a slow client. */
    public boolean isInHost() {
        return inHost.get() > 0;
    }

    /**
     * Ends the call from outside: notes why, then closes its sockets.
     *
     * @param late whether its time was over; otherwise nobody waits for it any more
     */
    public void cut(boolean late) {
        over = true;
        Optional<TestReport.Step> last =
                steps.close(late ? new Failure(Reason.UNREACHABLE, "There was no answer in time.") : null);
        way.close();
        last.ifPresent(steps::deliver);
    }

    /** Does something of the host's within the call, such as writing to a client. */
    private void inHost(Runnable work) {
        inHost.incrementAndGet();
        try {
            work.run();
        } finally {
            inHost.decrementAndGet();
        }
    }

    /** The streams of the caller, as the provider gets them. */
    ClientStreams clientStreams() {
        return new ClientStreams(this::isOpen, inHost);
    }

    /** Whether the call still runs. */
    private boolean isOpen() {
        return !over;
    }

    /** Ends the use of this context and closes its sockets. */
    public void end() {
        over = true;
        way.close();
    }

    private void refuseWhenOver() {
        if (over) {
            throw new IllegalStateException("the call is over");
        }
    }
}
