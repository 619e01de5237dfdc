package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.Failure;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.connections.Status;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failed renewal means for its connection.
 *
 * @param inDoubt whether the app may have acted on the request all the same
 * @param wish when the app wants to be asked again, or null
 * @param code the app's error code; empty where there is none
 */
record RenewalFailure(
        RenewalState state, Failure.Reason reason, String sentence, boolean inDoubt, @Nullable Duration wish, String code) {
    private static final String CONNECT = "Connect again.";

    /** Nothing was sent: the server fails for others too. */
    static final RenewalFailure SPARED = new RenewalFailure(
            RenewalState.BACKOFF, Failure.Reason.UNREACHABLE, "The app's sign-in server does not answer at the moment.",
            false, null, "");

    /**
     * Classifies.
     *
     * @param lost whether the answer to this refresh token was lost before
     */
    static RenewalFailure of(TokenFailure thrown, boolean lost) {
        Failure failure = thrown.failure();
        return switch (thrown.kind()) {
            case GRANT_ENDED, DENIED, EXPIRED -> ended(lost
                    ? "The answer to a renewal was lost on its way, and the app does not take the old refresh token again."
                    : failure.message(), thrown.code());
            case CLIENT_REFUSED -> new RenewalFailure(
                    RenewalState.MISCONFIGURED, Failure.Reason.CLIENT_MISCONFIGURED,
                    failure.message(), false, thrown.retryAfter(), thrown.code());
            case TEMPORARY, REFUSED_HERE -> passing(thrown, false);
            case LOST, FORGED -> passing(thrown, true);
        };
    }

    /** The grant is of no use any more. */
    static RenewalFailure ended(String sentence, String code) {
        boolean told = sentence.toLowerCase(Locale.ROOT).contains("connect again");
        String whole = told ? sentence : sentence + " " + CONNECT;
        return new RenewalFailure(
                RenewalState.NEEDS_REAUTH, Failure.Reason.CREDENTIALS_REJECTED, whole, false, null, code);
    }

    private static RenewalFailure passing(TokenFailure thrown, boolean inDoubt) {
        Failure failure = thrown.failure();
        return new RenewalFailure(
                RenewalState.BACKOFF, failure.reason(), failure.message(), inDoubt, thrown.retryAfter(), thrown.code());
    }

    /** As the store keeps it. */
    String stored() {
        return reason.name() + '\n' + sentence;
    }

    /**
     * The status it makes the connection have; null where that stays.
     *
     * @param valid whether the access token lasts still
     */
    @Nullable Status status(boolean valid) {
        return switch (state) {
            case NEEDS_REAUTH -> Status.RECONNECT;
            case MISCONFIGURED -> Status.FAILING;
            case BACKOFF -> valid ? null : Status.FAILING;
            case ACTIVE -> null;
        };
    }
}
