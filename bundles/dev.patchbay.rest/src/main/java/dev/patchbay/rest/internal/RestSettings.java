package dev.patchbay.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings under the PID {@value #PID}. Immutable.
 *
 * @param tlsCertificate absolute path of the PEM chain, or empty
 * @param tlsKey absolute path of the PEM key (PKCS #8), or empty
 * @param behindProxy whether {@code X-Forwarded-For} is looked at
 * @param trustedProxies addresses and CIDR blocks whose {@code X-Forwarded-For} is believed
 * @param rate requests a second and caller; 0 for no limit
 */
record RestSettings(String tlsCertificate, String tlsKey, boolean behindProxy, List<String> trustedProxies, int rate) {
    static final String PID = "dev.patchbay.rest";

    RestSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Reads the properties of a configuration; what is absent has its default. */
    static RestSettings of(Map<String, ?> properties) {
        return new RestSettings(
                text(properties.get("tls-certificate")),
                text(properties.get("tls-key")),
                Boolean.parseBoolean(text(properties.get("behind-proxy"))),
                list(properties.get("trusted-proxies")),
                number(text(properties.get("rate"))));
    }

    boolean tls() {
        return !tlsCertificate.isEmpty() || !tlsKey.isEmpty();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }

    /** A list, or texts with commas between. */
    static List<String> list(@Nullable Object value) {
        Stream<String> texts = value instanceof String[] array ? Stream.of(array)
                : value instanceof Iterable<?> all ? stream(all) : Stream.of(text(value).split(","));
        return texts.map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    private static Stream<String> stream(Iterable<?> all) {
        Stream.Builder<String> texts = Stream.builder();
        all.forEach(one -> texts.add(text(one)));
        return texts.build();
    }

    private static int number(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("rate must be a whole number", e);
        }
    }
}
