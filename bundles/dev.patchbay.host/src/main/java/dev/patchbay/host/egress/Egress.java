package dev.patchbay.host.egress;

import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way out. Checks each address against the given hosts and the operator's {@code egress.*} settings, connects to
 * exactly the address it checked, and logs every connection at INFO. Thread-safe.
 */
@ProviderType
public interface Egress {

    /**
     * Opens a way for one call.
     *
     * @param hosts the granted hosts: DNS names, {@code *.example.com}, IPv4 or IPv6 addresses without brackets, each with
     *     or without {@code :port}
     */
    default EgressCall open(Collection<String> hosts) {
        return open(hosts, Set.of());
    }

    /**
     * The same with loopback addresses that the provider's own bundle listens on, as it declares them.
     *
     * @param loopbackPorts ports of 127.0.0.1 and ::1 that this call may reach although {@code egress.allow} does not list them
     */
    EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts);

    /**
     * A way to this host's own public address alone, whatever {@code egress.*} says of it: for the host's questions to itself,
     * never for a provider.
     */
    EgressCall openToSelf(URI publicUrl);
}
