package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The steps of a sign-in at the app; what goes wrong is a {@link ConnectionFailure} for the person to read. Thread-safe. */
final class AppSignIn {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Exchanges exchanges;

    AppSignIn(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** The first step. */
    SignIn begin(Prepared prepared, String nonce) {
        SignIn next = run(prepared, prepared.scopes(), nonce, Exchanges.Exchange::begin);
        if (next instanceof SignIn.Redirect redirect) {
            requireSafe(redirect.to());
        } else if (next instanceof SignIn.ShowCode code) {
            requireSafe(code.at());
            if (code.complete() != null) {
                requireSafe(code.complete());
            }
        }
        return next;
    }

    /** The step after. */
    SignIn resume(Prepared prepared, SignInAttempt attempt, Map<String, List<String>> answer) {
        return run(prepared, attempt.scopes(), attempt.nonce(), exchange -> exchange.resume(attempt.signIn(), answer));
    }

    private SignIn run(
            Prepared prepared, List<String> scopes, String nonce, Function<Exchanges.Exchange, SignIn> step) {
        String app = prepared.live().definition().label();
        try (Exchanges.Exchange exchange = exchanges.open(prepared.subject(scopes, nonce))) {
            return step.apply(exchange);
        } catch (TokenFailure e) {
            Failure failure = Failures.of(e, app);
            throw new ConnectionFailure(failure.reason(), failure.message());
        } catch (ProblemException e) {
            Failure failure = Failures.of(e);
            throw new ConnectionFailure(failure.reason(), failure.message());
        }
    }

    /** A person is sent over an encrypted line only, or to the machine itself. */
    private static void requireSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean own = scheme.equals("http") && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (uri.getHost() == null || !own && !scheme.equals("https")) {
            throw new ConnectionFailure(Reason.CLIENT_MISCONFIGURED, "The app's sign-in page has no https address.");
        }
    }
}
