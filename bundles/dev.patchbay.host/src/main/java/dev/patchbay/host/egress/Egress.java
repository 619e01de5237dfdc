package dev.patchbay.host.egress;

import java.util.Collection;
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
    EgressCall open(Collection<String> hosts);
}
