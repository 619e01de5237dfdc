package dev.patchbay.egress.internal;

import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way out of tests that run without a host: guard, HTTP client and limits as in a host, and nothing but loopback to reach.
 * It asks no name server: {@code localhost} is the one name there is. Thread-safe.
 */
public final class LocalEgress implements Egress, AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final GuardedEgress egress = new GuardedEgress(LocalEgress::resolve, address -> true, text -> {
        throw new IllegalStateException("there is no vault");
    });

    /**
     * A way to loopback.
     *
     * @param caFile PEM file with certificates trusted in addition to the JDK's, an absolute path; null for none
     */
    public LocalEgress(@Nullable Path caFile) {
        Map<String, String> settings = new HashMap<>(Map.of("allow", "127.0.0.0/8,::1,localhost", "blocked-ports", "none"));
        if (caFile != null) {
            settings.put("ca-file", caFile.toString());
        }
        egress.configure(settings);
    }

    private static List<InetAddress> resolve(String name) throws UnknownHostException {
        if (!name.equals("localhost")) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.getByAddress(name, LOOPBACK));
    }

    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return egress.open(hosts, loopbackPorts);
    }

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        return egress.openToSelf(publicUrl);
    }

    @Override
    public void close() {
        egress.close();
    }
}
