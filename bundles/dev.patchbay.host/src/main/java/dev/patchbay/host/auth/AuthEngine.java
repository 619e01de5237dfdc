package dev.patchbay.host.auth;

import dev.patchbay.api.signing.RequestSigning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs the exchanges of one kind of {@link dev.patchbay.api.provider.Auth}. A service with the property {@value #KIND}; the
 * host picks by it, and without one the connections of that kind are unavailable. Holds no state of its own: what an exchange
 * needs later travels in {@link SignIn}. What goes wrong is a {@link TokenFailure} whose text names no secret. Thread-safe.
 */
@ProviderType
public interface AuthEngine {
    /** The service property: the {@link dev.patchbay.api.provider.Auth#kind()} it runs, {@code oauth1} or {@code oauth2}. */
    String KIND = "patchbay.auth";

    /** Whether somebody has to sign in at the app; false where the client's own credentials are enough. */
    boolean needsPerson(AuthCall call);

    /** The first step of a sign-in; {@link SignIn.Done} at once where no person is needed. */
    SignIn begin(AuthCall call);

    /**
     * The step after. Not to be repeated for a redirect: a code is good for one request.
     *
     * @param state what {@link SignIn.Redirect} or {@link SignIn.ShowCode} left
     * @param answer the parameters of the redirect back, in clear, as decoded once; empty while polling for a device
     * @return {@link SignIn.Done}, or {@link SignIn.ShowCode} while the person is not finished
     */
    SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer);

    /** Whether {@link #renew} can do something for these tokens. */
    boolean isRenewable(AuthCall call, Tokens held);

    /** New tokens for old; what the reply leaves out is kept. One request, not repeated, redirects not followed. */
    Tokens renew(AuthCall call, Tokens held);

    /** Tells the app to forget the tokens, where it has an endpoint for that; idempotent. False where it has none. */
    boolean revoke(AuthCall call, Tokens held);

    /** The headers that sign a request; empty where this kind signs none. */
    Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request);
}
