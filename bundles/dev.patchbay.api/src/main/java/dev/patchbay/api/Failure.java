package dev.patchbay.api;

import java.util.Objects;

/**
 * Why something did not succeed, in terms a person can act on. Immutable.
 *
 * @param reason what kind of failure it is, and with it what to do next
 * @param message one sentence for the person who reads; never holds a secret
 */
public record Failure(Reason reason, String message) {

    /** What a person does next is the difference between two reasons. */
    public enum Reason {
        /** A value breaks a rule of its field: correct it. */
        INVALID_INPUT(false, "Correct the value."),
        /** The app refused the login: enter it again. */
        CREDENTIALS_REJECTED(false, "Check the login and enter it again."),
        /** The login is right but may not do this: grant the permission at the app. */
        PERMISSION_MISSING(false, "Grant the permission at the app."),
        /** The person said no at the app: connect again when ready. */
        DECLINED(false, "Connect again when ready."),
        /** The OAuth client is set up wrongly: the operator corrects it. */
        CLIENT_MISCONFIGURED(false, "Correct the OAuth client."),
        /** Nobody answered in time: check address, network and firewall, then try again. */
        UNREACHABLE(true, "Check the address, the network and the firewall, then try again."),
        /** The server's certificate is not trusted: check it, then trust or replace it. */
        CERTIFICATE(false, "Check the certificate, then trust or replace it."),
        /** The host does not connect to this address: the operator decides. */
        EGRESS_REFUSED(false, "Ask the operator to allow the address."),
        /** The app asked to slow down: wait. */
        RATE_LIMITED(true, "Wait, then try again."),
        /** The app failed on its side: try again later. */
        REMOTE_ERROR(true, "Try again later."),
        /** Something nobody foresaw: report it to the author of the integration. */
        UNEXPECTED(false, "Report this to the author of the integration.");

        private final boolean retryable;
        private final String advice;

        Reason(boolean retryable, String advice) {
            this.retryable = retryable;
            this.advice = advice;
        }

        /** Whether the same call may succeed later with nothing changed. */
        public boolean retryable() {
            return retryable;
        }

        /** What a person does next, as one English sentence. */
        public String advice() {
            return advice;
        }
    }

    /** Refuses null. */
    public Failure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
    }
}
