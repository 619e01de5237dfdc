package dev.patchbay.host.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The flow behind the connect pages. The token of a link is good once: {@link #open} trades it for a key that only the browser
 * that opened it holds, in a cookie; everything after asks for that key. What is not there, ended or of another browser is
 * answered alike: a {@link dev.patchbay.host.problem.ProblemException} {@code NOT_FOUND}. Thread-safe.
 */
@ProviderType
public interface ConnectFlow {
    /** What a browser got for a token: the session's id, for the path, and the key, for the cookie. */
    record Ticket(String session, String key) {}

    /**
     * What a person sent.
     *
     * @param action what to do
     * @param csrf the token of the page
     * @param values the fields of forms by name, as sent: {@code provider}, {@code method}, {@code label}, {@code client} (the
     *     id of one, or {@code own} for the person's), {@code values.<field>}, {@code client.<field>}; the entries of a list
     *     stand on lines of their own, a flag is {@code true}, {@code false} or not sent
     */
    record Submission(Action action, String csrf, Map<String, String> values) {
        @Override
        public String toString() {
            return "Submission " + action;
        }
    }

    /** What a person can do on a page. */
    enum Action {
        /** Choose app or method, or with the client {@code own} to bring one: its redirect URI is on the next page. */
        CHOOSE,
        /** Send the form and connect. */
        CONNECT,
        /** Keep the account signed in to although it is another one. */
        CONFIRM,
        /** Go back to the form, for another try; after {@link #SHARE} take the new link back. */
        RETRY,
        /** Get a new one-time link to go on elsewhere; this browser loses the session when it is opened. */
        SHARE,
        /** Stop. */
        CANCEL
    }

    /** Trades the token of a link. */
    Ticket open(String token, String address);

    /** What the page shows now; for a device code it also asks the app, at most once in its interval. */
    ConnectPage page(String session, String key, String address);

    /** Does what the person sent. */
    ConnectPage submit(String session, String key, String address, Submission submission);

    /**
     * The person is back from the app.
     *
     * @param client the last part of the path
     * @param parameters as decoded once, each name with all its values
     * @param keyOf the key that this browser holds for a session, if any
     * @return the session to go on with; its page says how it went
     */
    Ticket callback(
            String client, Map<String, List<String>> parameters, Function<String, Optional<String>> keyOf, String address);

    /** The base of every link and redirect: {@code public.url}, or this machine's address; without a slash at its end. */
    String publicUrl();

    /** One sentence where the public URL is not set and guessed, for the operator; null otherwise. */
    @Nullable String publicUrlWarning();
}
