package dev.patchbay.connect.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where the pages of a session are. Immutable.
 *
 * @param layout of the page that is written
 * @param session the session's id
 * @param csrf what its forms send back
 * @param warning what the operator should know about the public URL; null for nothing
 */
record SessionPlace(Layout layout, String session, String csrf, @Nullable String warning) {
    /** What the page says. */
    Messages messages() {
        return layout.messages();
    }

    /** The relative address of the session's page. */
    String address() {
        return layout.to("connect/s/" + session);
    }
}
