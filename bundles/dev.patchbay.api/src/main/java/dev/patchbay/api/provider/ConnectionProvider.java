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

    /** What the console shows and the host validates, stores and migrates. Constant and without I/O; read once. */
    ConnectionDefinition definition();

    /**
     * Contacts the app to see whether the connection works, step by step. Called only with values that passed the
     * definition's rules. Without a step the report says that there was nothing to test against.
     */
    default void test(TestRun run) throws Exception {
        run.probe();
    }

    /** Mixed in where credentials expire and the declared {@link Auth} alone cannot renew them. */
    @ConsumerType
    interface Refreshable {
        /** Gets a new credential from the app; the host runs one at a time for each connection. */
        Renewed refresh(ConnectionContext context) throws Exception;
    }

    /** Mixed in where the app can be told to forget a credential. */
    @ConsumerType
    interface Revocable {
        /** Tells the app; idempotent: what is gone already is a success. */
        void revoke(ConnectionContext context) throws Exception;
    }

    /** Mixed in where a person signs in by a way {@link Auth} cannot describe. The host keeps the state between steps. */
    @ConsumerType
    interface Interactive {
        /** The first step. */
        ConnectStep begin(ConnectionContext context) throws Exception;

        /** The step after {@code answer}, given what the last step left in {@code state}. */
        ConnectStep resume(ConnectionContext context, Values state, Values answer) throws Exception;
    }

    /**
     * A renewed credential. Immutable; prints no secret.
     *
     * @param accessToken the new access token, where there is one
     * @param refreshToken the new refresh token; null keeps the old one
     * @param expiresAt when the access token ends, where the app says so
     * @param changed other values that changed
     */
    record Renewed(
            @Nullable Secret accessToken, @Nullable Secret refreshToken, @Nullable Instant expiresAt, Values changed) {}
}
