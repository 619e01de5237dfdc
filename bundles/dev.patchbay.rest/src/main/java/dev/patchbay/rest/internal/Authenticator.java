package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds out who calls from {@code Authorization: Bearer} (RFC 6750 section 2.1). An address that keeps presenting keys that
 * are not right gets 429 instead of 401; a right key from the same address still works. Thread-safe.
 */
final class Authenticator {
    private static final int FAILURES_A_MINUTE = 20;
    private static final String SCHEME = "Bearer ";

    private final HostServices host;
    private final RateLimiter failures;

    Authenticator(HostServices host, LongSupplier nanoTime) {
        this.host = host;
        this.failures = new RateLimiter(FAILURES_A_MINUTE, Duration.ofMinutes(1), nanoTime);
    }

    /** The caller of this request. */
    Caller authenticate(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        try {
            return host.apiKeys().authenticate(presented(request), address);
        } catch (ProblemException e) {
            if (e.type().equals(ProblemType.UNAUTHENTICATED)) {
                Optional<Duration> wait = failures.take(ClientAddress.network(address));
                if (wait.isPresent()) {
                    throw ProblemException.retryLater(
                            ProblemType.TOO_MANY_REQUESTS, "Too many requests without a valid API key.", wait.get());
                }
            }
            throw e;
        }
    }

    private static String presented(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        String first = headers.hasMoreElements() ? headers.nextElement() : "";
        if (headers.hasMoreElements()) {
            throw new ProblemException(ProblemType.MALFORMED, "The header Authorization stands there more than once.");
        }
        if (!first.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send the API key as: Authorization: Bearer pbk_…");
        }
        return first.substring(SCHEME.length()).strip();
    }
}
