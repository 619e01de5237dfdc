package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds out who calls: from {@code Authorization: Bearer} (RFC 6750 section 2.1) with an API key or a session's key, otherwise
 * from the session's cookie. A browser sends that by itself, whichever page made it send the request; with it, whatever may
 * change something also carries the session's token and comes from a page of the host. An address that keeps presenting keys
 * that are not right gets 429 instead of 401; a right key from the same address still works. Thread-safe.
 */
final class Authenticator {
    /** The header of the session's token. */
    static final String CSRF = "X-CSRF-Token";

    private static final int FAILURES_A_MINUTE = 20;
    private static final String SCHEME = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final HostServices host;
    private final RateLimiter failures;

    Authenticator(HostServices host, LongSupplier nanoTime) {
        this.host = host;
        this.failures = new RateLimiter(FAILURES_A_MINUTE, Duration.ofMinutes(1), nanoTime);
    }

    /** The caller of this request. */
    Identity authenticate(HttpServletRequest request) {
        return counting(request, () -> identify(request));
    }

    /** Counts what ends with {@code UNAUTHENTICATED}; after too many it ends with {@code TOO_MANY_REQUESTS}. */
    <T> T counting(HttpServletRequest request, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            if (e.type().equals(ProblemType.UNAUTHENTICATED)) {
                Optional<Duration> wait = failures.take(ClientAddress.network(request.getRemoteAddr()));
                if (wait.isPresent()) {
                    throw ProblemException.retryLater(
                            ProblemType.TOO_MANY_REQUESTS, "Too many requests without a valid API key.", wait.get());
                }
            }
            throw e;
        }
    }

    private Identity identify(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            return byCookie(request);
        }
        String first = headers.nextElement();
        if (headers.hasMoreElements()) {
            throw new ProblemException(ProblemType.MALFORMED, "The header Authorization stands there more than once.");
        }
        if (!first.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw nobody();
        }
        String presented = first.substring(SCHEME.length()).strip();
        String address = request.getRemoteAddr();
        return presented.startsWith(Sessions.KEY_PREFIX)
                ? Identity.of(host.sessions().authenticate(presented, address), presented, false)
                : new Identity(host.apiKeys().authenticate(presented, address), null);
    }

    private Identity byCookie(HttpServletRequest request) {
        if (request.getHeader("Cookie") == null) {
            throw nobody();
        }
        Sessions sessions = host.sessions();
        String key = SessionCookie.of(request, sessions.publicUrl()).find(request).orElseThrow(Authenticator::nobody);
        Sessions.Current current = sessions.authenticate(key, request.getRemoteAddr());
        if (!SAFE.contains(request.getMethod())) {
            requireToken(request, current.csrf());
            requireOwnPage(request, sessions.publicUrl());
        }
        return Identity.of(current, key, true);
    }

    private static void requireToken(HttpServletRequest request, String csrf) {
        Enumeration<String> sent = request.getHeaders(CSRF);
        String token = sent.hasMoreElements() ? sent.nextElement() : "";
        boolean right = MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        if (!right || sent.hasMoreElements()) {
            throw new ProblemException(ProblemType.CSRF,
                    "With the session's cookie, send its token in the header " + CSRF + "; GET /api/v1/session tells it.");
        }
    }

    /** Refuses a request that a page of another site sends. */
    static void requireOwnPage(HttpServletRequest request, String publicUrl) {
        if (!Origins.isOwn(request, publicUrl)) {
            throw new ProblemException(ProblemType.CSRF,
                    "The request comes from a page of another site. If this is the host's own page, set public.url to its address.");
        }
    }

    private static ProblemException nobody() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "Send the API key as: Authorization: Bearer pbk_…");
    }
}
