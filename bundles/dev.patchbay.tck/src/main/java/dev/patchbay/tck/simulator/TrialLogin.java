package dev.patchbay.tck.simulator;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.CallContext;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.calls.Redactor;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.AppRequest;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.Inserts;
import dev.patchbay.core.internal.definitions.Template;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection to a simulated app, with the host's own parts. Of one thread. */
final class TrialLogin {
    private final ConnectionDefinition definition;
    private final ConnectionMethod method;
    private final AppSimulator app;
    private final Egress egress;
    private final Values client;
    private Values values;
    private @Nullable CallSigner signer;

    TrialLogin(ConnectionDefinition definition, ConnectionMethod method, AppSimulator app) {
        this.definition = definition;
        this.method = method;
        this.app = app;
        this.egress = new SimulatedEgress(app.network());
        TrialForm form = new TrialForm(method, app.values());
        this.values = form.connection();
        this.client = method.needsClient() ? form.client() : Values.empty();
    }

    ConnectionMethod method() {
        return method;
    }

    Egress egress() {
        return egress;
    }

    /** Of the connection and its client together. */
    Values values() {
        return TrialForm.both(values, client);
    }

    Grant grant() {
        return Grants.from(definition, method, values());
    }

    /** Whatever is sent from now on is signed by this, where the app wants that. */
    void sign(CallSigner by) {
        signer = CallSigner.isNeeded(method) ? by : null;
    }

    /** Whether a token stands in the requests themselves. */
    boolean sendsToken() {
        return signer == null;
    }

    /** Keeps what the app told. */
    void keep(Map<String, String> captured) {
        values = new TrialForm(method, app.values()).stored(values, captured);
    }

    /** The test of the connection. */
    record Tested(TestReport report, AppAccount account) {
        Optional<Failure> failure() {
            return report.steps().stream().flatMap(step -> Optional.ofNullable(step.failure()).stream()).findFirst();
        }
    }

    Tested test(Values with, @Nullable Secret accessToken) {
        CallContext context = new CallContext(
                new CallContext.Subject(definition, method, with, accessToken, grant(), null, signer),
                egress.open(grant().hosts(), Set.of()), Redactor.of(with, accessToken), step -> { });
        context.probe();
        context.end();
        return new Tested(context.steps().report(), context.account());
    }

    /** Tests it: the app must know whose it is, and let the same credential in everywhere else. */
    void requireWorks(@Nullable Secret accessToken) {
        Tested tested = test(values(), accessToken);
        if (!Boolean.TRUE.equals(tested.report().passed())) {
            throw failed("the test did not pass: " + tested.failure().map(Failure::message).orElse("it did not call the app"));
        }
        keep(tested.account().captured());
        requireCaptured(Column.WHOAMI_CAPTURES);
        requireAccount(Column.ACCOUNT_ID, app.accountId(), tested.account().id());
        requireAccount(Column.ACCOUNT_LABEL, app.accountLabel(), tested.account().label());
        requireReach(accessToken);
    }

    /** That a wrong credential is known for what it is. */
    void requireRejected(String what, Values with, @Nullable Secret accessToken) {
        Reason reason = test(with, accessToken).failure().map(Failure::reason).orElse(null);
        if (reason != Reason.CREDENTIALS_REJECTED) {
            throw failed(what + " is " + (reason == null ? "accepted" : reason) + " and not CREDENTIALS_REJECTED");
        }
    }

    /** That what the app told stands in the fields the facts name. */
    void requireCaptured(Column column) {
        for (String field : app.facts().pairs(column).values()) {
            if (!app.values().get(field).equals(String.valueOf(values.asMap().get(field)))) {
                throw failed("the field " + field + " did not get its value: " + column.header() + " of the facts");
            }
        }
    }

    private void requireAccount(Column column, String told, @Nullable String found) {
        if (!app.facts().cell(column).isEmpty() && !told.equals(found)) {
            throw failed(column.header() + " was not read from the reply: the facts have it at " + app.facts().cell(column));
        }
    }

    /** The rest of the API is reached as a workflow's requests reach it: below the base URL, with the credential injected. */
    private void requireReach(@Nullable Secret accessToken) {
        try {
            reach(accessToken);
        } catch (IOException e) {
            throw failed("a request below the base URL got nowhere: " + e);
        }
    }

    private void reach(@Nullable Secret accessToken) throws IOException {
        Inserts inserts = new Inserts(method, values(), accessToken);
        Template url = Grants.probeUrl(definition, AppSimulator.RESOURCE);
        if (!url.isComplete(inserts)) {
            throw failed("the base URL is not known: " + url.text());
        }
        HttpCall call = AppRequest.of(Probe.get(AppSimulator.RESOURCE), url, method.injection(), inserts);
        try (EgressCall way = egress.open(grant().hosts())) {
            HttpReply reply = way.http().send(signer == null ? call : signer.signed(call));
            if (reply.status() != 200 || !grant().allows(call.uri().getHost().toLowerCase(Locale.ROOT), 443)) {
                throw failed("a request below the base URL was answered with " + reply.status());
            }
        }
    }

    /** A failure, with what the app refused so far. */
    TrialFailure failed(String what) {
        return new TrialFailure(what, app.refusals());
    }

    /** The secrets by name that the connection was made with. */
    List<String> secrets() {
        return values.asMap().entrySet().stream().filter(e -> e.getValue() instanceof Secret).map(Map.Entry::getKey).toList();
    }
}
