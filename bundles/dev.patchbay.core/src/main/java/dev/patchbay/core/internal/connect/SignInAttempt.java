package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.Values;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is under way. Immutable; holds secrets and prints none.
 *
 * @param method the method's id
 * @param client the OAuth client, or null where the connection's own values are one
 * @param values of the connection: what stays stored and what was entered, one-time values too
 * @param scopes those asked for
 * @param nonce what names it to the app, OAuth 2.0's {@code state}; empty where none was needed
 * @param signIn what the engine left for its next step
 * @param leave where the person goes, or null
 * @param code what the person enters at the app, or null
 * @param since when it began, or its last step, milliseconds since 1970
 * @param turn where it stands where the provider runs it itself, or null
 */
record SignInAttempt(
        String method,
        @Nullable String client,
        Values values,
        List<String> scopes,
        String nonce,
        Map<String, String> signIn,
        @Nullable URI leave,
        @Nullable Code code,
        long since,
        @Nullable ProviderTurn turn) {
    /** A code to be entered (RFC 8628): how often, until when and from when on the app is asked, all milliseconds. */
    record Code(URI at, @Nullable URI complete, String code, long interval, long until, long nextPoll) {}

    SignInAttempt {
        scopes = List.copyOf(scopes);
        signIn = Map.copyOf(signIn);
    }

    /** One that an engine runs. */
    SignInAttempt(
            String method,
            @Nullable String client,
            Values values,
            List<String> scopes,
            String nonce,
            Map<String, String> signIn,
            @Nullable URI leave,
            @Nullable Code code,
            long since) {
        this(method, client, values, scopes, nonce, signIn, leave, code, since, null);
    }

    /** The next step of one that the provider runs. */
    SignInAttempt turned(ProviderTurn next, @Nullable URI to, @Nullable Code shown, long now) {
        return new SignInAttempt(method, client, values, scopes, nonce, signIn, to, shown, now, next);
    }

    SignInAttempt leaving(URI to, Map<String, String> state) {
        return new SignInAttempt(method, client, values, scopes, nonce, state, to, null, since);
    }

    SignInAttempt showing(Code shown, Map<String, String> state) {
        return new SignInAttempt(method, client, values, scopes, nonce, state, null, shown, since);
    }

    /** The same with its code asked about again only later. */
    SignInAttempt pollingAfter(Code later) {
        return new SignInAttempt(method, client, values, scopes, nonce, signIn, leave, later, since, turn);
    }

    SignInAttempt exchangingSince(long now) {
        return new SignInAttempt(method, client, values, scopes, nonce, signIn, leave, code, now, turn);
    }

    @Override
    public String toString() {
        return "SignInAttempt " + method;
    }
}
