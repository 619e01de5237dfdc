package dev.patchbay.api.provider;

import dev.patchbay.api.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One thing a person can connect to. Register it as an OSGi service, for example with
 * {@code @Component(service = ConnectionProvider.class)}; the host adds threads, deadlines, validation, storage and
 * redaction. Must be thread-safe.
 *
 * <p>Every method runs on a thread of the host, under a deadline; at the deadline the host closes the call's sockets, which
 * ends a blocked read. A known failure is {@code throw new ConnectionFailure(reason, message)}.
 */
@ConsumerType
public interface ConnectionProvider {

    /**
     * What the console shows and the host validates, stores and migrates. Constant and without I/O; read once. Where it cannot be
     * given, the lines of a {@link dev.patchbay.api.ConnectionFailure}'s message are shown as the reasons.
     */
    ConnectionDefinition definition();

    /**
     * Contacts the app to see whether the connection works, step by step. Called only with values that passed the
     * definition's rules. Without a step the report says that there was nothing to test against.
     */
    default void test(TestRun run) throws Exception {
        run.probe();
    }

    /**
     * Mixed in where credentials expire and the declared {@link Auth} alone cannot renew them. For entered values and
     * interactive sign-ins the first access token comes from here too, when the connection is first used; for OAuth the first
     * ones come from the sign-in, and every renewal from here. Where a method has nothing to renew the answer is a
     * {@link Renewed} with nothing in it.
     */
    @ConsumerType
    interface Refreshable {
        /**
         * Gets a new credential from the app; the host runs one at a time for each connection. The context has the access
         * token that is held, and among its values the refresh token as the secret {@code refreshToken}, unless the method
         * has a field of that name. {@code CREDENTIALS_REJECTED} ends the connection until a person acts;
         * {@code CLIENT_MISCONFIGURED} makes it fail; everything else is tried again later.
         */
        Renewed refresh(ConnectionContext context) throws Exception;
    }

    /** Mixed in where the app can be told to forget a credential. */
    @ConsumerType
    interface Revocable {
        /**
         * Tells the app, when the connection is shredded: once, and as well as it goes. Idempotent: what is gone already is a
         * success. The context is as for {@link Refreshable#refresh}.
         */
        void revoke(ConnectionContext context) throws Exception;
    }

    /** Mixed in where a person signs in by a way {@link Auth} cannot describe. The host keeps the state between steps. */
    @ConsumerType
    interface Interactive {
        /** The first step. */
        ConnectStep begin(ConnectionContext context) throws Exception;

        /**
         * The step after {@code answer}, given what the last step left in {@code state}: the fields asked for, the parameters
         * of the callback as texts, or nothing where a code is shown, which is asked about every few seconds: show it again
         * until it was entered.
         */
        ConnectStep resume(ConnectionContext context, Values state, Values answer) throws Exception;
    }

    /**
     * A renewed credential. Immutable; prints no secret.
     *
     * @param accessToken the new access token, up to 64 KiB; null where there is none, which no OAuth method may answer
     * @param refreshToken the new refresh token; null keeps the old one
     * @param expiresAt when the credential ends, in the future; null where the app does not say
     * @param changed values of the connection that changed, stored together with the tokens. Those of no declared field, those
     *     that break a rule and those that decide where the connection goes are left as they were
     */
    record Renewed(
            @Nullable Secret accessToken, @Nullable Secret refreshToken, @Nullable Instant expiresAt, Values changed) {}
}
