package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decided: the {@code egress.*} settings, read and checked. Immutable; a call keeps the one it began with.
 *
 * @param allowRanges special addresses that may be connected to
 * @param allowHosts names that may have special addresses
 * @param proxy the proxy, if there is one
 * @param noProxy hosts reached without it
 * @param trust the certificate authorities
 * @param timeout for opening a connection, and for a whole control call
 * @param blockedPorts ports no connection is opened to
 */
record EgressPolicy(List<IpRange> allowRanges, List<HostPattern> allowHosts, @Nullable ProxyServer proxy,
        List<HostPattern> noProxy, TrustedRoots trust, Duration timeout, PortSet blockedPorts) {

    /** Copies the lists. */
    EgressPolicy {
        allowRanges = List.copyOf(allowRanges);
        allowHosts = List.copyOf(allowHosts);
        noProxy = List.copyOf(noProxy);
    }

    /** Whether {@code egress.allow} names this address, or this host whatever its address is. */
    boolean allows(Host host, InetAddress address, int port) {
        return allowRanges.stream().anyMatch(r -> r.contains(address))
                || allowsHost(Host.of(address), port) || allowsHost(host, port);
    }

    /** Whether {@code egress.allow} names this host. */
    boolean allowsHost(Host host, int port) {
        return allowHosts.stream().anyMatch(p -> p.matches(host, port));
    }

    /** The proxy on the way to a host; null for the direct way. */
    @Nullable ProxyServer proxyFor(Host host, int port) {
        return noProxy.stream().anyMatch(p -> p.matches(host, port)) ? null : proxy;
    }
}
