package dev.patchbay.oauth.internal;

import static java.util.Map.entry;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an app's {@code oauth_problem} means. The words are those of the OAuth Problem Reporting extension, which RFC 5849
 * itself has no like of; an app that does not use it leaves the status alone to go by.
 */
final class OAuth1Problem {
    private static final Pattern CODE = Pattern.compile("[a-z0-9_.-]{1,64}");
    private static final String AGAIN = " Connect again.";
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("token_rejected", Kind.GRANT_ENDED),
            entry("token_revoked", Kind.GRANT_ENDED),
            entry("token_used", Kind.GRANT_ENDED),
            entry("additional_authorization_required", Kind.GRANT_ENDED),
            entry("token_expired", Kind.EXPIRED),
            entry("permission_denied", Kind.DENIED),
            entry("permission_unknown", Kind.DENIED),
            entry("verifier_invalid", Kind.FORGED),
            entry("consumer_key_unknown", Kind.CLIENT_REFUSED),
            entry("consumer_key_rejected", Kind.CLIENT_REFUSED),
            entry("signature_invalid", Kind.CLIENT_REFUSED),
            entry("signature_method_rejected", Kind.CLIENT_REFUSED),
            entry("version_rejected", Kind.CLIENT_REFUSED),
            entry("parameter_absent", Kind.CLIENT_REFUSED),
            entry("parameter_rejected", Kind.CLIENT_REFUSED),
            /* the extension calls these two temporary: the app throttles */
            entry("consumer_key_refused", Kind.TEMPORARY),
            entry("user_refused", Kind.TEMPORARY),
            entry("nonce_used", Kind.TEMPORARY),
            entry("timestamp_refused", Kind.TEMPORARY));

    private OAuth1Problem() {}

    /**
     * The failure a problem is.
     *
     * @param problem what the app wrote
     * @param otherwise what a word is that nobody defined
     */
    static TokenFailure of(String problem, String host, Kind otherwise) {
        String lower = problem.toLowerCase(Locale.ROOT);
        String code = CODE.matcher(lower).matches() ? lower : "";
        Kind kind = KINDS.getOrDefault(code, otherwise);
        String said = host + " answered " + (code.isEmpty() ? "with an error" : code) + ": ";
        return switch (kind) {
            case DENIED -> failure(kind, Reason.DECLINED, said + "the access was not approved." + AGAIN, code);
            case EXPIRED -> failure(kind, Reason.DECLINED, said + "the sign-in took too long." + AGAIN, code);
            case FORGED -> failure(kind, Reason.CREDENTIALS_REJECTED,
                    said + "the way back from the app was not accepted." + AGAIN, code);
            case TEMPORARY -> code.equals("timestamp_refused")
                    ? failure(kind, Reason.REMOTE_ERROR, said + "the clocks differ. Set the clock of this machine.", code)
                    : failure(kind, Reason.RATE_LIMITED, said + "not now. Try again later.", code);
            case CLIENT_REFUSED -> failure(kind, Reason.CLIENT_MISCONFIGURED, said + advice(code), code);
            default -> failure(Kind.GRANT_ENDED, Reason.CREDENTIALS_REJECTED, said + "the sign-in has ended." + AGAIN, code);
        };
    }

    private static String advice(String code) {
        return switch (code) {
            case "consumer_key_unknown", "consumer_key_rejected" ->
                "it does not accept the client ID (consumer key). Compare it with the app's page.";
            case "signature_invalid" ->
                "it reads another signature. Compare client secret or private key with the app's page.";
            case "signature_method_rejected" -> "it wants another signature method. Choose the one its documentation names.";
            default -> "it does not accept the OAuth client. Compare client ID, secret and redirect URI with the app's page.";
        };
    }

    private static TokenFailure failure(Kind kind, Reason reason, String message, String code) {
        return new TokenFailure(kind, new Failure(reason, message), code, null);
    }
}
