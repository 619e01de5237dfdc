package dev.patchbay.store.internal;

import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.IntSupplier;

/**
 * Why the host cannot start, for its launcher: registered as a service, it ends the process with this exit code (as in
 * sysexits.h) after printing the sentence.
 */
record StartFailure(int exit, String message) implements IntSupplier {
    /** EX_DATAERR: the data is newer than the program. */
    static final int NEWER_DATA = 65;
    /** EX_SOFTWARE: anything else. */
    static final int OTHER = 70;
    /** EX_CANTCREAT: the data folder cannot be written. */
    static final int NOT_WRITABLE = 73;

    /** What a failure to open the store means. */
    static StartFailure of(Throwable failure, Path data) {
        if (failure instanceof StoreException e && e.reason() == Reason.NEWER_SCHEMA) {
            return new StartFailure(NEWER_DATA, e.getMessage());
        }
        if (failure instanceof IOException || Sqlite.isUnwritable(failure.getCause())) {
            return new StartFailure(NOT_WRITABLE, "The data folder cannot be written: " + data + reason(failure));
        }
        if (failure instanceof StoreException e) {
            return new StartFailure(OTHER, e.getMessage() + " (" + data + ")");
        }
        return new StartFailure(OTHER, "The store could not start: " + failure.getClass().getName() + "; see the log.");
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof StoreException ? failure : failure.getCause();
        String more = cause instanceof StoreException ? cause.getMessage() : failure.getClass().getSimpleName();
        return " (" + more + ")";
    }

    @Override
    public int getAsInt() {
        return exit;
    }

    /** The properties of the service. */
    Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("patchbay.exit", exit);
        properties.put("patchbay.message", message);
        return properties;
    }
}
