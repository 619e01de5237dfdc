package dev.patchbay.oauth.internal;

import java.net.URI;
import java.util.Locale;

/** The text that is signed (RFC 5849 section 3.4.1). */
final class OAuth1BaseString {
    private OAuth1BaseString() {}

    /**
     * The signature base string.
     *
     * @param uri absolute, with a host; its query must be among the parameters already
     */
    static String of(String method, URI uri, OAuth1Parameters parameters) {
        return PercentEncoding.encode(method.toUpperCase(Locale.ROOT)) + "&" + PercentEncoding.encode(base(uri)) + "&"
                + PercentEncoding.encode(parameters.normalized());
    }

    /** Section 3.4.1.2: scheme and host in lower case, the port where it is not the usual one, the path as it is sent. */
    private static String base(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort()) + path;
    }
}
