package dev.patchbay.host.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something could not be opened. Its message is for people and holds no secret. */
public final class VaultException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** There is no passphrase or key file. */
        KEY_MISSING,
        /** It is empty. */
        KEY_EMPTY,
        /** It is not the one the data was sealed with. */
        KEY_WRONG,
        /** A record was changed, cut or moved. */
        TAMPERED,
        /** The vault is not unlocked. */
        LOCKED
    }

    private final Reason reason;

    /** A failure with one sentence. */
    public VaultException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }
}
