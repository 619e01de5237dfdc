package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.OAuth2.Grant;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes failures of what an app answered, in words for people. Of one thread, as its call. */
final class Refusals {
    private static final Pattern CODE = Pattern.compile("[a-z0-9_.-]{1,64}");

    private static final int SLOWER = 429;

    private final OAuth2Call call;

    Refusals(OAuth2Call call) {
        this.call = call;
    }

    /**
     * A refusal with an error code.
     *
     * @param error the code as the app wrote it
     * @param description the app's own words, or empty
     * @param wait what it asked for
     */
    TokenFailure coded(Leg leg, String host, String error, String description, Optional<Duration> wait) {
        String code = code(error);
        Kind kind = ErrorCodes.kind(code, leg, call.hasPerson());
        String words = call.secrets().shown(description);
        String said = (code.isEmpty() ? "an error" : code) + (words.isEmpty() ? "" : " (\"" + words + "\")");
        return new TokenFailure(kind, new Failure(reason(kind), host + " answered " + said + ". " + advice(kind, code, leg)), code,
                kind == Kind.TEMPORARY ? wait.orElse(null) : null);
    }

    /** The code as a {@link TokenFailure} may carry it; empty where it cannot. */
    String code(String error) {
        String code = error.strip().toLowerCase(Locale.ROOT);
        boolean shows = CODE.matcher(code).matches()
                && (ErrorCodes.isKnown(code) || !call.secrets().isIn(error) && !call.secrets().isIn(code));
        return shows ? code : "";
    }

    /** 429, 5xx and their like: the app could not. */
    static TokenFailure busy(String host, int status, String code, Optional<Duration> wait) {
        boolean slower = status == SLOWER;
        String message = slower ? host + " asked to slow down (429). Wait, then try again."
                : host + " cannot answer now (" + status + "). Try again later.";
        return new TokenFailure(Kind.TEMPORARY, new Failure(slower ? Reason.RATE_LIMITED : Reason.REMOTE_ERROR, message), code,
                wait.orElse(null));
    }

    /** A 4xx without an error code. */
    static TokenFailure status(String host, Leg leg, int status) {
        String what = status == 401 || status == 403 ? "Check client ID, client secret and how the client identifies itself."
                : "Check the address of the endpoint for " + purpose(leg) + " and the client's settings at the app.";
        return OAuth2Call.misconfigured(host + " refused the request (" + status + ") without an OAuth error. " + what);
    }

    /** An answer that cannot be used, from an app that may have acted. */
    static TokenFailure lost(String host, String what) {
        return new TokenFailure(Kind.LOST, new Failure(Reason.REMOTE_ERROR, host + " " + what), "", null);
    }

    /** A redirect, which is never followed: it would carry the client's secret elsewhere. */
    static TokenFailure redirected(String host, Leg leg, HttpReply reply) {
        return lost(host, "answered with a redirect (" + reply.status() + "), which is not followed. Check the address of the"
                + " endpoint for " + purpose(leg) + ".");
    }

    private static String purpose(Leg leg) {
        return switch (leg) {
            case AUTHORIZE, REDIRECT -> "signing in";
            case DEVICE -> "device codes";
            case TOKEN -> "tokens";
            case REFRESH -> "renewing tokens";
            case INTROSPECT -> "questions about tokens";
            case REVOKE -> "revoking tokens";
        };
    }

    private static Reason reason(Kind kind) {
        return switch (kind) {
            case GRANT_ENDED -> Reason.CREDENTIALS_REJECTED;
            case CLIENT_REFUSED -> Reason.CLIENT_MISCONFIGURED;
            case DENIED, EXPIRED -> Reason.DECLINED;
            case FORGED -> Reason.UNEXPECTED;
            case TEMPORARY, LOST -> Reason.REMOTE_ERROR;
            case REFUSED_HERE -> Reason.EGRESS_REFUSED;
        };
    }

    private String advice(Kind kind, String code, Leg leg) {
        return switch (kind) {
            case GRANT_ENDED -> leg == Leg.REFRESH ? "It does not honour this login any more: connect again."
                    : call.auth().grant() == Grant.JWT_BEARER ? "Check the private key, the claims and that the app has approved them."
                    : "It did not accept the sign-in: start it again.";
            case DENIED -> "The sign-in was declined: connect again when ready.";
            case EXPIRED -> "The code ended before the sign-in was finished: start it again.";
            case TEMPORARY -> "It cannot answer now: try again later.";
            default -> clientAdvice(code);
        };
    }

    private String clientAdvice(String code) {
        return switch (code) {
            case "invalid_client", "invalid_client_id", "bad_client_secret", "incorrect_client_credentials" ->
                "Check client ID, client secret and how the client identifies itself.";
            case "invalid_scope" -> "The app does not allow one of the scopes to this client: correct them here or at the app.";
            case "redirect_uri_mismatch", "bad_redirect_uri", "invalid_redirect_uri" ->
                "Register exactly this redirect URI at the app: " + call.host().redirectUri();
            case "unauthorized_client", "unsupported_grant_type", "unsupported_response_type", "access_denied" ->
                "Allow the client this way of signing in, in its settings at the app.";
            default -> "Compare the client's settings here with those at the app.";
        };
    }
}
