package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderUpdates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What core does for updates, in short: asks rehearsed providers, and notes what it was told. */
final class AskedUpdates implements ProviderUpdates {
    final List<String> told = new ArrayList<>();
    /** Hosts that a provider's definition wants beyond its connections' grants. */
    final Map<String, List<String>> wider = new HashMap<>();
    private final Set<String> approved = new HashSet<>();
    private final BundleContext context;
    boolean failing;

    AskedUpdates(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Rehearsed> rehearse(long bundleId) {
        List<Rehearsed> all = new ArrayList<>();
        Bundle bundle = context.getBundle(bundleId);
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            try {
                ConnectionProvider provider = (ConnectionProvider) context.getService(service);
                all.add(provider == null ? new Rehearsed(null, List.of("The bundle did not give its service."))
                        : new Rehearsed(provider.definition(), List.of()));
                context.ungetService(service);
            } catch (RuntimeException e) {
                all.add(new Rehearsed(null, List.of("It threw " + e.getClass().getName() + ".")));
            }
        }
        told.add("rehearse " + bundle.getSymbolicName() + " " + bundle.getVersion() + " " + bundle.getLocation());
        return all;
    }

    @Override
    public Forecast forecast(ConnectionDefinition next) {
        List<String> hosts = approved.contains(next.id()) ? List.of() : wider.getOrDefault(next.id(), List.of());
        return new Forecast(next.id(), 1, next.version(), 7, List.of(), 0, List.of(), null, hosts, List.of(), List.of(), List.of());
    }

    @Override
    public Map<String, Long> keptUntil() {
        return Map.of();
    }

    @Override
    public long restoreFormer(Caller caller, String provider) {
        if (failing) {
            throw new IllegalStateException("values cannot be put back");
        }
        told.add("restore " + provider);
        return 1;
    }

    @Override
    public void closeRollback(Caller caller, String provider) {
        told.add("close " + provider);
    }

    @Override
    public Standing standing(String provider) {
        return new Standing(0, findApproval(provider).isPresent(), null);
    }

    @Override
    public Optional<Approval> findApproval(String provider) {
        List<String> hosts = approved.contains(provider) ? List.of() : wider.getOrDefault(provider, List.of());
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Approval(provider, "", 7, hosts, List.of(), 0, List.of()));
    }

    @Override
    public List<Approval> approvals(Caller caller) {
        return wider.keySet().stream().flatMap(id -> findApproval(id).stream()).toList();
    }

    @Override
    public long approveGrants(Caller caller, String provider) {
        approved.add(provider);
        told.add("approve " + provider);
        return 1;
    }
}
