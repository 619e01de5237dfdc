package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets scripts of listed pages call the API (Fetch standard, "HTTP extensions"). Cookies never count across sites: such a page
 * sends the key of a session it was given, so the answer never allows credentials. Thread-safe.
 */
final class Cors {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, If-Match, Idempotency-Key, Accept";
    private static final String EXPOSED = "ETag, Location, Retry-After";
    private static final String MAX_AGE_SECONDS = "600";

    private final EmbedOrigins listed;

    Cors(EmbedOrigins listed) {
        this.listed = listed;
    }

    /** Adds the headers, whatever the answer will be, and answers a preflight at once; says whether it did. */
    boolean answers(Exchange exchange) {
        HttpServletRequest request = exchange.request();
        if (!request.getRequestURI().startsWith("/api/")) {
            return false;
        }
        Optional<String> origin = Origins.sent(request).filter(listed::contains);
        if (origin.isEmpty()) {
            return false;
        }
        exchange.always("Access-Control-Allow-Origin", origin.get());
        exchange.always("Vary", "Origin");
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("Access-Control-Request-Method") == null) {
            exchange.always("Access-Control-Expose-Headers", EXPOSED);
            return false;
        }
        exchange.response().setHeader("Access-Control-Allow-Methods", METHODS);
        exchange.response().setHeader("Access-Control-Allow-Headers", HEADERS);
        exchange.response().setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
        exchange.response().setStatus(204);
        return true;
    }
}
