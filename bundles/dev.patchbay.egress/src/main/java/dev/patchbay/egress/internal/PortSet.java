package dev.patchbay.egress.internal;

import java.util.BitSet;

/** A set of ports. Immutable. */
final class PortSet {
    private final BitSet ports;

    private PortSet(BitSet ports) {
        this.ports = ports;
    }

    /**
     * Reads a comma list of ports and ranges, {@code 25,6665-6669}; the empty text is the empty set.
     *
     * @throws IllegalArgumentException where an entry is neither
     */
    static PortSet parse(String text) {
        BitSet ports = new BitSet();
        for (String entry : text.split(",")) {
            String trimmed = entry.strip();
            if (!trimmed.isEmpty()) {
                int dash = trimmed.indexOf('-');
                int first = Authority.port(dash < 0 ? trimmed : trimmed.substring(0, dash));
                int last = dash < 0 ? first : Authority.port(trimmed.substring(dash + 1));
                if (last < first) {
                    throw new IllegalArgumentException("not a range of ports");
                }
                ports.set(first, last + 1);
            }
        }
        return new PortSet(ports);
    }

    /** Whether the port is in the set. */
    boolean contains(int port) {
        return ports.get(port);
    }
}
