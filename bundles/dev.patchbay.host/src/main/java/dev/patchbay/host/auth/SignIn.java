package dev.patchbay.host.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a sign-in. What {@code state} holds may be secret: core seals it between the steps. */
public sealed interface SignIn {
    /**
     * The person goes to the app and comes back to the redirect URI.
     *
     * @param to the authorize URL, whole
     * @param correlation what the callback will carry: {@code state} in OAuth 2.0, {@code oauth_token} in OAuth 1.0a
     */
    record Redirect(URI to, String correlation, Map<String, String> state) implements SignIn {
        /** Copies the map. */
        public Redirect {
            state = Map.copyOf(state);
        }

        @Override
        public String toString() {
            return "Redirect to " + to.getHost();
        }
    }

    /**
     * The person enters a code at the app (RFC 8628 section 3.3), while the host asks again and again.
     *
     * @param at where
     * @param complete the same with the code in it, or null
     * @param code what to enter
     * @param interval how long to wait before each question
     * @param expiresIn how long the code is good, from now
     */
    record ShowCode(
            URI at, @Nullable URI complete, String code, Duration interval, Duration expiresIn, Map<String, String> state)
            implements SignIn {
        /** Copies the map. */
        public ShowCode {
            state = Map.copyOf(state);
        }

        @Override
        public String toString() {
            return "ShowCode at " + at.getHost();
        }
    }

    /** It is done. */
    record Done(Tokens tokens) implements SignIn {}
}
