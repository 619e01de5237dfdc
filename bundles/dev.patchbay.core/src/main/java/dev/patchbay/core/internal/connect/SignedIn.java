package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.host.connections.TestReport;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in or a passed test came to, not stored yet. Immutable; prints no secret.
 *
 * @param method the method's id
 * @param client the OAuth client, or null
 * @param values to be stored, captured ones among them
 * @param tokens what the app gave; null where the entered values are the credential
 * @param before the account at the app the connection had, as people call it; null where it is the same or was not known
 */
record SignedIn(
        String method,
        @Nullable String client,
        Values values,
        @Nullable HeldTokens tokens,
        TestReport report,
        @Nullable String before) {
    @Override
    public String toString() {
        return "SignedIn " + method;
    }
}
