package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides where one call may connect to. A name is asked for once in a call and its first answer holds to the end, so that
 * a name server that changes its mind (DNS rebinding) changes nothing. Thread-safe.
 */
final class Guard {
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private final List<HostPattern> grant;
    private final OwnEnds ownEnds;
    private final EgressPolicy policy;
    private final Resolver resolver;
    private final SpecialAddresses special;
    private final Map<String, List<InetAddress>> answers = new ConcurrentHashMap<>();
    private final Map<InetAddress, Host> known = new ConcurrentHashMap<>();
    private final Set<InetAddress> contacted = ConcurrentHashMap.newKeySet();

    /** For a call that may reach these hosts. */
    Guard(List<HostPattern> grant, EgressPolicy policy, Resolver resolver, SpecialAddresses special) {
        this(grant, OwnEnds.NONE, policy, resolver, special);
    }

    /** For a call that may also reach ends of this machine, as far as they are granted. */
    Guard(List<HostPattern> grant, OwnEnds ownEnds, EgressPolicy policy, Resolver resolver, SpecialAddresses special) {
        this.grant = List.copyOf(grant);
        this.ownEnds = ownEnds;
        this.policy = policy;
        this.resolver = resolver;
        this.special = special;
    }

    /** The operator's decisions this call began with. */
    EgressPolicy policy() {
        return policy;
    }

    /** The proxy on the way to a host; null for the direct way. */
    @Nullable ProxyServer proxyFor(Authority to) {
        return ownEnds.has(to.host(), to.port()) ? null : policy.proxyFor(to.host(), to.port());
    }

    /**
     * Checks a host and every address it has.
     *
     * @throws ConnectionFailure {@code EGRESS_REFUSED}
     * @throws UnknownHostException where the name has no address and no proxy could know it
     */
    Target check(String host, int port) throws UnknownHostException {
        return check(new Authority(canonical(host), port));
    }

    /**
     * As {@link #check(String, int)}, for what a provider made of a host. Its name counts, not its address, which nobody
     * checked; but a name that came from a reverse look-up does not stand against a granted address.
     */
    Target check(InetSocketAddress to) throws UnknownHostException {
        @Nullable InetAddress chosen = to.getAddress();
        Host host = canonical(to.getHostString());
        if (chosen == null || isGranted(host, to.getPort())) {
            Target target = check(new Authority(host, to.getPort()));
            return chosen != null && target.addresses().contains(chosen) ? target.startingAt(chosen) : target;
        }
        Host number = Host.of(chosen);
        return check(new Authority(isGranted(number, to.getPort()) ? number : host, to.getPort()));
    }

    /** As {@link #check(String, int)}, for a host already read. */
    Target check(Authority to) throws UnknownHostException {
        Host host = to.host();
        requirePort(host, to.port());
        if (!isGranted(host, to.port())) {
            throw refused(host.name(), "is not one of the hosts this connection may reach");
        }
        @Nullable ProxyServer proxy = proxyFor(to);
        List<InetAddress> addresses = addresses(host, to.port(), proxy != null);
        addresses.forEach(a -> requirePublic(host, a, to.port()));
        addresses.forEach(a -> known.putIfAbsent(a, host));
        return new Target(host, to.port(), addresses, proxy);
    }

    /** The proxy's own addresses, unchecked: the operator named it. */
    List<InetAddress> addressesOf(ProxyServer proxy) throws UnknownHostException {
        @Nullable InetAddress address = proxy.host().address();
        return address != null ? List.of(address) : answer(proxy.host().name());
    }

    /** Notes that a connection to one of the addresses was opened, which opens its ports for data connections. */
    void contacted(InetAddress address) {
        contacted.add(address);
    }

    /** Whether a listening socket may take a connection from an address. */
    boolean maySend(InetAddress from) {
        return known.containsKey(from);
    }

    /** A refusal, written to the log; {@code why} completes the sentence that begins with the host. */
    static ConnectionFailure refused(String host, String why) {
        EgressLog.refused(host, why);
        return new ConnectionFailure(Reason.EGRESS_REFUSED, host + " " + why);
    }

    /** The refusal of a text that is no host in its canonical form. */
    static ConnectionFailure notCanonical(String host, IllegalArgumentException why) {
        return refused(Host.shown(host), "is " + why.getMessage() + ", which egress.allow does not lift: write the plain form");
    }

    private static Host canonical(String host) {
        try {
            return Host.parse(host);
        } catch (IllegalArgumentException e) {
            throw notCanonical(host, e);
        }
    }

    /** RFC 959 and 2428 data connections go to any high port of the peer; no blocked port may break them by chance. */
    private void requirePort(Host host, int port) {
        if (!Authority.isPort(port)) {
            throw refused(host.name(), "has no port " + port);
        }
        @Nullable InetAddress peer = host.address();
        boolean data = peer != null && port >= FIRST_UNPRIVILEGED_PORT && contacted.contains(peer);
        if (policy.blockedPorts().contains(port) && !data && !ownEnds.has(host, port)) {
            throw refused(host.name(), "is asked for port " + port + ", which egress.blocked-ports closes");
        }
    }

    private boolean isGranted(Host host, int port) {
        return !ownEnds.isExact() && host.address() != null && known.containsKey(host.address())
                || grant.stream().anyMatch(p -> p.matches(host, port));
    }

    private List<InetAddress> addresses(Host host, int port, boolean proxied) throws UnknownHostException {
        @Nullable InetAddress address = host.address();
        if (address != null) {
            return List.of(address);
        }
        try {
            return answer(host.name());
        } catch (UnknownHostException e) {
            if (!proxied) {
                throw e;
            }
            if (isLocalName(host.name()) && !policy.allowsHost(host, port)) {
                throw refused(host.name(), "is a name of a private network; the operator can list it in egress.allow");
            }
            return List.of(); // a name only the proxy can resolve
        }
    }

    private List<InetAddress> answer(String name) throws UnknownHostException {
        @Nullable List<InetAddress> before = answers.get(name);
        if (before != null) {
            return before;
        }
        List<InetAddress> found = List.copyOf(resolver.resolve(name));
        if (found.isEmpty()) {
            throw new UnknownHostException(name);
        }
        @Nullable List<InetAddress> first = answers.putIfAbsent(name, found);
        return first == null ? found : first;
    }

    private void requirePublic(Host host, InetAddress address, int port) {
        Optional<String> kind = special.kind(address);
        if (kind.isPresent() && !ownEnds.has(host, address, port) && !isAllowed(host, address, port)) {
            throw refused(host.name(), "is " + kind.get() + "; the operator can list it in egress.allow");
        }
    }

    /** An address a listed name resolved to stays allowed when a data connection names it by number. */
    private boolean isAllowed(Host host, InetAddress address, int port) {
        @Nullable Host name = host.address() == null ? null : known.get(address);
        return policy.allows(host, address, port) || name != null && policy.allows(name, address, port);
    }

    /** RFC 6761, RFC 6762, RFC 8375 and the reserved {@code internal}: a proxy would take them for its own network. */
    private static boolean isLocalName(String name) {
        return name.indexOf('.') < 0 || name.matches(".*\\.(localhost|local|internal|home\\.arpa|lan|localdomain)");
    }
}
