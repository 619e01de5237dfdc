package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and in which session. Immutable; {@code toString} shows the caller's id.
 *
 * @param session null for an API key
 */
record Identity(Caller caller, @Nullable Session session) {
    /** A session, its key, and whether the browser sent that by itself. */
    record Session(Sessions.Current current, String key, boolean byCookie) {
        @Override
        public String toString() {
            return current.toString();
        }
    }

    static Identity of(Sessions.Current current, String key, boolean byCookie) {
        return new Identity(current.caller(), new Session(current, key, byCookie));
    }

    @Override
    public String toString() {
        return caller.id();
    }
}
