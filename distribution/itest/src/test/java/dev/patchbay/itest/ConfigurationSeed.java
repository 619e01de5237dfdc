package dev.patchbay.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Writes the configurations in its bundle to the Configuration Admin Service when that comes. */
public final class ConfigurationSeed implements BundleActivator,
        ServiceTrackerCustomizer<ConfigurationAdmin, ConfigurationAdmin> {
    static final String ENTRY = "configurations.properties";
    static final String SEPARATOR = "|";

    /** A bundle's activator is made by the framework. */
    public ConfigurationSeed() {}

    private final Map<String, Hashtable<String, Object>> byPid = new HashMap<>();
    private @Nullable BundleContext context;

    @Override
    public void start(BundleContext bundleContext) throws IOException {
        context = bundleContext;
        Properties flat = new Properties();
        try (InputStream in = bundleContext.getBundle().getEntry(ENTRY).openStream()) {
            flat.load(in);
        }
        flat.stringPropertyNames().forEach(name -> {
            int separator = name.indexOf(SEPARATOR);
            Hashtable<String, Object> values =
                    byPid.computeIfAbsent(separator < 0 ? name : name.substring(0, separator), pid -> new Hashtable<>());
            if (separator >= 0) {
                values.put(name.substring(separator + 1), flat.getProperty(name));
            }
        });
        new ServiceTracker<>(bundleContext, ConfigurationAdmin.class, this).open();
    }

    @Override
    public void stop(BundleContext bundleContext) {
        /* what was written stays; the tracker ends with the bundle's context */
    }

    @Override
    public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
        ConfigurationAdmin admin = Objects.requireNonNull(context).getService(reference);
        byPid.forEach((pid, values) -> write(admin, pid, values));
        return admin;
    }

    @Override
    public void modifiedService(ServiceReference<ConfigurationAdmin> reference, ConfigurationAdmin admin) {
        /* written already */
    }

    @Override
    public void removedService(ServiceReference<ConfigurationAdmin> reference, ConfigurationAdmin admin) {
        /* nothing to take back */
    }

    private static void write(ConfigurationAdmin admin, String pid, Hashtable<String, Object> values) {
        try {
            admin.getConfiguration(pid, "?").updateIfDifferent(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
