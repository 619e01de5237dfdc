package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that holds a session's key (RFC 6265). {@code SameSite=Lax} and not {@code Strict}: who follows a link in a mail
 * arrives signed in. It ends with the browser; when the session ends is the host's to say. Immutable.
 */
final class SessionCookie {
    private final String name;
    private final String attributes;

    private SessionCookie(String name, String attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /** For the public URL and this request: they decide the name's prefix, {@code Secure} and the path. */
    static SessionCookie of(HttpServletRequest request, String publicUrl) {
        URI url = URI.create(publicUrl);
        boolean secure = "https".equalsIgnoreCase(url.getScheme()) || request.isSecure();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        /* a browser takes a name with such a prefix only with what it promises, so that no other site can have set it */
        String prefix = secure ? path.equals("/") ? "__Host-" : "__Secure-" : "";
        return new SessionCookie(
                prefix + "pb_session", "; Path=" + path + (secure ? "; Secure" : "") + "; HttpOnly; SameSite=Lax");
    }

    /** The {@code Set-Cookie} that gives the browser a key. */
    String set(String key) {
        return name + "=" + key + attributes;
    }

    /** The {@code Set-Cookie} that takes it back. */
    String clear() {
        return name + "=; Max-Age=0" + attributes;
    }

    /**
     * The key the browser holds, if any.
     *
     * @throws ProblemException {@code UNAUTHENTICATED} where it sends several, since then another site may have set one
     */
    Optional<String> find(HttpServletRequest request) {
        List<String> found = new ArrayList<>();
        Cookie[] all = request.getCookies();
        for (Cookie cookie : all == null ? new Cookie[0] : all) {
            if (cookie.getName().equals(name)) {
                found.add(cookie.getValue());
            }
        }
        if (found.size() > 1) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "The cookie " + name + " stands there more than once.");
        }
        return found.stream().findFirst();
    }
}
