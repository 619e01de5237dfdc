package dev.patchbay.tck.simulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decoded parameters of a query or a form, in order. Immutable. */
record Pairs(List<Map.Entry<String, String>> entries) {
    static final Pairs NONE = new Pairs(List.of());

    Pairs {
        entries = List.copyOf(entries);
    }

    /** Of {@code a=b&c=d} as a browser or a form sends it; {@code +} is a space. */
    static Pairs decoded(@Nullable String raw) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            if (!part.isEmpty()) {
                all.add(Map.entry(decode(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decode(part.substring(equals + 1))));
            }
        }
        return new Pairs(all);
    }

    /** A piece of a path; {@code +} is itself. */
    static String decodedPath(String raw) {
        return decode(raw.replace("+", "%2B"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "invalid_request", "a parameter is not percent-encoded as it should be");
        }
    }

    /** The value; empty where there is none. A parameter that comes twice is refused (RFC 6749 sections 3.1 and 3.2). */
    Optional<String> find(String name) {
        List<String> values = entries.stream().filter(e -> e.getKey().equals(name)).map(Map.Entry::getValue).toList();
        Refused.unless(values.size() < 2, 400, "invalid_request", "the parameter " + name + " comes twice");
        return values.stream().findFirst();
    }

    /** The value; empty text where there is none. */
    String get(String name) {
        return find(name).orElse("");
    }

    boolean has(String name) {
        return entries.stream().anyMatch(e -> e.getKey().equals(name));
    }

    /** The names, for a sentence. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        entries.forEach(e -> names.add(e.getKey()));
        return names;
    }

    /** As a query or a form. */
    String encoded() {
        List<String> parts = new ArrayList<>();
        entries.forEach(e -> parts.add(URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)));
        return String.join("&", parts);
    }
}
