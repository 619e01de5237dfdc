package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.providers.ProviderCall.CutException;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderHealth.Health;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.vault.Vault;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers that are here, by id. Follows the services {@link ConnectionProvider}: the framework's event thread only notes
 * that one came; deciding and asking happens on the registry's own thread and in the provider's lane. What leaves is let go
 * before its event returns. Keeps the host's copies of definitions, never an author's object. Thread-safe.
 */
public final class ProviderRegistry implements ProviderCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistry.class);
    private static final int RETRY_SECONDS = 5;
    private static final int OPEN_SECONDS = 10;

    private final OwnerLedger ledger;
    private final HostThreads threads;
    private final CallLimits limits;
    private final Admission admission;
    private final CatalogWords words = new CatalogWords();
    private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor worker =
            new ScheduledThreadPoolExecutor(1, work -> HostThreads.thread("patchbay-registry", work));
    private volatile Map<String, ProviderHandle> live = Map.of();
    private volatile @Nullable BundleContext context;
    private @Nullable ServiceTracker<ConnectionProvider, Registration> tracker;

    /** A registry by the clock of the machine. */
    public ProviderRegistry(Store store, Vault vault, HostThreads threads, CallLimits limits) {
        this(store, vault, threads, limits, System::currentTimeMillis);
    }

    /**
     * @param millis the time, milliseconds since 1970
     */
    ProviderRegistry(Store store, Vault vault, HostThreads threads, CallLimits limits, LongSupplier millis) {
        this.ledger = new OwnerLedger(store, vault, millis);
        this.threads = threads;
        this.limits = limits;
        this.admission = new Admission(ledger, id -> live.containsKey(id), limits);
    }

    /** Begins to follow the services; those that are there are decided on before this returns, or ten seconds have passed. */
    public void open(BundleContext bundleContext) {
        context = bundleContext;
        ledger.load();
        /* made here, where only the host is on the stack, and not by the event that brings the first provider */
        worker.prestartAllCoreThreads();
        ServiceTracker<ConnectionProvider, Registration> opened =
                new ServiceTracker<>(bundleContext, ConnectionProvider.class, new Follower());
        tracker = opened;
        opened.open();
        try {
            worker.submit(() -> { }).get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("not every provider has answered yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the registry's thread does not work", e);
        }
    }

    /** Lets every provider go and follows no more. */
    public void close() {
        if (tracker != null) {
            tracker.close();
        }
        worker.shutdownNow();
    }

    /** Calls this, on the registry's thread, after providers came or went. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The provider, if it can be called now. */
    Optional<ProviderHandle> find(String id) {
        return Optional.ofNullable(live.get(id)).filter(handle -> handle.lane().quarantine().isEmpty());
    }

    /** The definition, also the one last seen of a provider that is away. */
    Optional<ConnectionDefinition> definition(String id) {
        ProviderHandle handle = live.get(id);
        return handle != null
                ? Optional.of(handle.definition())
                : ledger.find(id).map(OwnerLedger.Entry::definition);
    }

    /** The definitions of the providers that are here. */
    public List<ConnectionDefinition> definitions() {
        return live.values().stream().map(ProviderHandle::definition).toList();
    }

    /** One sentence on why a provider cannot be called. */
    String whyUnavailable(String id) {
        ProviderHandle handle = live.get(id);
        if (handle != null) {
            return handle.lane().quarantine().orElse("The provider " + id + " is available.");
        }
        return refusals().stream()
                .filter(refusal -> id.equals(refusal.providerId()))
                .findFirst()
                .map(refusal -> "The provider " + id + " of the bundle " + refusal.bundle() + " was refused: "
                        + String.join(" ", refusal.reasons()))
                .orElseGet(() -> "Needs the provider " + id + absent(ledger.find(id)));
    }

    private String absent(Optional<OwnerLedger.Entry> known) {
        if (known.isEmpty()) {
            return ", which is not installed.";
        }
        String bundle = " (bundle " + known.get().owner() + " " + known.get().bundleVersion() + ")";
        BundleContext here = context;
        Bundle[] bundles = here == null ? new Bundle[0] : here.getBundles();
        boolean installed = Stream.of(bundles).anyMatch(b -> known.get().owner().equals(b.getSymbolicName()));
        return bundle + (installed ? ", which is not running." : ", which is not installed.");
    }

    @Override
    public List<ProviderView> list(Caller caller, ProviderQuery query) {
        Permissions.require(caller, Scope.READ);
        CatalogFilter filter = new CatalogFilter(query);
        Stream<ProviderView> here = live.values().stream()
                .filter(handle -> filter.matches(handle.definition(), words))
                .map(this::view);
        Stream<ProviderView> away = ledger.all().stream()
                .filter(entry -> !live.containsKey(entry.id()) && entry.definition() != null)
                .filter(entry -> filter.matches(Objects.requireNonNull(entry.definition()), words))
                .filter(entry -> ledger.countConnections(entry.id()) > 0)
                .map(this::view);
        return Stream.concat(here, away)
                .sorted(Comparator.comparing((ProviderView view) -> view.definition().label(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(view -> view.definition().id()))
                .toList();
    }

    @Override
    public ProviderView get(Caller caller, String id) {
        Permissions.require(caller, Scope.READ);
        ProviderHandle handle = live.get(id);
        if (handle != null) {
            return view(handle);
        }
        return ledger.find(id)
                .filter(entry -> entry.definition() != null && ledger.countConnections(id) > 0)
                .map(this::view)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no provider of this id."));
    }

    @Override
    public List<Refusal> refusals() {
        return registrations.stream()
                .flatMap(registration -> registration.refusal().stream())
                .sorted(Comparator.comparing(Refusal::bundle))
                .toList();
    }

    /** How the calls to the providers that are here go, by id. */
    public List<Health> health() {
        return live.values().stream()
                .map(handle -> new Health(handle.id(), handle.owner(), handle.lane().calls(), handle.lane().transfers(),
                        handle.lane().quarantine().orElse(null)))
                .sorted(Comparator.comparing(Health::provider))
                .toList();
    }

    /** Lets calls in again where a provider is quarantined; whether it was. */
    public boolean release(String id) {
        ProviderHandle handle = live.get(id);
        boolean released = handle != null && handle.lane().release();
        if (released) {
            changed();
        }
        return released;
    }

    private ProviderView view(ProviderHandle handle) {
        String problem = handle.lane().quarantine().orElse(null);
        return new ProviderView(handle.definition(), handle.json(), handle.owner(), handle.bundleVersion(),
                problem == null, problem, handle.capabilities());
    }

    private ProviderView view(OwnerLedger.Entry entry) {
        return new ProviderView(Objects.requireNonNull(entry.definition()), entry.json(), entry.owner(),
                entry.bundleVersion(), false, whyUnavailable(entry.id()), entry.capabilities());
    }

    /**
     * What the providers of a bundle that is only looked at say about themselves.
     *
     * @throws ProblemException {@code NOT_FOUND} where there is no such bundle at a {@link ProviderUpdates#REHEARSAL} location
     */
    public List<Rehearsed> rehearse(long bundleId) {
        BundleContext here = Objects.requireNonNull(context);
        Bundle bundle = here.getBundle(bundleId);
        if (bundle == null || !bundle.getLocation().startsWith(ProviderUpdates.REHEARSAL)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no bundle of this id that is only looked at.");
        }
        return new Rehearsal(admission, threads, limits).of(here, bundle);
    }

    private void consider(Registration registration) {
        Bundle bundle = registration.reference().getBundle();
        if (registration.isGone() || bundle == null || registration.handle().isPresent()) {
            return;
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ProviderLane lane = new ProviderLane(
                registration.name(), wiring == null ? null : wiring.getClassLoader(), limits, threads);
        try {
            admission.checkPromise(registration);
            if (registration.begin(lane)) {
                publish(registration, admission.examine(registration, lane));
            }
        } catch (Admission.Refused e) {
            refuse(registration, lane, e.id(), e.reasons());
        } catch (CutException e) {
            refuse(registration, lane, null, List.of(Admission.TOO_LATE));
        } catch (StoreException e) {
            LOG.warn("the provider of {} waits for the database", registration.bundle());
            lane.close();
            retry(registration);
        } catch (ProblemException e) {
            /* gone again already, or no thread is free at the moment */
            LOG.debug("the provider of {} was not asked: {}", registration.bundle(), e.detail());
            lane.close();
            retry(registration);
        }
    }

    private void publish(Registration registration, ProviderHandle handle) {
        ledger.note(handle);
        synchronized (this) {
            if (!registration.accept(handle)) {
                return;
            }
            Map<String, ProviderHandle> more = new HashMap<>(live);
            more.put(handle.id(), handle);
            live = Collections.unmodifiableMap(more);
        }
        LOG.info("provider {} is here", handle);
        changed();
    }

    private void refuse(Registration registration, ProviderLane lane, @Nullable String id, List<String> reasons) {
        registration.refuse(new Refusal(registration.bundle(), id, reasons));
        LOG.warn("a provider of {} was refused: {}", registration.bundle(), reasons);
        lane.close();
        giveBack(registration);
        changed();
    }

    /** Ungets a provider on a thread of its own, since that may run the author's code. */
    private void giveBack(Registration registration) {
        threads.start(new HostThreads.Work() {
            @Override
            public void run() {
                registration.unget();
            }

            @Override
            public void refused() {
                LOG.debug("a provider of {} is given back when its bundle stops", registration.bundle());
            }
        });
    }

    private void retry(Registration registration) {
        giveBack(registration);
        if (!registration.isGone() && !worker.isShutdown()) {
            worker.schedule(() -> consider(registration), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void letGo(Registration registration) {
        registration.leave();
        registrations.remove(registration);
        synchronized (this) {
            registration.handle().ifPresent(handle -> {
                Map<String, ProviderHandle> fewer = new HashMap<>(live);
                if (fewer.remove(handle.id(), handle)) {
                    live = Collections.unmodifiableMap(fewer);
                }
            });
        }
        registration.lane().ifPresent(ProviderLane::close);
        registration.unget();
        registration.handle().ifPresent(handle -> LOG.info("provider {} is gone", handle));
        if (!worker.isShutdown()) {
            worker.execute(() -> {
                /* an id that is free again may be wanted by a registration that was refused for it */
                registration.handle().ifPresent(handle -> registrations.stream()
                        .filter(other -> other.refusal().isPresent() && other.promised().contains(handle.id()))
                        .forEach(this::consider));
                changed();
            });
        }
    }

    private void changed() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("what should follow a change of providers failed", e);
            }
        }
    }

    /** The framework's events; they come on any thread, with locks of strangers held, so nothing is done here that can wait. */
    private final class Follower implements ServiceTrackerCustomizer<ConnectionProvider, Registration> {
        @Override
        public @Nullable Registration addingService(ServiceReference<ConnectionProvider> reference) {
            Bundle bundle = reference.getBundle();
            if (bundle != null && bundle.getLocation().startsWith(ProviderUpdates.REHEARSAL)) {
                return null;
            }
            Registration registration = new Registration(Objects.requireNonNull(context), reference);
            registrations.add(registration);
            worker.execute(() -> consider(registration));
            return registration;
        }

        @Override
        public void modifiedService(ServiceReference<ConnectionProvider> reference, Registration registration) {
            /* properties of the service mean nothing here */
        }

        @Override
        public void removedService(ServiceReference<ConnectionProvider> reference, Registration registration) {
            letGo(registration);
        }
    }
}
