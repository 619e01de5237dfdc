package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;

/** What went wrong, as the person in a session reads it. */
final class Failures {
    private Failures() {}

    /** Of an exchange with the app. */
    static Failure of(TokenFailure e, String app) {
        return switch (e.kind()) {
            case DENIED -> new Failure(Reason.DECLINED, "You said no at " + app + ", or your account there may not say yes. Nothing was stored.");
            case EXPIRED -> new Failure(Reason.DECLINED, "The time for signing in at " + app + " was over. Nothing was stored.");
            default -> e.failure();
        };
    }

    /** Of the host itself: a provider that is away or busy, an address that is not allowed. */
    static Failure of(ProblemException e) {
        if (e.type().equals(ProblemType.APP_FAILED) && !e.errors().isEmpty()) {
            for (Reason reason : Reason.values()) {
                if (reason.name().equals(e.errors().get(0).code())) {
                    return new Failure(reason, e.detail());
                }
            }
        }
        return new Failure(Reason.REMOTE_ERROR, e.detail());
    }

    static Failure unforeseen() {
        return new Failure(Reason.UNEXPECTED, "The sign-in failed in a way nobody foresaw. Nothing was stored.");
    }
}
