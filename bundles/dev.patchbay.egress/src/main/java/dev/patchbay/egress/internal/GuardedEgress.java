package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens calls under the present settings. A wrong setting closes every way until it is corrected. Thread-safe. */
final class GuardedEgress implements Egress, AutoCloseable {
    private final Resolver resolver;
    private final SpecialAddresses special;
    private final UnaryOperator<String> decrypt;
    private final Deadlines deadlines = new Deadlines();
    private final Set<GuardedCall> calls = ConcurrentHashMap.newKeySet();
    private Map<String, ?> settings = Map.of();
    private @Nullable EgressPolicy policy;
    private String lastFault = "";
    private volatile boolean stopped;

    /**
     * With default settings.
     *
     * @param own whether an address is this machine's
     * @param decrypt opens an {@code ENC(…)} setting, or throws
     */
    GuardedEgress(Resolver resolver, Predicate<InetAddress> own, UnaryOperator<String> decrypt) {
        this.resolver = resolver;
        this.special = new SpecialAddresses(own);
        this.decrypt = decrypt;
    }

    /** Settings for the calls from now on, by key without {@code egress.}; a wrong one is logged. */
    void configure(Map<String, ?> changed) {
        synchronized (this) {
            settings = Map.copyOf(changed);
            policy = null;
            lastFault = "";
        }
        try {
            policy();
        } catch (ConnectionFailure e) {
            return; // logged; every call repeats it
        }
    }

    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return open(() -> new Guard(
                patterns(hosts), new OwnEnds(loopbackPorts, null), policy(), resolver, special));
    }

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        return open(() -> {
            Authority self = HttpTarget.of(publicUrl).authority();
            return new Guard(
                    List.of(new HostPattern(false, self)), new OwnEnds(Set.of(), self), policy(), resolver, special);
        });
    }

    private EgressCall open(Supplier<Guard> of) {
        Supplier<Guard> guard;
        try {
            Guard made = of.get();
            guard = () -> made;
        } catch (ConnectionFailure e) {
            guard = () -> {
                throw e;
            };
        }
        GuardedCall call = new GuardedCall(guard, deadlines, calls::remove);
        calls.add(call);
        if (stopped) { // looked at after adding: either this sees the stop, or the stop sees the call
            call.close();
        }
        return call;
    }

    /** Ends every call and the timer. */
    @Override
    public void close() {
        stopped = true;
        calls.forEach(GuardedCall::close);
        deadlines.close();
    }

    /** Read when first needed after a change, for an encrypted value may have to wait for the vault. */
    private synchronized EgressPolicy policy() {
        if (policy == null) {
            try {
                policy = new PolicyReader(settings, decrypt).read();
            } catch (IllegalArgumentException e) {
                String fault = String.valueOf(e.getMessage());
                if (!fault.equals(lastFault)) {
                    lastFault = fault;
                    EgressLog.setting(fault);
                }
                throw new ConnectionFailure(Reason.EGRESS_REFUSED, "no connection is opened until the operator corrects " + fault);
            }
        }
        return policy;
    }

    /** An entry that is no host admits nothing; the check of such a host says what is wrong with it. */
    private static List<HostPattern> patterns(Collection<String> hosts) {
        List<HostPattern> patterns = new ArrayList<>();
        for (String host : hosts) {
            try {
                patterns.add(HostPattern.parse(host));
            } catch (IllegalArgumentException e) {
                EgressLog.refused(Host.shown(host), "cannot be granted: it is " + e.getMessage());
            }
        }
        return patterns;
    }
}
