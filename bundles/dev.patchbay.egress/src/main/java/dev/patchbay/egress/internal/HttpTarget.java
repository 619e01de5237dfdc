package dev.patchbay.egress.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, read once from its URI (RFC 3986); check, TLS and request line all come from here. Immutable.
 *
 * @param tls whether the scheme is https
 * @param authority host and port, the scheme's port filled in
 * @param path path and query as sent (origin form, RFC 9112, 3.2.1)
 */
record HttpTarget(boolean tls, Authority authority, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Reads an absolute http or https URI.
     *
     * @throws dev.patchbay.api.ConnectionFailure {@code EGRESS_REFUSED} for another scheme, user information or a host not
     *     in its canonical form
     */
    static HttpTarget of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        @Nullable String authority = uri.getRawAuthority();
        if (authority == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw Guard.refused(scheme.isEmpty() ? "an address without a scheme" : scheme, "is neither an http nor an https URL");
        }
        if (authority.indexOf('@') >= 0) {
            throw Guard.refused(Host.shown(authority), "has user information before it, which no URL may carry here");
        }
        boolean tls = scheme.equals("https");
        try {
            Authority read = Authority.parse(authority);
            int port = read.port() != 0 ? read.port() : tls ? HTTPS_PORT : HTTP_PORT;
            return new HttpTarget(tls, new Authority(read.host(), port), path(uri));
        } catch (IllegalArgumentException e) {
            throw Guard.notCanonical(authority, e);
        }
    }

    /** The Host field (RFC 9112, 3.2): the port only where it is not the scheme's own. */
    String hostField() {
        String host = authority.host().uriText();
        return authority.port() == (tls ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + authority.port();
    }

    /** The absolute form a proxy wants for http (RFC 9112, 3.2.2). */
    String absoluteForm() {
        return "http://" + hostField() + path;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String all = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        StringBuilder ascii = new StringBuilder();
        for (byte b : all.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ') {
                ascii.append((char) b);
            } else { // java.net.URI lets characters beyond ASCII through; control characters and spaces it does not
                ascii.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
            }
        }
        return ascii.toString();
    }
}
