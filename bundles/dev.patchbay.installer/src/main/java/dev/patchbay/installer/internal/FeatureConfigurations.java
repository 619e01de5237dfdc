package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations that features bring for their own bundles, each bound to its bundle's location so that no other bundle gets
 * it. Used under the installer's lock.
 */
final class FeatureConfigurations {
    private final BundleContext framework;

    FeatureConfigurations(BundleContext framework) {
        this.framework = framework;
    }

    /** Something done with the service. */
    @FunctionalInterface
    private interface Use {
        void with(ConfigurationAdmin admin) throws IOException;
    }

    /** The bundle, of these, that a PID belongs to by its name; empty where there is none. */
    static Optional<String> owner(String pid, Collection<String> symbolicNames) {
        String name = pid.indexOf('~') < 0 ? pid : pid.substring(0, pid.indexOf('~'));
        return symbolicNames.stream().filter(bundle -> name.equals(bundle) || name.startsWith(bundle + "."))
                .max(Comparator.comparingInt(String::length));
    }

    /** Writes them. */
    void put(FeatureFile feature, Collection<String> symbolicNames) {
        if (!feature.configurations().isEmpty()) {
            use(admin -> {
                for (Map.Entry<String, Map<String, Object>> entry : feature.configurations().entrySet()) {
                    String owner = owner(entry.getKey(), symbolicNames).orElseThrow();
                    configuration(admin, entry.getKey(), LiveBundles.location(owner)).updateIfDifferent(dictionary(entry.getValue()));
                }
            });
        }
    }

    /** Removes those that the other feature has not. */
    void remove(FeatureFile feature, Collection<String> keptPids) {
        if (!keptPids.containsAll(feature.configurations().keySet())) {
            use(admin -> {
                for (String pid : feature.configurations().keySet()) {
                    if (!keptPids.contains(pid)) {
                        configuration(admin, pid, null).delete();
                    }
                }
            });
        }
    }

    private void use(Use use) {
        ServiceReference<ConfigurationAdmin> reference = framework.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            throw new IllegalStateException("the framework has no service for configurations");
        }
        try {
            use.with(framework.getService(reference));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            framework.ungetService(reference);
        }
    }

    private static Configuration configuration(
            ConfigurationAdmin admin, String pid, @Nullable String location) throws IOException {
        int name = pid.indexOf('~');
        return name < 0 ? admin.getConfiguration(pid, location)
                : admin.getFactoryConfiguration(pid.substring(0, name), pid.substring(name + 1), location);
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> values) {
        return new Hashtable<>(values);
    }
}
