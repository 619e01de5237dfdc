package dev.patchbay.practice;

import java.io.Serial;

/** The tour cannot go on; the message says why and what to do. */
public final class TourStopped extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TourStopped(String message) {
        super(message);
    }

    TourStopped(String message, Throwable cause) {
        super(message, cause);
    }
}
