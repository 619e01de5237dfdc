package dev.patchbay.host.connections;

import java.util.Locale;

/** In which order connections are listed; where two are alike in it, their ids decide. */
public enum ConnectionOrder {
    /** Newest first. */
    CREATED,
    /** A to z, by the label in lower case. */
    LABEL,
    /** Changed last first. */
    UPDATED,
    /** Tested last first; those never tested come last. */
    TESTED;

    /** The word in the HTTP API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What labels are compared by, code point by code point. */
    public static String labelKey(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
