package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;

/** Origins of web pages (RFC 6454). Stateless. */
final class Origins {
    private static final String HEADER = "Origin";

    private Origins() {}

    /** An http or https origin in the form browsers send it in; empty for anything else, {@code null} for one. */
    static Optional<String> normal(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean bare = uri.getRawPath() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null
                    && uri.getRawFragment() == null && uri.getRawUserInfo() == null && uri.getHost() != null;
            return bare ? of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The origin of what lies at a URL. */
    static Optional<String> of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        if (standard < 0 || url.getHost() == null) {
            return Optional.empty();
        }
        String port = url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
        return Optional.of(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port);
    }

    /** The origin of the page that sends a request, as it stands there; several, or a strange one, are an empty text. */
    static Optional<String> sent(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders(HEADER);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String origin = values.nextElement();
        return Optional.of(values.hasMoreElements() ? "" : normal(origin).orElse(""));
    }

    /** Whether a request that says where it comes from comes from the host itself; one that does not say is believed. */
    static boolean isOwn(HttpServletRequest request, String publicUrl) {
        Optional<String> origin = sent(request);
        return origin.isEmpty() || origin.equals(of(URI.create(publicUrl))) || origin.equals(own(request));
    }

    /* what the browser itself thinks it talks to: no page can change the header Host of its requests */
    private static Optional<String> own(HttpServletRequest request) {
        String host = request.getServerName();
        String name = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return normal(request.getScheme() + "://" + name + ":" + request.getServerPort());
    }
}
