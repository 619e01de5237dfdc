package dev.patchbay.core.internal.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As much of OAuth 2.0 as renewing needs, over real HTTP. */
public final class FormEngine implements AuthEngine {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The client secret of the last exchange. */
    public volatile @Nullable Object lastSecret;
    /** Whether tokens are said to have no known end. */
    public volatile boolean silentOnLifetime;

    private static OAuth2 auth(AuthCall call) {
        return (OAuth2) call.auth();
    }

    @Override
    public boolean needsPerson(AuthCall call) {
        return auth(call).grant() != OAuth2.Grant.CLIENT_CREDENTIALS;
    }

    @Override
    public SignIn begin(AuthCall call) {
        return new SignIn.Done(tokens(call, "grant_type=client_credentials"));
    }

    @Override
    public SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRenewable(AuthCall call, Tokens held) {
        return held.refreshToken() != null || !needsPerson(call);
    }

    @Override
    public Tokens renew(AuthCall call, Tokens held) {
        return tokens(call, held.refreshToken() == null
                ? "grant_type=client_credentials"
                : "grant_type=refresh_token&refresh_token=" + held.refreshToken().reveal());
    }

    @Override
    public boolean revoke(AuthCall call, Tokens held) {
        send(call, call.url(auth(call).revokeUrl()).orElseThrow(), "token=" + held.refreshToken().reveal());
        return true;
    }

    @Override
    public Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request) {
        return Optional.empty();
    }

    private Tokens tokens(AuthCall call, String form) {
        lastSecret = call.values().asMap().get(OAuth2.CLIENT_SECRET);
        HttpReply reply = send(call, call.url(auth(call).tokenUrl()).orElseThrow(), form);
        JsonNode json = tree(reply);
        if (reply.status() == 429 || reply.status() >= 500) {
            Duration wish = reply.header("retry-after").map(t -> Duration.ofSeconds(Long.parseLong(t))).orElse(null);
            throw failure(Kind.TEMPORARY, Reason.REMOTE_ERROR, "The app cannot at the moment.", "", wish);
        }
        String error = json.path("error").asText();
        if (error.equals("invalid_grant")) {
            throw failure(Kind.GRANT_ENDED, Reason.CREDENTIALS_REJECTED, "The app does not honour the sign-in.", error, null);
        }
        if (!error.isEmpty()) {
            throw failure(Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED, "The app refuses the client.", error, null);
        }
        if (json.path("access_token").asText().isEmpty()) {
            throw failure(Kind.LOST, Reason.REMOTE_ERROR, "The app's answer is of no use.", "", null);
        }
        String refresh = json.path("refresh_token").asText();
        return new Tokens(
                Secret.of(json.path("access_token").asText()), null, refresh.isEmpty() ? null : Secret.of(refresh),
                silentOnLifetime ? null : Duration.ofMillis(json.path("expires_in_ms").asLong()), null, Map.of(), null);
    }

    private static HttpReply send(AuthCall call, String url, String form) {
        try {
            return call.http().send(HttpCall.post(URI.create(url), "application/x-www-form-urlencoded", form));
        } catch (ConnectException e) {
            throw failure(Kind.TEMPORARY, Reason.UNREACHABLE, "The app does not answer.", "", null);
        } catch (IOException e) {
            throw failure(Kind.LOST, Reason.UNREACHABLE, "The app cut the connection.", "", null);
        }
    }

    private static JsonNode tree(HttpReply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static TokenFailure failure(Kind kind, Reason reason, String text, String code, @Nullable Duration wish) {
        return new TokenFailure(kind, new Failure(reason, text), code, wish);
    }
}
