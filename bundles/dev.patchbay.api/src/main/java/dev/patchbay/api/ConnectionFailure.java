package dev.patchbay.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The one way to say that something is known to have failed, and why. Every other exception is mapped by the host's table
 * (see {@link dev.patchbay.api.provider.TestRun#step}); its text is logged, never shown.
 */
public final class ConnectionFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Failure.Reason reason;

    /** A failure with its sentence; the message must not hold a secret. */
    public ConnectionFailure(Failure.Reason reason, String message) {
        this(reason, message, null);
    }

    /** A failure with its sentence and what caused it. */
    public ConnectionFailure(Failure.Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The reason. */
    public Failure.Reason reason() {
        return reason;
    }

    /** Reason and message as a value. */
    public Failure failure() {
        return new Failure(reason, String.valueOf(getMessage()));
    }
}
