package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One signed POST for credentials (RFC 5849 sections 2.1 and 2.3), and what becomes of its reply. Thread-safe. */
final class OAuth1Exchange {
    private static final Pattern PROBLEM = Pattern.compile("oauth_problem=\"?([A-Za-z0-9_]{1,64})");

    private final OAuth1Signer signer;
    private final Clock clock;

    OAuth1Exchange(OAuth1Signer signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * The reply's values; {@code oauth_token} and {@code oauth_token_secret} are among them.
     *
     * @param protocol what this leg adds to the header
     * @param refused what it means where the app refuses without saying why
     */
    Map<String, String> post(AuthCall call, URI uri, Map<String, String> protocol, String tokenSecret, Kind refused) {
        OAuth1Client client = OAuth1Client.of(call);
        String header = signer.authorization(client, new Request("POST", uri, Map.of()), protocol, tokenSecret);
        HttpReply reply = AppHttp.send(call.http(), HttpCall.of("POST", uri).header("Authorization", header));
        String host = uri.getHost();
        if (reply.status() / 100 != 2) {
            throw refusal(reply, host, refused);
        }
        Map<String, String> values = OAuth1Reply.parse(reply.text()).orElseThrow(() -> lost(host, "sent a page instead of a token"));
        if (values.containsKey("oauth_problem")) {
            throw OAuth1Problem.of(values.get("oauth_problem"), host, refused);
        }
        if (values.getOrDefault("oauth_token", "").isEmpty() || !values.containsKey("oauth_token_secret")) {
            throw lost(host, "sent no token");
        }
        return values;
    }

    private TokenFailure refusal(HttpReply reply, String host, Kind refused) {
        int status = reply.status();
        if (status / 100 == 3) {
            return new TokenFailure(Kind.LOST, new Failure(Reason.CLIENT_MISCONFIGURED, host + " answered " + status
                    + ", a redirect, which is not followed with credentials. Give the address it leads to."), "", null);
        }
        String problem = problem(reply);
        if (!problem.isEmpty()) {
            return OAuth1Problem.of(problem, host, refused);
        }
        if (status == 429 || status / 100 == 5) {
            Reason reason = status == 429 ? Reason.RATE_LIMITED : Reason.REMOTE_ERROR;
            return new TokenFailure(Kind.TEMPORARY,
                    new Failure(reason, host + " answered " + status + ". Try again later."), "", RetryAfter.of(reply, clock.instant()).orElse(null));
        }
        if (status == 400 || status == 401 || status == 403) {
            return OAuth1Problem.of("", host, refused);
        }
        return misconfigured(host + " answered " + status + ". Compare the address with the app's documentation.");
    }

    /** The extension's word, from the body or from the WWW-Authenticate header; empty where there is none. */
    private static String problem(HttpReply reply) {
        String body = OAuth1Reply.parse(reply.text()).map(values -> values.getOrDefault("oauth_problem", "")).orElse("");
        Matcher header = PROBLEM.matcher(reply.header("WWW-Authenticate").orElse(""));
        return body.isEmpty() && header.find() ? header.group(1) : body;
    }

    private static TokenFailure lost(String host, String what) {
        return new TokenFailure(Kind.LOST,
                new Failure(Reason.REMOTE_ERROR, host + " " + what + ". Compare the address with the app's documentation."), "", null);
    }

    private static TokenFailure misconfigured(String message) {
        return new TokenFailure(Kind.CLIENT_REFUSED, new Failure(Reason.CLIENT_MISCONFIGURED, message), "", null);
    }
}
