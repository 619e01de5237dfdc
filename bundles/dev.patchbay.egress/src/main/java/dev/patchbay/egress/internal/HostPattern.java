package dev.patchbay.egress.internal;

/**
 * Which hosts a list admits: one host, or with {@code *.} before it every name under it, on one port or on all. Immutable.
 *
 * @param wildcard whether it means the names under the host, at any depth, and not the host itself
 * @param authority the host, and the port or 0 for all
 */
record HostPattern(boolean wildcard, Authority authority) {

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException where it is none; the message completes "x is …" and does not repeat the text
     */
    static HostPattern parse(String text) {
        boolean wildcard = text.startsWith("*.");
        Authority authority = Authority.parse(wildcard ? text.substring(2) : text);
        if (wildcard && authority.host().address() != null) {
            throw new IllegalArgumentException("a wildcard before an address");
        }
        return new HostPattern(wildcard, authority);
    }

    /** Whether it admits this host on this port. */
    boolean matches(Host host, int port) {
        if (authority.port() != 0 && authority.port() != port) {
            return false;
        }
        return wildcard
                ? host.address() == null && host.name().endsWith("." + authority.host().name())
                : host.name().equals(authority.host().name());
    }
}
