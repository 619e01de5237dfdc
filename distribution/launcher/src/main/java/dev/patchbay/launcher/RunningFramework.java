package dev.patchbay.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The framework with the bundles of a {@link StartPlan}. Its cache is thrown away at each start: what runs is the
 * program's features and what the host itself installs again. Thread-safe once started.
 */
final class RunningFramework implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Framework framework;
    private final HostLog log;
    private final Map<Bundle, Throwable> failures = new ConcurrentHashMap<>();
    private volatile Map<String, Map<String, Object>> configurations;

    private RunningFramework(Framework framework, HostLog log, Map<String, Map<String, Object>> configurations) {
        this.framework = framework;
        this.log = log;
        this.configurations = configurations;
    }

    /** Makes the framework, so that listeners can be added; no bundle is there yet. */
    static RunningFramework prepare(Path cache, Map<String, String> properties,
            Map<String, Map<String, Object>> configurations, HostLog log) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "10");
        all.put("felix.log.logger", new FrameworkLog(log));
        all.put("felix.log.level", "2");
        RunningFramework running = new RunningFramework(new Felix(all), log, configurations);
        try {
            running.framework.init(running::event);
        } catch (BundleException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The framework cannot be made: " + e.getMessage());
        }
        running.context().addServiceListener(running::service);
        return running;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Installs and starts the bundles.
     *
     * @throws StartFailure naming each bundle that does not start, with the framework's reason
     */
    void start(StartPlan plan, Path repository) {
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (StartPlan.Entry entry : plan.bundles()) {
                Bundle bundle = install(repository, entry);
                if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                    bundles.add(bundle);
                    bundle.start();
                }
            }
            framework.start();
            refuseIfNotActive(bundles);
        } catch (BundleException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The host does not start: " + reason(e));
        }
        bundle("slf4j.api").ifPresent(log::attach);
    }

    /** Gives the components these configurations; only what differs is written. */
    void configure(Map<String, Map<String, Object>> changed) {
        configurations = changed;
        ServiceReference<?> admin = context().getServiceReference(ConfigurationWriter.SERVICE);
        if (admin != null) {
            ConfigurationWriter.write(context(), admin, changed);
        }
    }

    Optional<Bundle> bundle(String symbolicName) {
        return Arrays.stream(context().getBundles()).filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst();
    }

    /** Blocks until the framework has stopped. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops the bundles and the framework; gives up after ten seconds. */
    @Override
    public void close() {
        log.detach();
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The framework does not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Bundle install(Path repository, StartPlan.Entry entry) throws BundleException {
        Path jar = repository.resolve(entry.id().path());
        if (!Files.isReadable(jar)) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The bundle " + jar + " is missing; unpack the program again.");
        }
        Bundle bundle = context().installBundle("reference:" + jar.toUri());
        bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
        return bundle;
    }

    private void refuseIfNotActive(List<Bundle> bundles) {
        List<String> faults = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.ACTIVE) {
                faults.add("The bundle " + bundle.getSymbolicName() + " does not start: " + whyNotActive(bundle));
            }
        }
        if (!faults.isEmpty()) {
            throw new StartFailure(ExitCodes.SOFTWARE, String.join("\n", faults));
        }
    }

    private String whyNotActive(Bundle bundle) {
        Throwable failure = failures.get(bundle);
        if (failure == null) {
            try {
                bundle.start();
                return "it started only at the second attempt.";
            } catch (BundleException e) {
                return reason(e);
            }
        }
        return reason(failure);
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).replaceFirst(" Unresolved requirements: .*", "");
        Throwable cause = failure.getCause();
        return cause == null ? message : message + " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
    }

    private void event(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            failures.putIfAbsent(event.getBundle(), event.getThrowable());
        }
    }

    private void service(ServiceEvent event) {
        Object[] names = (Object[]) event.getServiceReference().getProperty(Constants.OBJECTCLASS);
        if (event.getType() == ServiceEvent.REGISTERED && List.of(names).contains(ConfigurationWriter.SERVICE)) {
            ConfigurationWriter.write(context(), event.getServiceReference(), configurations);
        }
    }
}
