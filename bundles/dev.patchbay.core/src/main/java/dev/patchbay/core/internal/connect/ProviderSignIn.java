package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connect.SessionState.Phase;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.providers.HookCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The steps of a sign-in that the provider runs itself. An app sends the person back to an address of this session, with a
 * random {@code state} that the provider does not know to be one. Thread-safe.
 */
final class ProviderSignIn {
    /** What stands before the session's id in the callback's path. */
    static final String PATH = "int_";

    private static final long INTERVAL = Duration.ofSeconds(5).toMillis();

    private final StoredSessions sessions;
    private final Landing landing;
    private final ConnectionCommit commit;
    private final BrowserKeys keys;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ProviderSignIn(ConnectGround ground, Landing landing, ConnectionCommit commit) {
        this.sessions = ground.sessions();
        this.landing = landing;
        this.commit = commit;
        this.keys = ground.keys();
        this.publicUrl = ground.publicUrl();
        this.clock = ground.clock();
    }

    /** The first step. */
    void begin(Session session, Prepared prepared, String address) {
        SignInAttempt attempt = new SignInAttempt(
                prepared.method().id(), null, prepared.values(), List.of(), keys.next(), Map.of(), null, null, clock.millis());
        ConnectStep step = prepared.live().hooks().begin(call(session, prepared, attempt));
        take(session, prepared, attempt, step, address);
    }

    /** The step after what the person or the app said. */
    void resume(Session session, Prepared prepared, SignInAttempt attempt, Values answer, String address) {
        ProviderTurn turn = Objects.requireNonNull(attempt.turn());
        ConnectStep step = prepared.live().hooks().resume(call(session, prepared, attempt), turn.state(), answer);
        take(session, prepared, attempt, step, address);
    }

    /** Asks whether the person entered the code; where the provider could not ask, the next time is right. */
    void poll(Session session, Prepared prepared, SignInAttempt attempt, String address) {
        try {
            resume(session, prepared, attempt, Values.empty(), address);
        } catch (ConnectionFailure e) {
            if (!e.reason().retryable()) {
                throw e;
            }
        }
    }

    private HookCall call(Session session, Prepared prepared, SignInAttempt attempt) {
        URI back = URI.create(publicUrl.redirect(name(session)) + "?state=" + attempt.nonce());
        return new HookCall(prepared.method(), prepared.merged(), null, prepared.grant()).comingBackTo(back);
    }

    /** The last part of the address this session's app sends the person back to. */
    static String name(Session session) {
        return PATH + session.id();
    }

    private void take(Session session, Prepared prepared, SignInAttempt attempt, ConnectStep step, String address) {
        SessionState state = session.state();
        if (step instanceof ConnectStep.Connected connected) {
            commit.store(session, prepared, landing.connected(prepared, connected.values()), address);
            return;
        }
        if (step instanceof ConnectStep.Redirect redirect) {
            state.turn(Phase.LEAVING);
            state.attempt = attempt.turned(ProviderTurn.of(redirect.state()), redirect.to(), null, clock.millis());
            state.correlation = BrowserKeys.hash(attempt.nonce());
        } else if (step instanceof ConnectStep.Ask ask) {
            state.turn(Phase.ASKING);
            state.attempt = attempt.turned(ProviderTurn.asking(prepared.method(), ask), null, null, clock.millis());
        } else if (step instanceof ConnectStep.ShowCode code) {
            long now = clock.millis();
            long until = attempt.code() == null ? now + SignInFlow.PATIENCE : attempt.code().until();
            state.turn(Phase.CODE);
            state.attempt = attempt.turned(ProviderTurn.of(code.state()), null,
                    new SignInAttempt.Code(code.at(), null, code.code(), INTERVAL, until, now + INTERVAL), now);
        }
        sessions.save(session);
    }

    /** What the app sent the person back with, without this host's own {@code state}. */
    static Values answer(SignInAttempt attempt, Map<String, List<String>> parameters) {
        Map<String, Object> answer = new TreeMap<>();
        parameters.forEach((name, values) -> {
            List<String> theirs = values.stream()
                    .filter(value -> !name.equals("state") || !value.equals(attempt.nonce())).toList();
            if (theirs.size() == 1) {
                answer.put(name, theirs.get(0));
            } else if (theirs.size() > 1) {
                answer.put(name, theirs);
            }
        });
        return Values.of(answer);
    }
}
