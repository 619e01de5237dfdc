package dev.patchbay.core.internal.connect;

import java.net.URI;
import java.util.Locale;

/**
 * The URL that is asked: the public one and the doctor's path under it. Immutable.
 *
 * @param base {@code public.url}
 * @param path the path under it, with a slash before
 */
record AskedUrl(URI base, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    URI whole() {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    String scheme() {
        return base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    }

    String host() {
        return bare(base.getHost() == null ? "" : base.getHost());
    }

    int port() {
        return base.getPort() > 0 ? base.getPort() : standardPort(scheme());
    }

    /** The path of the public URL, without a slash at its end; empty where it has none. */
    String prefix() {
        return prefix(base.getRawPath() == null ? "" : base.getRawPath());
    }

    /** The public URL without a path. */
    String bareBase() {
        return scheme() + "://" + base.getRawAuthority();
    }

    /** A path in this form. */
    static String prefix(String path) {
        return path.replaceAll("/+$", "");
    }

    /** A host in one form: lower case, no brackets. */
    static String bare(String host) {
        String text = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return text.toLowerCase(Locale.ROOT);
    }

    static int standardPort(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }
}
