package dev.patchbay.core.internal.tokens;

import java.util.Locale;

/** How renewing a connection's tokens goes. */
enum RenewalState {
    /** As it should. */
    ACTIVE,
    /** It failed in a way that may pass by itself. */
    BACKOFF,
    /** The app does not honour the grant any more: a person has to sign in again. */
    NEEDS_REAUTH,
    /** The app does not accept the OAuth client. */
    MISCONFIGURED;

    /** The word in the store. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of a stored word; one this program does not know asks for nothing. */
    static RenewalState of(String word) {
        for (RenewalState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        return ACTIVE;
    }
}
