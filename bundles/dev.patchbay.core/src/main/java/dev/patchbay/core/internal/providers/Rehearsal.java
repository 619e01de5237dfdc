package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.providers.ProviderCall.CutException;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the providers of a bundle say about themselves, without admitting them: each in a lane of its own, which is closed
 * and forgotten. Thread-safe.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final Admission admission;
    private final HostThreads threads;
    private final CallLimits limits;

    Rehearsal(Admission admission, HostThreads threads, CallLimits limits) {
        this.admission = admission;
        this.threads = threads;
        this.limits = limits;
    }

    /** Each provider of the bundle. */
    List<Rehearsed> of(BundleContext context, Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        List<Rehearsed> heard = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            if (isProvider(service)) {
                @SuppressWarnings("unchecked")
                ServiceReference<ConnectionProvider> provider = (ServiceReference<ConnectionProvider>) service;
                heard.add(hear(new Registration(context, provider), bundle, ids));
            }
        }
        return heard;
    }

    private static boolean isProvider(ServiceReference<?> service) {
        return service.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                && Stream.of(types).anyMatch(ConnectionProvider.class.getName()::equals);
    }

    /** @param ids those of the providers before; this one's is added */
    private Rehearsed hear(Registration registration, Bundle bundle, Set<String> ids) {
        List<String> broken = admission.brokenPromises(registration);
        if (!broken.isEmpty()) {
            return new Rehearsed(null, broken);
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ProviderLane lane = new ProviderLane(
                registration.name(), wiring == null ? null : wiring.getClassLoader(), limits, threads);
        registration.begin(lane);
        try {
            ConnectionDefinition definition = admission.describe(registration, lane).definition();
            List<String> reasons = new ArrayList<>(admission.faults(registration, definition));
            if (!ids.add(definition.id())) {
                reasons.add("Two providers of the bundle have the id " + definition.id() + ".");
            }
            return new Rehearsed(definition, reasons);
        } catch (Admission.Refused e) {
            return new Rehearsed(null, e.reasons());
        } catch (CutException e) {
            return new Rehearsed(null, List.of(Admission.TOO_LATE));
        } finally {
            letGo(registration, lane);
        }
    }

    /** Giving a provider back may run the author's code. */
    private void letGo(Registration registration, ProviderLane lane) {
        registration.leave();
        try {
            lane.call(ProviderCall.Means.NONE, limits.forDefinition(), () -> {
                registration.unget();
                return true;
            });
        } catch (CutException | ProblemException e) {
            LOG.warn("a provider of {} was not given back in time; that ends when its bundle stops", registration.bundle());
        } finally {
            lane.close();
        }
    }
}
