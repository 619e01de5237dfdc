package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a checked connection goes. Immutable.
 *
 * @param host the host
 * @param port the port
 * @param addresses the host's addresses, every one checked, in the order to try; empty only with a proxy
 * @param proxy the proxy in between, if there is one
 */
record Target(Host host, int port, List<InetAddress> addresses, @Nullable ProxyServer proxy) {

    /** Copies the list. */
    Target {
        addresses = List.copyOf(addresses);
    }

    /** The same, with one of its addresses tried first. */
    Target startingAt(InetAddress first) {
        List<InetAddress> order = new ArrayList<>(addresses);
        order.remove(first);
        order.add(0, first);
        return new Target(host, port, order, proxy);
    }
}
