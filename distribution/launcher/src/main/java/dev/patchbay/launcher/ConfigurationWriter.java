package dev.patchbay.launcher;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Writes configurations through the Configuration Admin Service (OSGi Compendium, chapter 104). By reflection: the
 * launcher must not share classes with bundles. Stateless.
 */
final class ConfigurationWriter {
    /** The service's name. */
    static final String SERVICE = "org.osgi.service.cm.ConfigurationAdmin";
    /** A configuration that any bundle may get. */
    private static final String ANY_LOCATION = "?";

    private ConfigurationWriter() {
    }

    /** Writes every configuration that differs; {@code factory~name} is a factory's. */
    static void write(BundleContext context, ServiceReference<?> reference, Map<String, Map<String, Object>> configurations) {
        Object service = context.getService(reference);
        if (service == null) {
            return;
        }
        try {
            Class<?> admin = reference.getBundle().loadClass(SERVICE);
            Class<?> type = reference.getBundle().loadClass("org.osgi.service.cm.Configuration");
            for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
                Object configuration = configuration(admin, service, entry.getKey());
                type.getMethod("updateIfDifferent", Dictionary.class).invoke(configuration, dictionary(entry.getValue()));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The configurations cannot be written.", e);
        } finally {
            context.ungetService(reference);
        }
    }

    private static Object configuration(Class<?> admin, Object service, String pid) throws ReflectiveOperationException {
        int name = pid.indexOf('~');
        return name < 0 ? admin.getMethod("getConfiguration", String.class, String.class).invoke(service, pid, ANY_LOCATION)
                : admin.getMethod("getFactoryConfiguration", String.class, String.class, String.class)
                        .invoke(service, pid.substring(0, name), pid.substring(name + 1), ANY_LOCATION);
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> values) {
        Dictionary<String, Object> dictionary = new Hashtable<>();
        values.forEach((key, value) -> dictionary.put(key,
                value instanceof List<?> list ? list.stream().map(String::valueOf).toArray(String[]::new) : value));
        return dictionary;
    }
}
