package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;

/** What the methods of providers ask of a person before they give a credential. */
public final class SignIns {
    /** Why a connection is {@code pending}. */
    static final String NOBODY_YET = "Nobody has signed in yet: open a connect session for this connection.";
    /** Why it is so again. */
    static final String ELSEWHERE = "Where it goes has changed: sign in again, with a connect session for this connection.";

    private SignIns() {}

    /** Whether somebody has to sign in at the app; the client's own credentials are enough otherwise. */
    public static boolean needPerson(ConnectionMethod method) {
        if (method.auth() instanceof OAuth2 oauth) {
            return oauth.grant() != OAuth2.Grant.CLIENT_CREDENTIALS && oauth.grant() != OAuth2.Grant.JWT_BEARER;
        }
        return method.auth() instanceof Auth.OAuth1 || method.auth() instanceof Auth.Interactive;
    }
}
