package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a connect session knows, between being opened and being sealed again. For one thread; prints no secret. */
final class SessionState {
    /** Where a session stands. */
    enum Phase {
        /** App and form. */
        FORM,
        /** A redirect is under way. */
        LEAVING,
        /** The person is back, and the exchange with the app runs. */
        EXCHANGING,
        /** The provider asks for more. */
        ASKING,
        /** A device code is shown. */
        CODE,
        /** Signed in with another account of the app than before. */
        CONFIRM,
        /** Connected. */
        DONE,
        /** Stopped by the person. */
        CANCELLED,
        /** A sign-in failed. */
        FAILED;

        boolean isOver() {
            return this == DONE || this == CANCELLED;
        }
    }

    /** The OAuth client this session began for the person to fill in; its version as the session left it. */
    record OwnClient(String id, long version) {}

    /** How it ended. */
    record Outcome(String label, @Nullable String appAccount, List<String> granted, List<String> missing) {}

    /* what it was made for */
    String madeBy = "";
    String madeByLabel = "";
    @Nullable String provider;
    /** Whether the person chooses the app. */
    boolean open;
    /** The connection that is connected again, or the id a new one gets. */
    String connection = "";
    boolean reconnect;
    @Nullable String workflow;
    @Nullable String step;
    @Nullable String returnTo;

    /* columns of their own in the row */
    byte @Nullable [] token;
    byte @Nullable [] key;
    byte @Nullable [] correlation;

    /* what the person chose and typed; never a secret */
    Phase phase = Phase.FORM;
    @Nullable String method;
    boolean ownWanted;
    @Nullable OwnClient own;
    String label = "";
    @Nullable Map<String, String> typed;

    /* while something is under way; secrets among it */
    @Nullable SignInAttempt attempt;
    @Nullable SignedIn signedIn;
    @Nullable String sharedToken;

    /* how it went */
    List<FieldError> errors = List.of();
    @Nullable TestReport report;
    @Nullable Failure failure;
    @Nullable Outcome outcome;

    /** Another phase; what only the one before needed is forgotten, secrets first. */
    void turn(Phase next) {
        phase = next;
        attempt = null;
        signedIn = null;
        sharedToken = null;
        /* kept where a callback that is loaded again is to find its session */
        correlation = next == Phase.FORM || next == Phase.CANCELLED ? null : correlation;
        errors = List.of();
        report = null;
        failure = null;
        outcome = null;
    }

    /** A sign-in that ended badly. */
    void fail(Failure why) {
        turn(Phase.FAILED);
        failure = why;
    }

    @Override
    public String toString() {
        return "SessionState " + phase;
    }
}
