package dev.patchbay.core.internal.providers;

import java.lang.reflect.Array;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of this machine that a provider says its bundle listens on itself. That provider, and no other, may reach them: code
 * that runs in this JVM could open such a socket anyway, so nothing is given away, and what others listen on stays closed.
 */
final class LoopbackPorts {
    /** The service property: a number, numbers with commas between, or an array of numbers. */
    static final String PROPERTY = "patchbay.loopback.ports";

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);
    private static final Pattern NUMBERS = Pattern.compile("\\d{4,5}(\\s*,\\s*\\d{4,5}){0,7}");
    private static final int LOWEST = 1_024;
    private static final int HIGHEST = 65_535;

    private LoopbackPorts() {}

    /** The ports; empty where there is no such property, or one that is wrong. */
    static Set<Integer> of(ServiceReference<?> reference) {
        Object given = reference.getProperty(PROPERTY);
        return given == null ? Set.of() : parse(text(given), String.valueOf(reference.getProperty(Constants.SERVICE_BUNDLEID)));
    }

    private static String text(Object given) {
        if (!given.getClass().isArray()) {
            return String.valueOf(given).strip();
        }
        return IntStream.range(0, Array.getLength(given)).mapToObj(i -> String.valueOf(Array.get(given, i)))
                .collect(Collectors.joining(","));
    }

    static Set<Integer> parse(String text, String bundle) {
        Set<Integer> ports = new TreeSet<>();
        if (NUMBERS.matcher(text).matches()) {
            for (String number : text.split(",")) {
                ports.add(Integer.parseInt(number.strip()));
            }
        }
        if (ports.isEmpty() || ports.stream().anyMatch(port -> port < LOWEST || port > HIGHEST)) {
            LOG.warn("the property {} of a provider of bundle {} must be up to eight ports from {} on; it is ignored", PROPERTY, bundle, LOWEST);
            return Set.of();
        }
        return Set.copyOf(ports);
    }
}
