package dev.patchbay.host.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The database could not do it. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind. */
    public enum Reason {
        /** Something with this key is there already. */
        DUPLICATE,
        /** The disk is full. */
        FULL,
        /** It is closed, locked or broken. */
        UNAVAILABLE,
        /** Its schema is newer than this program. */
        NEWER_SCHEMA
    }

    private final Reason reason;

    /** A failure with one sentence. */
    public StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind. */
    public Reason reason() {
        return reason;
    }
}
