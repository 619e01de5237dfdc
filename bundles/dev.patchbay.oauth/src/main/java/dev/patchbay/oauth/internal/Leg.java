package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.OAuth2;
import java.util.Locale;

/** The requests and the redirect of an OAuth 2.0 exchange, each of which may name a parameter in its own way. */
enum Leg {
    /** The person goes to the app. */
    AUTHORIZE,
    /** The person comes back. */
    REDIRECT,
    /** A device code is asked for. */
    DEVICE,
    /** A token is asked for. */
    TOKEN,
    /** A token is renewed. */
    REFRESH,
    /** A token is asked about. */
    INTROSPECT,
    /** A token is given up. */
    REVOKE;

    private final String prefix = name().toLowerCase(Locale.ROOT) + ".";

    /** What the app calls a standard parameter here; a name for this leg alone goes before one for all. */
    String nameOf(OAuth2 auth, String standard) {
        return auth.renamed().getOrDefault(prefix + standard, auth.renamed().getOrDefault(standard, standard));
    }

    /** Whether a standard parameter is left out here. */
    boolean leavesOut(OAuth2 auth, String standard) {
        return auth.removed().contains(standard) || auth.removed().contains(prefix + standard);
    }
}
