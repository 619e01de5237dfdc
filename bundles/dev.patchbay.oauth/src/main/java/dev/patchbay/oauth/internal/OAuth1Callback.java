package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.util.List;
import java.util.Map;

/** The redirect back (RFC 5849 section 2.2), and what apps do outside of it to say that the person declined. */
final class OAuth1Callback {
    private OAuth1Callback() {}

    /**
     * The verifier.
     *
     * @param token the token that was asked about
     * @throws TokenFailure FORGED where the answer is about another token, DENIED where the person did not approve
     */
    static String verifier(String token, String host, Map<String, List<String>> answer) {
        List<String> about = answer.getOrDefault("oauth_token", List.of());
        List<String> denied = answer.getOrDefault("denied", List.of());
        if (denied.equals(List.of(token)) && (about.isEmpty() || about.equals(denied))) {
            throw declined();
        }
        if (!about.equals(List.of(token))) {
            throw forged();
        }
        List<String> problem = answer.getOrDefault("oauth_problem", List.of());
        if (!problem.isEmpty()) {
            throw OAuth1Problem.of(problem.get(0), host, Kind.DENIED);
        }
        List<String> verifier = answer.getOrDefault("oauth_verifier", List.of());
        if (verifier.isEmpty() || !denied.isEmpty()) {
            /* the right token and no verifier is how several apps come back from a Cancel */
            throw declined();
        }
        if (verifier.size() > 1 || verifier.get(0).isEmpty()) {
            throw forged();
        }
        return verifier.get(0);
    }

    private static TokenFailure declined() {
        return new TokenFailure(Kind.DENIED,
                new Failure(Reason.DECLINED, "The access was not approved at the app. Connect again when ready."), "", null);
    }

    private static TokenFailure forged() {
        return new TokenFailure(Kind.FORGED, new Failure(Reason.CREDENTIALS_REJECTED,
                "What came back is not the app's answer to this sign-in, so nothing was connected. Connect again."), "", null);
    }
}
