package dev.patchbay.core.internal.signin;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges through the installed engines; nothing an engine throws leaves here but as a {@link TokenFailure}. Thread-safe. */
public final class EngineExchanges implements Exchanges {
    private static final Logger LOG = LoggerFactory.getLogger(EngineExchanges.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final AuthEngines engines;
    private final Supplier<@Nullable Egress> egress;

    /**
     * @param egress the way out as it is now, null while there is none
     */
    public EngineExchanges(AuthEngines engines, Supplier<@Nullable Egress> egress) {
        this.engines = engines;
        this.egress = egress;
    }

    @Override
    public boolean hasEngine(ConnectionMethod method) {
        return engines.find(method.auth().kind()).isPresent();
    }

    @Override
    public Exchange open(Subject subject) {
        String kind = subject.method().auth().kind();
        AuthEngine engine = engines.find(kind).orElseThrow(() ->
                Problems.unavailable("No engine for the authentication '" + kind + "' is installed."));
        Egress out = egress.get();
        if (out == null) {
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The host has no way out at the moment.", RETRY);
        }
        try {
            return new Opened(engine, subject, out.open(subject.grant().hosts(), subject.loopbackPorts()));
        } catch (ConnectionFailure e) {
            FieldError error = new FieldError("connection", e.reason().name(), e.failure().message());
            throw new ProblemException(ProblemType.APP_FAILED, e.failure().message(), List.of(error));
        }
    }

    private record Opened(AuthEngine engine, Subject subject, EgressCall way) implements Exchange {
        @Override
        public boolean needsPerson() {
            return guarded(() -> engine.needsPerson(call(null)));
        }

        @Override
        public SignIn begin() {
            return guarded(() -> engine.begin(call(null)));
        }

        @Override
        public SignIn resume(Map<String, String> state, Map<String, List<String>> answer) {
            return guarded(() -> engine.resume(call(null), state, answer));
        }

        @Override
        public boolean isRenewable(Tokens held) {
            return guarded(() -> engine.isRenewable(call(held.accessToken()), held));
        }

        @Override
        public Tokens renew(Tokens held) {
            return guarded(() -> engine.renew(call(held.accessToken()), held));
        }

        @Override
        public boolean revoke(Tokens held) {
            return guarded(() -> engine.revoke(call(held.accessToken()), held));
        }

        @Override
        public Optional<Map<String, String>> sign(Tokens held, RequestSigning.Request request) {
            return guarded(() -> engine.sign(call(held.accessToken()), held, request));
        }

        @Override
        public void close() {
            way.close();
        }

        private AuthCall call(@Nullable Secret accessToken) {
            return new ExchangeCall(subject, way, accessToken);
        }
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return Objects.requireNonNull(work.get());
        } catch (TokenFailure e) {
            throw e;
        } catch (ConnectionFailure e) {
            throw new TokenFailure(kind(e.reason()), e.failure(), "", null);
        } catch (RuntimeException | Error e) {
            /* an engine is another bundle: its missing class fails this exchange and not the host; its text may hold a secret */
            LOG.warn("an engine threw {}", e.getClass().getName());
            Failure failure = new Failure(
                    Failure.Reason.UNEXPECTED, "The exchange with the app failed in a way nobody foresaw.");
            throw new TokenFailure(TokenFailure.Kind.LOST, failure, "", null);
        }
    }

    /** Of what only the guard throws it is known that nothing was sent. */
    private static TokenFailure.Kind kind(Failure.Reason reason) {
        return reason == Failure.Reason.EGRESS_REFUSED ? TokenFailure.Kind.REFUSED_HERE : TokenFailure.Kind.LOST;
    }
}
