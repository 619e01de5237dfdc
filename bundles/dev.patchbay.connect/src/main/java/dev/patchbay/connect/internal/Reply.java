package dev.patchbay.connect.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer, complete before its first byte is sent. Immutable but for the headers added while it is made. */
final class Reply {
    /**
     * Forms go to this host only. Browsers hold this against every redirect that answers a form, too: Chromium and WebKit
     * block a 303 from here to an app's authorize URL (github.com/w3c/webappsec-csp/issues/8). A form is therefore never
     * answered with a redirect to elsewhere, but with a page that goes on by itself: a refresh is a navigation of that page
     * and no part of the form's.
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final Map<String, String> EVERYWHERE = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-Robots-Tag", "noindex",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private record Header(String name, String value) {}

    private final int status;
    private final byte[] body;
    private final List<Header> headers = new ArrayList<>();

    private Reply(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        if (!type.isEmpty()) {
            with("Content-Type", type);
        }
    }

    /**
     * A page, in the language that was negotiated for it. No cache may store it; {@code Vary} is for one that is told to store it
     * all the same, and says that asking otherwise may be answered otherwise (RFC 9110 section 12.5.5).
     */
    static Reply page(int status, String language, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Language", language).with("Vary", "Accept-Language");
    }

    /** Other content. */
    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, type, body);
    }

    /** Look there, with GET (RFC 9110 section 15.4.4); relative, so that it is right whatever stands in front of this host. */
    static Reply seeOther(String location) {
        return new Reply(303, "", new byte[0]).with("Location", location);
    }

    /** With one more header. */
    Reply with(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    int status() {
        return status;
    }

    /** The header of this name that was added, if one was. */
    Optional<String> header(String name) {
        return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).findFirst();
    }

    /** Sends it. */
    void send(HttpServletResponse response, boolean head) throws IOException {
        response.setStatus(status);
        EVERYWHERE.forEach(response::setHeader);
        for (Header header : headers) {
            if (header.name().equals("Set-Cookie")) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
        response.setContentLength(body.length);
        if (!head) {
            response.getOutputStream().write(body);
        }
    }
}
