package dev.patchbay.core.internal.connect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a request arrived, what proxies say of it counted in. Immutable.
 *
 * @param proto what {@code X-Forwarded-Proto} says, or null
 * @param prefix what {@code X-Forwarded-Prefix} says, without a slash at its end, or null
 */
record Arrival(
        String scheme, String host, int port, String path, @Nullable String proto, @Nullable String prefix) {
    private static final int MAX_TEXT = 500;
    private static final String PROTO = "x-forwarded-proto";
    private static final String HOST = "x-forwarded-host";
    private static final String PORT = "x-forwarded-port";
    private static final String PREFIX = "x-forwarded-prefix";
    private static final List<String> NAMES = List.of("scheme", "host", "port", "path", PROTO, HOST, PORT, PREFIX);

    /** What of the texts is looked at, by names in lower case. */
    static Map<String, String> kept(Map<String, String> arrived) {
        Map<String, String> kept = new TreeMap<>();
        arrived.forEach((name, text) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAMES.contains(lower)) {
                kept.put(lower, text.substring(0, Math.min(MAX_TEXT, text.length())));
            }
        });
        return kept;
    }

    /** Of texts as {@link #kept} leaves them; of several proxies the first counts, which the browser talks to. */
    static Arrival of(Map<String, String> texts) {
        String served = texts.getOrDefault("scheme", "http").toLowerCase(Locale.ROOT);
        String proto = first(texts, PROTO);
        String scheme = proto == null ? served : proto.toLowerCase(Locale.ROOT);
        String forwarded = first(texts, HOST);
        String host = forwarded == null ? texts.getOrDefault("host", "") : forwarded;
        int port = forwarded == null ? number(texts.get("port")) : portOf(forwarded);
        if (port <= 0 || forwarded == null && port == AskedUrl.standardPort(served)) {
            port = AskedUrl.standardPort(scheme);
        }
        String named = first(texts, PORT);
        String prefix = first(texts, PREFIX);
        return new Arrival(
                scheme, AskedUrl.bare(forwarded == null ? host : hostOf(host)), named == null ? port : number(named),
                texts.getOrDefault("path", ""), proto, prefix == null ? null : AskedUrl.prefix(prefix));
    }

    private static @Nullable String first(Map<String, String> texts, String name) {
        String text = texts.getOrDefault(name, "").split(",", 2)[0].strip();
        return text.isEmpty() ? null : text;
    }

    private static String hostOf(String authority) {
        return portOf(authority) > 0 ? authority.substring(0, authority.lastIndexOf(':')) : authority;
    }

    /** The port after the host, 0 where there is none. */
    private static int portOf(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean after = colon > 0 && (colon == authority.indexOf(':') || authority.charAt(colon - 1) == ']');
        return after ? number(authority.substring(colon + 1)) : 0;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
