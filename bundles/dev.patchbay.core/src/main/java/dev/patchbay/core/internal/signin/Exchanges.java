package dev.patchbay.core.internal.signin;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens exchanges with apps, through whatever engine is installed now. Thread-safe. */
public interface Exchanges {
    /** Whether an engine for this method's kind is installed. */
    boolean hasEngine(ConnectionMethod method);

    /**
     * Opens the way to the app for one exchange. What goes wrong in its methods is a
     * {@link dev.patchbay.host.auth.TokenFailure}, whatever the engine throws.
     *
     * @throws dev.patchbay.host.problem.ProblemException {@code PROVIDER_UNAVAILABLE} without an engine, {@code NOT_READY}
     *     without a way out
     */
    Exchange open(Subject subject);

    /** One exchange; closing it closes its sockets. The methods are those of {@link dev.patchbay.host.auth.AuthEngine}. */
    interface Exchange extends AutoCloseable {
        /** Whether somebody has to sign in at the app. */
        boolean needsPerson();

        /** The first step. */
        SignIn begin();

        /** The step after. */
        SignIn resume(Map<String, String> state, Map<String, List<String>> answer);

        /** Whether these can be renewed. */
        boolean isRenewable(Tokens held);

        /** New tokens for old. */
        Tokens renew(Tokens held);

        /** Tells the app to forget them. */
        boolean revoke(Tokens held);

        /** The headers that sign a request. */
        Optional<Map<String, String>> sign(Tokens held, RequestSigning.Request request);

        @Override
        void close();
    }
}
