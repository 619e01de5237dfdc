package dev.patchbay.egress.internal;

import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls for tests: names come from a table, never from the network. */
final class TestCalls {
    static final Map<String, String> LOOPBACK_ALLOWED = Map.of("allow", "127.0.0.0/8");
    private static final Deadlines DEADLINES = new Deadlines();

    private TestCalls() { }

    /** {@code app.example} and {@code other.example} are 127.0.0.1; nothing else exists. */
    static Resolver names() {
        return names(Map.of("app.example", "127.0.0.1", "other.example", "127.0.0.1"));
    }

    /** Names with their addresses, separated by commas. */
    static Resolver names(Map<String, String> table) {
        return name -> {
            String addresses = table.get(name);
            if (addresses == null) {
                throw new UnknownHostException(name);
            }
            List<InetAddress> all = new ArrayList<>();
            for (String address : addresses.split(",")) {
                all.add(InetAddress.getByName(address));
            }
            return all;
        };
    }

    static EgressPolicy policy(Map<String, String> settings) {
        return new PolicyReader(settings, text -> {
            throw new IllegalStateException("no vault");
        }).read();
    }

    static EgressPolicy within(Duration timeout, EgressPolicy policy) {
        return new EgressPolicy(policy.allowRanges(), policy.allowHosts(), policy.proxy(), policy.noProxy(), policy.trust(),
                timeout, policy.blockedPorts());
    }

    static Guard guard(EgressPolicy policy, Resolver resolver, String... grant) {
        return new Guard(Stream.of(grant).map(HostPattern::parse).toList(), policy, resolver,
                new SpecialAddresses(a -> false));
    }

    static EgressCall call(EgressPolicy policy, Resolver resolver, String... grant) {
        Guard guard = guard(policy, resolver, grant);
        return new GuardedCall(() -> guard, DEADLINES, call -> { });
    }

    /** To {@code app.example} and 127.0.0.1, with loopback allowed. */
    static EgressCall call() {
        return call(policy(LOOPBACK_ALLOWED), names(), "app.example", "127.0.0.1");
    }

    /** The same with little time. */
    static EgressCall hastyCall() {
        return call(within(Duration.ofMillis(300), policy(LOOPBACK_ALLOWED)), names(), "app.example", "127.0.0.1");
    }
}
