package dev.patchbay.oauth.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters a signature covers (RFC 5849 section 3.4.1.3): of the URL's query, of the form, and the protocol's own. Held
 * in encoded form, where the order of characters is the order of bytes. Not thread-safe.
 */
final class OAuth1Parameters {
    private record Pair(String name, String value) {}

    private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::name).thenComparing(Pair::value);

    private final List<Pair> pairs = new ArrayList<>();

    /** One more, in clear. */
    OAuth1Parameters add(String name, String value) {
        pairs.add(new Pair(PercentEncoding.encode(name), PercentEncoding.encode(value)));
        return this;
    }

    /** Those of a form, in clear. */
    OAuth1Parameters addForm(Map<String, List<String>> form) {
        form.forEach((name, values) -> values.forEach(value -> add(name, value)));
        return this;
    }

    /**
     * Those of a raw query.
     *
     * @throws IllegalArgumentException where the query is badly encoded
     */
    OAuth1Parameters addQuery(@Nullable String raw) {
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            if (!part.isEmpty()) {
                pairs.add(new Pair(PercentEncoding.recode(name), PercentEncoding.recode(value)));
            }
        }
        return this;
    }

    /** Whether there is one of this name. */
    boolean contains(String name) {
        String encoded = PercentEncoding.encode(name);
        return pairs.stream().anyMatch(pair -> pair.name().equals(encoded));
    }

    /** All in one text, sorted by name, then value (section 3.4.1.3.2). */
    String normalized() {
        return pairs.stream().sorted(ORDER).map(pair -> pair.name() + "=" + pair.value()).collect(Collectors.joining("&"));
    }
}
