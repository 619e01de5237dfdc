package dev.patchbay.host.access;

import dev.patchbay.api.Secret;
import dev.patchbay.host.connections.Idempotency;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sessions of people. A person signs in with an API key or the token of a one-time link ({@code pbl_} and 43 characters of
 * base64url, 256 random bits) and gets a session's key ({@code pbs_} and as many); of both the SHA-256 is stored. A session ends
 * when nothing happens in it for {@code session.idle}, at the latest after {@code session.lifetime}. Thread-safe.
 */
@ProviderType
public interface Sessions {
    /** The beginning of every session's key. */
    String KEY_PREFIX = "pbs_";

    /** Whose session it is. */
    enum Kind {
        /** An operator's: all that the API key it was opened with may do, or everything, but never reading credentials. */
        OPERATOR("operator"),
        /** One account's: its connections and steps, and nothing else. */
        ACCOUNT("account");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in the HTTP API. */
        public String word() {
            return word;
        }
    }

    /**
     * A session as its person sees it. Immutable.
     *
     * @param id its id, which stands in the audit too
     * @param label of the API key, of the account, or {@code One-time link}
     * @param scopes what it may do
     * @param account the only account it may see, or null for all
     * @param workflow with {@code step}, the step the person came from; null for none
     * @param step with {@code workflow}
     * @param returnTo where the person goes afterwards; null for nowhere
     * @param expiresAt when it ends at the latest
     */
    record View(
            Kind kind,
            String id,
            String label,
            Set<Scope> scopes,
            @Nullable String account,
            @Nullable String workflow,
            @Nullable String step,
            @Nullable String returnTo,
            Instant expiresAt) {
        /** Copies the set. */
        public View {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A session that was opened; its key is shown this once. {@code csrf} is what requests carry beside a cookie. */
    record Opened(View view, Secret key, String csrf) {
        @Override
        public String toString() {
            return view.id();
        }
    }

    /** Who calls in which session. {@code csrf} is what requests carry beside a cookie. */
    record Current(Caller caller, View view, String csrf) {
        @Override
        public String toString() {
            return view.id();
        }
    }

    /**
     * What an account's session is for; each part may be missing or wrong, and every fault is reported at once.
     *
     * @param account whose connections the person will see
     * @param returnTo where the person goes afterwards, on the allow-list {@code connect.return-to}; null for nowhere
     * @param workflow with {@code step}, the step to choose a connection for; null for none
     * @param step with {@code workflow}
     */
    record Request(
            @Nullable String account, @Nullable String returnTo, @Nullable String workflow, @Nullable String step) {}

    /** A link that signs one person in, once, until {@code expiresAt}; the token in it is shown this once. */
    record Link(String id, URI url, Instant expiresAt) {
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Opens a session.
     *
     * @param presented an API key, or the token of a link
     * @param address where the request came from
     * @throws dev.patchbay.host.problem.ProblemException {@code UNAUTHENTICATED} for what is unknown, was used or has ended
     */
    Opened signIn(Secret presented, String address);

    /**
     * Finds out whose session this is, and notes that something happens in it.
     *
     * @param key the session's key
     * @param address where the request came from
     * @throws dev.patchbay.host.problem.ProblemException {@code UNAUTHENTICATED} for one that is unknown or has ended
     */
    Current authenticate(String key, String address);

    /** Ends a session before the next request; one that has ended, or never was, is all right. */
    void signOut(String key, String address);

    /** Makes a link that opens an operator's session. For the host itself and the command line on its machine only. */
    Link operatorLink(Caller caller);

    /**
     * Makes a link that opens an account's session. Needs the scope {@code sessions}. A repeated call with an idempotency key
     * gives the same session a new link.
     */
    Link accountLink(Caller caller, Request request, @Nullable Idempotency idempotency);

    /** The base of every link: {@code public.url}, or this machine's address; without a slash at its end. */
    String publicUrl();
}
