package dev.patchbay.testsupport;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of a browser (RFC 6265): by host, never by port. Used by one thread. */
final class CookieJar {
    private record Cookie(String name, String value, String host, String path, boolean secure) {
        boolean isSentTo(URI to) {
            String at = to.getPath().isEmpty() ? "/" : to.getPath();
            boolean below = at.equals(path) || at.startsWith(path.endsWith("/") ? path : path + "/");
            return host.equals(to.getHost()) && below && (!secure || to.getScheme().equals("https"));
        }
    }

    private List<Cookie> cookies = new ArrayList<>();

    /** From now on both have the same cookies. */
    void shareWith(CookieJar other) {
        cookies = other.cookies;
    }

    /** Takes a {@code Set-Cookie}; one of the host under test must be out of reach for scripts and for requests of other sites. */
    void take(URI from, String header, boolean strict) {
        String[] parts = header.split(";\\s*");
        Map<String, String> attributes = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            attributes.put(pair[0].toLowerCase(Locale.ROOT), pair.length == 1 ? "" : pair[1]);
        }
        boolean kept = attributes.containsKey("httponly") && attributes.containsKey("samesite")
                && !attributes.containsKey("domain") && attributes.containsKey("secure") == from.getScheme().equals("https");
        if (strict && !kept) {
            throw new AssertionError("a cookie without what it needs: " + header);
        }
        String[] pair = parts[0].split("=", 2);
        String path = attributes.getOrDefault("path", "/");
        cookies.removeIf(c -> c.name().equals(pair[0]) && c.host().equals(from.getHost()) && c.path().equals(path));
        if (!"0".equals(attributes.get("max-age"))) {
            cookies.add(new Cookie(pair[0], pair[1], from.getHost(), path, attributes.containsKey("secure")));
        }
    }

    /** The {@code Cookie} header for a request, or an empty text. */
    String header(URI to) {
        return cookies.stream().filter(cookie -> cookie.isSentTo(to))
                .sorted(Comparator.comparing((Cookie cookie) -> -cookie.path().length()))
                .map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; "));
    }

    List<String> values() {
        return cookies.stream().map(Cookie::value).toList();
    }
}
