package dev.patchbay.host.connections;

import java.util.Locale;

/** How a connection stands, as shown. */
public enum Status {
    /** Not connected yet. */
    PENDING,
    /** Works as far as the host knows. */
    READY,
    /** A person must connect again. */
    RECONNECT,
    /** Does not work at the moment; the host or the operator can mend it. */
    FAILING,
    /** Its provider is not here or does not fit. */
    UNAVAILABLE;

    /** The word in the HTTP API and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
