package dev.patchbay.core.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine without network: a test says what the app answers, and reads what was asked. */
public final class ScriptedEngine implements AuthEngine {
    public static final String VERIFIER = "v3rifier-c4nary";
    public final List<AuthCall> begun = new ArrayList<>();
    public final List<Map<String, List<String>>> answers = new ArrayList<>();
    public volatile Tokens tokens = tokens("acc-1", "tok-1-c4nary");
    public volatile @Nullable TokenFailure failure;
    public volatile @Nullable TokenFailure failureAtBegin;
    public volatile boolean codePending = true;
    public volatile @Nullable CountDownLatch arrived;
    public volatile @Nullable CountDownLatch goOn;

    public static Tokens tokens(@Nullable String subject, String accessToken) {
        return new Tokens(Secret.of(accessToken), null, Secret.of("refresh-" + accessToken), Duration.ofHours(1),
                List.of("read"), Map.of(), subject);
    }

    public static TokenFailure denied() {
        return failure(TokenFailure.Kind.DENIED, Failure.Reason.DECLINED, "access_denied");
    }

    public static TokenFailure failure(TokenFailure.Kind kind, Failure.Reason reason, String code) {
        return new TokenFailure(kind, new Failure(reason, "The app answered " + code + "."), code, null);
    }

    @Override
    public boolean needsPerson(AuthCall call) {
        return true;
    }

    @Override
    public synchronized SignIn begin(AuthCall call) {
        begun.add(call);
        call.values();
        if (failureAtBegin != null) {
            throw failureAtBegin;
        }
        if (call.auth() instanceof OAuth2 oauth && oauth.grant() == OAuth2.Grant.CLIENT_CREDENTIALS) {
            return new SignIn.Done(tokens);
        }
        if (call.auth() instanceof OAuth2 oauth && oauth.grant() == OAuth2.Grant.DEVICE_CODE) {
            return code(Map.of("device", VERIFIER));
        }
        String correlation = call.auth() instanceof Auth.OAuth1 ? "request-token-" + begun.size() : call.state();
        return new SignIn.Redirect(
                URI.create("https://auth.example.com/authorize?state=" + correlation), correlation,
                Map.of("verifier", VERIFIER));
    }

    private static SignIn code(Map<String, String> state) {
        return new SignIn.ShowCode(
                URI.create("https://auth.example.com/device"), null, "WDJB-MJHT", Duration.ofSeconds(5),
                Duration.ofMinutes(15), state);
    }

    @Override
    public SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer) {
        synchronized (this) {
            answers.add(answer);
        }
        CountDownLatch here = arrived;
        if (here != null) {
            here.countDown();
        }
        try {
            CountDownLatch gate = goOn;
            if (gate != null) {
                if (!gate.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody opened the gate");
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure;
        }
        if (state.containsKey("device") && codePending) {
            return code(state);
        }
        if (!VERIFIER.equals(state.getOrDefault("verifier", state.get("device")))) {
            throw failure(TokenFailure.Kind.FORGED, Failure.Reason.UNEXPECTED, "no verifier");
        }
        return new SignIn.Done(tokens);
    }

    @Override
    public boolean isRenewable(AuthCall call, Tokens held) {
        return false;
    }

    @Override
    public Tokens renew(AuthCall call, Tokens held) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean revoke(AuthCall call, Tokens held) {
        return false;
    }

    @Override
    public Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request) {
        return call.auth() instanceof Auth.OAuth1
                ? Optional.of(Map.of("Authorization", "OAuth " + held.accessToken().reveal())) : Optional.empty();
    }
}
