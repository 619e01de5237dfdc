package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ends of this machine that one call may reach whatever {@code egress.*} says: special addresses, blocked ports and the
 * proxy do not count for them. They are no grant: a host that is not granted stays out of reach. Immutable.
 *
 * @param loopbackPorts ports of the provider's own bundle on 127.0.0.1 and ::1
 * @param self this host's public address, and then the only end of the call; null for the calls of providers
 */
record OwnEnds(Set<Integer> loopbackPorts, @Nullable Authority self) {
    /** No such end: everything is as the operator decided. */
    static final OwnEnds NONE = new OwnEnds(Set.of(), null);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");

    /** Copies the set. */
    OwnEnds {
        loopbackPorts = Set.copyOf(loopbackPorts);
    }

    /** Whether the call goes to its one end and nowhere else, not even to another port of the address it found there. */
    boolean isExact() {
        return self != null;
    }

    /**
     * Whether this is such an end. A name other than {@code localhost} is none because of its address: whoever runs its name
     * server could else point it here.
     */
    boolean has(Host host, int port) {
        if (self != null) {
            return self.port() == port && self.host().name().equals(host.name());
        }
        return loopbackPorts.contains(port) && (LOOPBACK.contains(host.name()) || host.name().equals("localhost"));
    }

    /** Whether this address of such an end is what it should be: of {@code localhost} only loopback. */
    boolean has(Host host, InetAddress address, int port) {
        return has(host, port) && (self != null || LOOPBACK.contains(Host.of(address).name()));
    }
}
