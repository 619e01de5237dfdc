package dev.patchbay.core.internal.providers;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of this machine that a bundle says it listens on itself. Its own providers, and no others, may reach them: code
 * that runs in this JVM could open such a socket anyway, so nothing is given away, and what others listen on stays closed.
 */
final class LoopbackPorts {
    /** The manifest header: numbers with commas between. */
    static final String HEADER = "Patchbay-Loopback-Ports";

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);
    private static final Pattern NUMBERS = Pattern.compile("\\d{4,5}(\\s*,\\s*\\d{4,5}){0,7}");
    private static final int LOWEST = 1_024;
    private static final int HIGHEST = 65_535;

    private LoopbackPorts() {}

    /** The ports; empty where there is no header, or one that is wrong. */
    static Set<Integer> of(Bundle bundle) {
        String header = bundle.getHeaders("").get(HEADER);
        return header == null ? Set.of() : parse(header.strip(), String.valueOf(bundle.getSymbolicName()));
    }

    static Set<Integer> parse(String header, String bundle) {
        Set<Integer> ports = new TreeSet<>();
        if (NUMBERS.matcher(header).matches()) {
            for (String number : header.split(",")) {
                ports.add(Integer.parseInt(number.strip()));
            }
        }
        if (ports.isEmpty() || ports.stream().anyMatch(port -> port < LOWEST || port > HIGHEST)) {
            LOG.warn("the header {} of {} must be up to eight ports from {} on; it is ignored", HEADER, bundle, LOWEST);
            return Set.of();
        }
        return Set.copyOf(ports);
    }
}
