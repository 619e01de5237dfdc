package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connect.SessionState.Phase;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the submitted form to the stored connection. Each step works on a session as it was read and ends with one write that
 * compares the session's version: of two requests at once the second writes nothing. Thread-safe.
 */
final class SignInFlow {
    /** How long an app has for its answer (RFC 6749 section 10.12 asks for a short-lived binding). */
    static final long PATIENCE = Duration.ofMinutes(10).toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(SignInFlow.class);
    private static final long LEAST_INTERVAL = 1_000;

    private final StoredSessions sessions;
    private final Connectable connectable;
    private final FormCheck check;
    private final AppSignIn app;
    private final ProviderSignIn provider;
    private final Landing landing;
    private final ConnectionCommit commit;
    private final FlowEvents events;
    private final BrowserKeys keys;
    private final Clock clock;
    private final LongSupplier tokenTime;

    /** Something that ends as the person reads it where it fails. */
    private interface Work {
        void run();
    }

    SignInFlow(
            ConnectGround ground,
            Connectable connectable,
            FormCheck check,
            AppSignIn app,
            ProviderSignIn provider,
            Landing landing,
            ConnectionCommit commit,
            FlowEvents events,
            LongSupplier tokenTime) {
        this.sessions = ground.sessions();
        this.connectable = connectable;
        this.check = check;
        this.app = app;
        this.provider = provider;
        this.landing = landing;
        this.commit = commit;
        this.events = events;
        this.keys = ground.keys();
        this.clock = ground.clock();
        this.tokenTime = tokenTime;
    }

    /** The form was sent. */
    void connect(Session session, Map<String, String> sent, String address) {
        SessionState state = session.state();
        state.turn(Phase.FORM);
        orFail(session, Phase.FORM, address, () -> {
            Providers.Live live = live(state);
            ConnectionMethod method = connectable.method(live.definition(), sent.getOrDefault("method", state.method));
            state.method = method.id();
            state.typed = FormInput.typed(method, sent);
            FormCheck.Result result = check.check(session, live, method, sent, address);
            Prepared prepared = result.prepared();
            if (prepared == null) {
                state.errors = result.errors();
                sessions.save(session);
            } else if (method.auth() instanceof Auth.StoredFields) {
                test(session, prepared, address);
            } else if (method.auth() instanceof Auth.Interactive) {
                provider.begin(session, prepared, address);
            } else {
                begin(session, prepared, address);
            }
        });
    }

    private void test(Session session, Prepared prepared, String address) {
        SignedIn signedIn = landing.test(prepared);
        if (Boolean.FALSE.equals(signedIn.report().passed())) {
            session.state().report = signedIn.report();
            sessions.save(session, w -> events.failed(w, session, address, firstFailure(signedIn.report())));
            return;
        }
        commit.store(session, prepared, signedIn, address);
    }

    private static Failure firstFailure(TestReport report) {
        return report.steps().stream().map(TestReport.Step::failure).filter(Objects::nonNull).findFirst()
                .orElseGet(() -> new Failure(Reason.UNEXPECTED, "The test failed."));
    }

    private void begin(Session session, Prepared prepared, String address) {
        String nonce = keys.next();
        long sentAt = tokenTime.getAsLong();
        SignIn next = app.begin(prepared, nonce);
        SignInAttempt attempt = new SignInAttempt(
                prepared.method().id(), prepared.client() == null ? null : prepared.client().id(), prepared.values(),
                prepared.scopes(), nonce, Map.of(), null, null, clock.millis());
        if (next instanceof SignIn.Redirect redirect) {
            session.state().turn(Phase.LEAVING);
            session.state().attempt = attempt.leaving(redirect.to(), redirect.state());
            session.state().correlation = BrowserKeys.hash(redirect.correlation());
            sessions.save(session);
        } else {
            step(session, prepared, attempt, next, sentAt, address);
        }
    }

    /** What an exchange without redirect came to. */
    private void step(
            Session session, Prepared prepared, SignInAttempt attempt, SignIn next, long sentAt, String address) {
        if (next instanceof SignIn.Done done) {
            land(session, prepared, attempt, done.tokens(), sentAt, address);
        } else if (next instanceof SignIn.ShowCode code) {
            long interval = Math.max(LEAST_INTERVAL, code.interval().toMillis());
            long until = attempt.code() == null ? clock.millis() + code.expiresIn().toMillis() : attempt.code().until();
            session.state().turn(Phase.CODE);
            session.state().attempt = attempt.showing(new SignInAttempt.Code(
                    code.at(), code.complete(), code.code(), interval, until, clock.millis() + interval), code.state());
            sessions.save(session);
        } else {
            throw new ConnectionFailure(Reason.UNEXPECTED, "The sign-in went on in a way nobody foresaw.");
        }
    }

    private void land(
            Session session, Prepared prepared, SignInAttempt attempt, Tokens tokens, long sentAt, String address) {
        SignedIn signedIn = landing.land(session, prepared, tokens, attempt.scopes(), sentAt);
        if (signedIn.before() == null) {
            commit.store(session, prepared, signedIn, address);
            return;
        }
        session.state().turn(Phase.CONFIRM);
        session.state().signedIn = signedIn;
        sessions.save(session);
    }

    /**
     * The person is back with the app's answer. The answer is taken once: the session says so, durably, before anything is sent.
     *
     * @param session one that waits for it
     */
    void answered(Session session, Map<String, List<String>> answer, String address) {
        SignInAttempt attempt = Objects.requireNonNull(session.state().attempt);
        if (isOver(session)) {
            expire(session, address);
            return;
        }
        exchange(session, attempt, address, (now, prepared) -> {
            if (attempt.turn() != null) {
                provider.resume(now, prepared, attempt, ProviderSignIn.answer(attempt, answer), address);
                return;
            }
            long sentAt = tokenTime.getAsLong();
            step(now, prepared, attempt, app.resume(prepared, attempt, answer), sentAt, address);
        });
    }

    /** The person filled in what the provider asked for. */
    void reply(Session session, Map<String, String> sent, String address) {
        SignInAttempt attempt = Objects.requireNonNull(session.state().attempt);
        ProviderTurn turn = Objects.requireNonNull(attempt.turn());
        ConnectionMethod form = Objects.requireNonNull(turn.form());
        if (isOver(session)) {
            expire(session, address);
            return;
        }
        Map<String, Object> entered = FormInput.read(form.connectionFields(), sent, FormCheck.VALUES);
        ValueRules.Checked checked =
                ValueRules.checkSignIn(form, ValueRules.withoutHidden(form, entered), FormCheck.VALUES);
        if (checked.errors().isEmpty()) {
            exchange(session, attempt, address, (now, prepared) ->
                    provider.resume(now, prepared, attempt, checked.values(), address));
            return;
        }
        Map<String, String> typed = FormInput.typed(form, sent);
        session.state().attempt = attempt.turned(turn.typed(typed), null, null, attempt.since());
        session.state().errors = checked.errors();
        sessions.save(session);
    }

    /** What follows an answer that is taken once. */
    private interface Taken {
        void run(Session session, Prepared prepared);
    }

    private void exchange(Session session, SignInAttempt attempt, String address, Taken work) {
        session.state().phase = Phase.EXCHANGING;
        session.state().attempt = attempt.exchangingSince(clock.millis());
        if (!sessions.save(session)) {
            return;
        }
        Session now = sessions.find(session.id()).filter(s -> s.state().phase == Phase.EXCHANGING).orElse(null);
        if (now == null) {
            return;
        }
        orFail(now, Phase.FAILED, address, () ->
                work.run(now, prepared(now, attempt.method(), attempt.client(), attempt.values())));
    }

    /** Asks whether the person entered the code, at most once in the app's interval, whoever asks. */
    void poll(Session session, String address) {
        SignInAttempt attempt = Objects.requireNonNull(session.state().attempt);
        SignInAttempt.Code code = Objects.requireNonNull(attempt.code());
        long now = clock.millis();
        if (now >= code.until()) {
            expire(session, address);
            return;
        }
        if (now < code.nextPoll()) {
            return;
        }
        session.state().attempt = attempt.pollingAfter(new SignInAttempt.Code(
                code.at(), code.complete(), code.code(), code.interval(), code.until(), now + code.interval()));
        if (!sessions.save(session)) {
            return;
        }
        Session claimed = sessions.find(session.id()).filter(s -> s.state().phase == Phase.CODE).orElse(null);
        if (claimed != null) {
            orFail(claimed, Phase.FAILED, address, () -> {
                Prepared prepared = prepared(claimed, attempt.method(), attempt.client(), attempt.values());
                if (attempt.turn() != null) {
                    provider.poll(claimed, prepared, attempt, address);
                    return;
                }
                long sentAt = tokenTime.getAsLong();
                SignIn next = polled(prepared, attempt);
                if (next != null) {
                    step(claimed, prepared, attempt, next, sentAt, address);
                }
            });
        }
    }

    /** Null where the app could not be asked: the next time is right. */
    private @Nullable SignIn polled(Prepared prepared, SignInAttempt attempt) {
        try {
            return app.resume(prepared, attempt, Map.of());
        } catch (ConnectionFailure e) {
            if (e.reason().retryable()) {
                return null;
            }
            throw e;
        }
    }

    /** The person keeps another account of the app. */
    void confirm(Session session, String address) {
        SignedIn signedIn = Objects.requireNonNull(session.state().signedIn);
        orFail(session, Phase.FAILED, address, () -> commit.store(
                session, prepared(session, signedIn.method(), signedIn.client(), signedIn.values()), signedIn, address));
    }

    /** Whether the time for the app's answer is over. */
    boolean isOver(Session session) {
        SignInAttempt attempt = session.state().attempt;
        return attempt == null || clock.millis() - attempt.since() > PATIENCE;
    }

    /** Ends a sign-in that took too long. */
    void expire(Session session, String address) {
        fail(session, Phase.FAILED, address, new Failure(Reason.DECLINED,
                "The sign-in at the app was not finished in time. Nothing was stored."));
    }

    private Providers.Live live(SessionState state) {
        String provider = state.provider;
        if (provider == null) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "Choose an app first.");
        }
        connectable.fault(provider).ifPresent(fault -> {
            throw new ConnectionFailure(Reason.REMOTE_ERROR, fault.message());
        });
        return connectable.find(provider).orElseThrow(
                () -> new ConnectionFailure(Reason.REMOTE_ERROR, connectable.whyUnavailable(provider)));
    }

    private Prepared prepared(Session session, String method, @Nullable String client, Values values) {
        Providers.Live live = live(session.state());
        ConnectionMethod same = live.definition().method(method).filter(m -> connectable.isUsable(live.definition(), m)).orElseThrow(
                () -> new ConnectionFailure(Reason.REMOTE_ERROR, "This way to connect is no longer there."));
        Prepared prepared = check.prepared(session, live, same, client, values);
        if (client != null && prepared.client() == null) {
            throw new ConnectionFailure(Reason.CLIENT_MISCONFIGURED, "The OAuth client was deleted meanwhile.");
        }
        return prepared;
    }

    private void orFail(Session session, Phase then, String address, Work work) {
        try {
            work.run();
        } catch (ConnectionFailure e) {
            fail(session, then, address, e.failure());
        } catch (ProblemException e) {
            fail(session, then, address, Failures.of(e));
        } catch (RuntimeException e) {
            /* its text may hold what the app sent */
            LOG.warn("a connect session failed with {}", e.getClass().getName());
            LOG.debug("a connect session failed", e);
            fail(session, then, address, Failures.unforeseen());
        }
    }

    private void fail(Session session, Phase then, String address, Failure failure) {
        session.state().turn(then);
        session.state().failure = failure;
        sessions.save(session, w -> events.failed(w, session, address, failure));
    }
}
