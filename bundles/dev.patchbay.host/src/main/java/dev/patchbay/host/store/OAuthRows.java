package dev.patchbay.host.store;

import org.jspecify.annotations.Nullable;

/** The rows of sign-ins and steps. Times are milliseconds since 1970; byte arrays are not copied. */
public interface OAuthRows {
    /**
     * An OAuth client. {@code toString} shows the id.
     *
     * @param account its only account, or null for all
     * @param complete whether every needed value is there
     * @param version grows by one with each change
     * @param kekId the KEK that wraps the data key
     * @param dataKey the wrapped data key
     * @param payload the sealed values
     */
    record ClientRow(
            String id,
            @Nullable String account,
            String provider,
            String method,
            String label,
            boolean complete,
            long version,
            String kekId,
            byte[] dataKey,
            byte[] payload,
            byte[] mac,
            long createdAt,
            long updatedAt) {
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * The tokens of a connection, sealed under the connection's data key.
     *
     * @param version grows by one with each new set of tokens
     * @param issuedAt when the request for them was sent
     * @param expiresAt when the access token ends, or null where nobody knows
     */
    record TokenRow(String connection, long version, byte[] payload, byte[] mac, long issuedAt, @Nullable Long expiresAt) {
        @Override
        public String toString() {
            return connection + " " + version;
        }
    }

    /**
     * Who renews the tokens of a connection, and how that goes. Without a code: nothing here is believed further than that
     * renewing is tried or not.
     *
     * @param fence grows by one each time the lease is taken; only its last taker may write
     * @param leaseUntil the end of the lease, or 0 where none is held
     * @param holder who holds it
     * @param attempt SHA-256 of the refresh token that was about to be sent, or null; it stays when the host dies
     * @param attemptedAt when that was, or null
     * @param failures how often in a row it failed
     * @param dueAt when the next try is due, or null for none by itself
     * @param state {@code active, backoff, needs-reauth, misconfigured, revoked}
     * @param failure the reason word and a sentence, with a line break between, or null
     */
    record RenewalRow(
            String connection,
            long fence,
            long leaseUntil,
            String holder,
            byte @Nullable [] attempt,
            @Nullable Long attemptedAt,
            int failures,
            @Nullable Long dueAt,
            String state,
            @Nullable String failure) {}

    /**
     * A connect session.
     *
     * @param tokenHash SHA-256 of the link's token; null once it was used
     * @param keyHash SHA-256 of the browser's key, or null while nobody opened it
     * @param correlationHash SHA-256 of what the callback will carry, or null while no redirect is under way
     * @param payload all else, sealed
     * @param version grows by one with each change
     */
    record SessionRow(
            String id,
            byte @Nullable [] tokenHash,
            byte @Nullable [] keyHash,
            byte @Nullable [] correlationHash,
            String account,
            long version,
            String kekId,
            byte[] dataKey,
            byte[] payload,
            byte[] mac,
            long createdAt,
            long expiresAt) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** A step of a workflow: what it is for, and what is bound to it. */
    record StepRow(
            String account,
            String workflow,
            String step,
            @Nullable String provider,
            @Nullable String shop,
            @Nullable String connection,
            @Nullable Long boundAt,
            long updatedAt) {}

    /** An account's description, JSON. */
    record AccountRow(String id, String description, long version, byte[] mac, long updatedAt) {}
}
