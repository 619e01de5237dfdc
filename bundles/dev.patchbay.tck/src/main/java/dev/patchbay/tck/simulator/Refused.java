package dev.patchbay.tck.simulator;

import java.io.Serial;

/** Ends the handling of a request the app does not accept. */
final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param code the app's error code, such as {@code invalid_grant}
     * @param sentence why
     */
    Refused(int status, String code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Refuses where something is not so. */
    static void unless(boolean fine, int status, String code, String sentence) {
        if (!fine) {
            throw new Refused(status, code, sentence);
        }
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
