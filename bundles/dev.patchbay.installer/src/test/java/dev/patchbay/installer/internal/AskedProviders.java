package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.ProviderRow;
import dev.patchbay.host.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** A catalogue as core keeps it, in short: asks each provider on a thread of its own and notes who owns the id. */
final class AskedProviders implements ProviderCatalog, AutoCloseable {
    private final Map<Long, ProviderView> views = new ConcurrentHashMap<>();
    private final Map<Long, Refusal> refusals = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "asking", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    });
    private final Store store;
    private volatile Callable<Void> first = () -> null;
    private final ServiceTracker<ConnectionProvider, Long> tracker;

    AskedProviders(BundleContext context, Store store) throws Exception {
        this.store = store;
        asking.submit(() -> { }).get();
        tracker = new ServiceTracker<>(context, ConnectionProvider.class, null) {
            @Override
            public Long addingService(ServiceReference<ConnectionProvider> reference) {
                asking.execute(() -> ask(context, reference));
                return id(reference);
            }

            @Override
            public void removedService(ServiceReference<ConnectionProvider> reference, Long id) {
                views.remove(id);
                refusals.remove(id);
            }
        };
        tracker.open();
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty("service.id");
    }

    private void ask(BundleContext context, ServiceReference<ConnectionProvider> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || bundle.getLocation().startsWith(ProviderUpdates.REHEARSAL)) {
            return;
        }
        String name = bundle.getSymbolicName();
        try {
            first.call();
            ConnectionProvider provider = context.getService(reference);
            if (provider == null) {
                refusals.put(id(reference), new Refusal(name, null, List.of("The bundle did not give its service.")));
                return;
            }
            ConnectionDefinition definition = provider.definition();
            context.ungetService(reference);
            if (!LiveBundles.promised(bundle).contains(definition.id())) {
                refusals.put(id(reference), new Refusal(name, definition.id(), List.of("It was not promised.")));
                return;
            }
            store.write(writer -> {
                writer.putProvider(new ProviderRow(definition.id(), name, "", "{}", "", 0, new byte[] {1}));
                return name;
            });
            String version = bundle.getVersion().toString();
            views.put(id(reference), new ProviderView(definition, "{}", name, version, true, null, Set.of()));
        } catch (Exception | LinkageError | AssertionError e) {
            refusals.put(id(reference), new Refusal(name, null, List.of("It threw " + e.getClass().getName())));
        }
    }

    /** Does this before a provider is asked. */
    void beforeAsking(Callable<Void> work) {
        first = work;
    }

    /** The service that is asked for an id now: another one after every restart of its bundle. */
    List<Long> services(String id) {
        return views.entrySet().stream().filter(e -> e.getValue().definition().id().equals(id)).map(Map.Entry::getKey).toList();
    }

    @Override
    public List<ProviderView> list(Caller caller, ProviderQuery query) {
        return List.copyOf(views.values());
    }

    @Override
    public ProviderView get(Caller caller, String id) {
        return views.values().stream().filter(view -> view.definition().id().equals(id)).findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no provider of this id."));
    }

    @Override
    public List<Refusal> refusals() {
        return List.copyOf(refusals.values());
    }

    @Override
    public void close() {
        tracker.close();
        asking.shutdownNow();
    }
}
