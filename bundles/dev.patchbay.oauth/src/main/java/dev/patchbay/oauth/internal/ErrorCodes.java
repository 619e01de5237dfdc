package dev.patchbay.oauth.internal;

import dev.patchbay.host.auth.TokenFailure.Kind;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What error codes mean: those of RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5, OpenID Connect Core section 3.1.2.6,
 * and what real apps say in their place.
 */
final class ErrorCodes {
    /** The person is not finished; ask again. */
    static final String PENDING = "authorization_pending";
    /** The same, and ask less often. */
    static final String SLOW_DOWN = "slow_down";

    /** {@code 190} is what Meta's Graph API says of a dead token; GitHub, Slack and Zoho have words of their own. */
    private static final Set<String> ENDED = Set.of("invalid_grant", "invalid_token", "invalid_code", "bad_verification_code",
            "code_already_used", "incorrect_device_code", "invalid_refresh_token", "bad_refresh_token", "token_expired",
            "token_revoked", "token_inactive", "account_inactive", "login_required", "consent_required", "interaction_required",
            "account_selection_required", "190");
    private static final Set<String> EXPIRED = Set.of("expired_token", "code_expired");
    private static final Set<String> DENIED = Set.of("access_denied", "authorization_declined", "user_denied",
            "user_cancelled_login", "user_cancelled_authorize");
    private static final Set<String> TEMPORARY = Set.of("server_error", "temporarily_unavailable", "service_unavailable",
            "internal_error", "fatal_error", "internal_server_error", SLOW_DOWN, "ratelimited", "rate_limited",
            "rate_limit_exceeded", "too_many_requests");

    private static final Set<String> REFUSED = Set.of("invalid_client", "unauthorized_client", "invalid_scope", "invalid_request",
            "unsupported_grant_type", "unsupported_response_type", "unsupported_token_type", "invalid_target", "invalid_client_id",
            "bad_client_secret", "incorrect_client_credentials", "redirect_uri_mismatch", "bad_redirect_uri",
            "invalid_redirect_uri", PENDING);

    private ErrorCodes() {}

    /** Whether a code is a word of the standards or of a known app, and so says nothing of the request it answers. */
    static boolean isKnown(String code) {
        return Stream.of(ENDED, EXPIRED, DENIED, TEMPORARY, REFUSED).anyMatch(codes -> codes.contains(code));
    }

    /** What a code means on a leg; a code nobody knows is an objection to the request, hence to the client's set-up. */
    static Kind kind(String code, Leg leg, boolean personInvolved) {
        if (TEMPORARY.contains(code)) {
            return Kind.TEMPORARY;
        }
        if (EXPIRED.contains(code)) {
            return leg == Leg.TOKEN && personInvolved ? Kind.EXPIRED : Kind.GRANT_ENDED;
        }
        if (DENIED.contains(code)) {
            return denied(leg, personInvolved);
        }
        return ENDED.contains(code) ? Kind.GRANT_ENDED : Kind.CLIENT_REFUSED;
    }

    /** Where no person was asked, nobody said no: the app has taken back what was granted, or never let this client in. */
    private static Kind denied(Leg leg, boolean personInvolved) {
        if (!personInvolved) {
            return Kind.CLIENT_REFUSED;
        }
        return leg == Leg.REFRESH ? Kind.GRANT_ENDED : Kind.DENIED;
    }
}
