package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/connections/{id}/credential} without Jersey. Workflows ask it before every step they run, and there
 * finding and calling a resource costs more than permission, decryption and JSON together. What is not as plain (another
 * method, an {@code Accept} to be weighed, an id with escapes) is left to {@link ConnectionsResource}, which gives the same
 * answer. Thread-safe.
 */
final class CredentialRoute {
    private static final Pattern PATH = Pattern.compile(ConnectionsResource.PATH + "([A-Za-z0-9_-]+)/credential");

    private final HostServices host;

    CredentialRoute(HostServices host) {
        this.host = host;
    }

    /** Answers, if this is such a request; otherwise it does nothing. */
    boolean answers(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        if (!request.getMethod().equals("GET") || !isPlain(request.getHeader("Accept"))) {
            return false;
        }
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            return false;
        }
        byte[] body = body(host, exchange, path.group(1));
        HttpServletResponse response = exchange.response();
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return true;
    }

    private static boolean isPlain(@Nullable String accept) {
        return accept == null || accept.equals(MediaType.APPLICATION_JSON) || accept.equals(MediaType.WILDCARD);
    }

    /** The credential in clear: the one answer that reveals secrets. */
    static byte[] body(HostServices host, Exchange exchange, String id) {
        exchange.query();
        return Json.bytes(host.use().credential(exchange.caller(), id));
    }
}
