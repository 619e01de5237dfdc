package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import java.util.Map;

/**
 * What an author mixed into a provider. What comes out is checked, bounded and the host's own. Whatever the provider throws,
 * an answer of no use and a missed deadline are a {@link dev.patchbay.api.ConnectionFailure}; where the provider was not
 * called at all it is a {@link dev.patchbay.host.problem.ProblemException}. Thread-safe.
 */
public interface ProviderHooks {
    /** Whether it is mixed in; the other methods are for what is. */
    boolean has(Hook hook);

    /** The headers that sign a request; its host was checked before. */
    Map<String, String> sign(HookCall call, RequestSigning.Request request);

    /** A new credential. Whether it has ended already, and which changed values may be stored, is for the caller to see. */
    Renewed renew(HookCall call);

    /** Tells the app to forget the credential. */
    void revoke(HookCall call);

    /** The first step of a sign-in. */
    ConnectStep begin(HookCall call);

    /**
     * The step after.
     *
     * @param state what the step before left
     * @param answer what the person or the app said
     */
    ConnectStep resume(HookCall call, Values state, Values answer);
}
