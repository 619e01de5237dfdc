package dev.patchbay.connect.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys that a browser holds, one cookie for each session (RFC 6265). {@code SameSite=Lax} and not {@code Strict}: the way
 * back from an app is a navigation that begins at another site, and must bring the key. Immutable.
 */
final class BrowserKeys {
    private static final int MOST = 20;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final String start;
    private final String attributes;

    /** For the public URL: its scheme and path decide the name's prefix, {@code Secure} and the path. */
    BrowserKeys(String publicUrl) {
        URI url = URI.create(publicUrl);
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        /* a browser takes a name with such a prefix only with what it promises, so that no other site can have set it */
        start = (secure ? path.equals("/") ? "__Host-" : "__Secure-" : "") + "pb_connect_";
        attributes = "; Path=" + path + (secure ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }

    /** The {@code Set-Cookie} that gives the browser a key; it lasts until the browser is closed. */
    String set(String session, String key) {
        return start + session + "=" + key + attributes;
    }

    /**
     * The {@code Set-Cookie}s that take back the oldest keys where there are many: each is sent with every request, and a
     * request's headers have a limit.
     */
    List<String> forgetOldest(HttpServletRequest request) {
        List<String> ours = new ArrayList<>();
        for (Cookie cookie : cookies(request)) {
            if (cookie.getName().startsWith(start)) {
                ours.add(cookie.getName());
            }
        }
        /* browsers send what they got first first */
        return ours.subList(0, Math.max(0, ours.size() - MOST + 1)).stream()
                .map(name -> name + "=; Max-Age=0" + attributes).toList();
    }

    /** Whether the browser holds any key. */
    boolean hasAny(HttpServletRequest request) {
        for (Cookie cookie : cookies(request)) {
            if (cookie.getName().startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** The key the browser holds for a session; none where it sends several, since then another site may have set one. */
    Optional<String> find(HttpServletRequest request, String session) {
        List<String> found = new ArrayList<>();
        for (Cookie cookie : cookies(request)) {
            if (cookie.getName().equals(start + session)) {
                found.add(cookie.getValue());
            }
        }
        return found.size() == 1 && VALUE.matcher(found.get(0)).matches() ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Cookie[] cookies(HttpServletRequest request) {
        Cookie[] all = request.getCookies();
        return all == null ? new Cookie[0] : all;
    }
}
