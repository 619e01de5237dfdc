package dev.patchbay.rest.internal;

import java.util.Map;

/** The headers of every response, the container's errors included. */
final class SafeHeaders {
    static final Map<String, String> EVERYWHERE = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer");

    private SafeHeaders() {}
}
