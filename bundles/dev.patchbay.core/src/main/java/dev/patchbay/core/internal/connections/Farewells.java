package dev.patchbay.core.internal.connections;

import dev.patchbay.host.store.ConnectionRow;

/** Tells apps that the credential of a shredded connection is of no use any more: once, and as well as it goes. Thread-safe. */
public interface Farewells {
    /**
     * Makes ready what must be said, while tokens and values can still be opened. Throws nothing.
     *
     * @return what to run once the connection is shredded; it does not wait for the app
     */
    Runnable prepare(ConnectionRow row);
}
