package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.host.connections.ProviderCatalog.Refusal;
import dev.patchbay.host.connections.ProviderUpdates;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** One registered service {@link ConnectionProvider} and how far the host has come with it. Thread-safe. */
final class Registration {
    private final BundleContext context;
    private final ServiceReference<ConnectionProvider> reference;
    private final String bundle;
    private final String bundleVersion;
    private final Set<String> promised;
    private final Set<Integer> loopbackPorts;
    private @Nullable ProviderLane lane;
    private @Nullable ProviderHandle handle;
    private @Nullable Refusal refusal;
    private boolean got;
    private boolean gone;

    Registration(BundleContext context, ServiceReference<ConnectionProvider> reference) {
        this.context = context;
        this.reference = reference;
        Bundle owner = reference.getBundle();
        bundle = owner == null ? "" : name(owner);
        bundleVersion = owner == null ? "" : owner.getVersion().toString();
        promised = PromisedIds.of(reference);
        loopbackPorts = LoopbackPorts.of(reference);
    }

    /** A bundle that is only looked at has its name from its location. */
    private static String name(Bundle owner) {
        String location = owner.getLocation();
        return location.startsWith(ProviderUpdates.REHEARSAL)
                ? location.substring(ProviderUpdates.REHEARSAL.length())
                : String.valueOf(owner.getSymbolicName());
    }

    /** What people call it before its definition is known. */
    String name() {
        return promised.size() == 1 ? promised.iterator().next() : bundle;
    }

    /** Symbolic name of its bundle. */
    String bundle() {
        return bundle;
    }

    String bundleVersion() {
        return bundleVersion;
    }

    /** The ids its bundle promises. */
    Set<String> promised() {
        return promised;
    }

    /** The one id it may become; null where there are several, or none. */
    @Nullable String only() {
        return promised.size() == 1 ? promised.iterator().next() : null;
    }

    /** The ports of this machine it listens on itself. */
    Set<Integer> loopbackPorts() {
        return loopbackPorts;
    }

    ServiceReference<ConnectionProvider> reference() {
        return reference;
    }

    /** Takes the lane for its first calls; false where the service is gone already. */
    synchronized boolean begin(ProviderLane first) {
        refusal = null;
        if (!gone) {
            lane = first;
        }
        return !gone;
    }

    /**
     * Gets the provider from its bundle, which may run the bundle's code for the first time: to be called in the lane only.
     *
     * @return the provider; empty where its bundle gives none or has gone meanwhile
     */
    Optional<ConnectionProvider> get() {
        ConnectionProvider provider = context.getService(reference);
        boolean wanted;
        synchronized (this) {
            wanted = !gone && refusal == null;
            got = provider != null && wanted;
        }
        if (provider != null && !wanted) {
            context.ungetService(reference);
        }
        return wanted ? Optional.ofNullable(provider) : Optional.empty();
    }

    /** Gives the provider back, if it was got. */
    void unget() {
        boolean held;
        synchronized (this) {
            held = got;
            got = false;
        }
        if (held) {
            context.ungetService(reference);
        }
    }

    /** Notes what it is registered as; false where the service is gone already. */
    synchronized boolean accept(ProviderHandle accepted) {
        if (!gone) {
            handle = accepted;
        }
        return !gone;
    }

    synchronized void refuse(Refusal why) {
        refusal = why;
    }

    synchronized Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    synchronized Optional<ProviderHandle> handle() {
        return Optional.ofNullable(handle);
    }

    synchronized Optional<ProviderLane> lane() {
        return Optional.ofNullable(lane);
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** The service is being taken away: nothing more is begun with it. */
    synchronized void leave() {
        gone = true;
    }
}
