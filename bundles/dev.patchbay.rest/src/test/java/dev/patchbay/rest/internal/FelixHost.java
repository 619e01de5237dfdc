package dev.patchbay.rest.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.state.HostState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A real framework with the real HTTP service, SCR, Jersey and this bundle, on a free port of 127.0.0.1. */
final class FelixHost implements AutoCloseable {
    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component", "org.apache.felix.configadmin", "org.apache.felix.scr",
            "org.apache.felix.http.servlet-api", "org.apache.felix.http.jetty12", "commons-fileupload", "commons-io",
            "jakarta.annotation-api", "jakarta.inject-api", "jakarta.validation-api", "jakarta.ws.rs-api", "javassist",
            "osgi-resource-locator", "aopalliance-repackaged", "hk2-utils", "hk2-api", "hk2-locator", "jersey-common",
            "jersey-client", "jersey-server", "jersey-hk2", "jersey-container-servlet-core", "jackson-annotations",
            "jackson-core", "jackson-databind");

    private final Framework framework;
    private final Map<String, String> configuration = new HashMap<>();
    private final Path storage;

    /** Framework properties start with {@code patchbay.}; all other settings are configuration. */
    FelixHost(Map<String, String> settings) throws IOException, BundleException {
        storage = Files.createTempDirectory("felix");
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> (key.startsWith("patchbay.") ? properties : configuration).put(key, value));
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put("org.osgi.service.http.port", "0");
        properties.putIfAbsent(HttpListener.PORT, "0");
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("felix.log.level", "1");
        StringBuilder extra = new StringBuilder("org.slf4j;org.slf4j.helpers;org.slf4j.event;org.slf4j.spi;version=2.0.17");
        extra.append(',').append(exportsOf(Secret.class)).append(',').append(exportsOf(HostState.class));
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, extra.toString());
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(properties);
        framework.init();
    }

    /** The packages that the bundle of this class exports, with their versions, as its manifest has them. */
    private static String exportsOf(Class<?> member) throws IOException {
        Path place = Path.of(URI.create(member.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(place)) {
            try (InputStream in = Files.newInputStream(place.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(in).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            }
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    /** Starts every bundle of the class path, and this one. */
    FelixHost start() throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && isBundle(entry)) {
                bundles.add(context().installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        Bundle rest = context().installBundle("reference:" + Path.of("target/classes").toUri());
        framework.start();
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        if (!configuration.isEmpty()) {
            configure(RestSettings.PID, configuration);
        }
        rest.start();
        return this;
    }

    /* by reflection: the class path and the framework have no configuration classes in common */
    void configure(String pid, Map<String, String> settings) {
        Dictionary<String, Object> properties = new Hashtable<>(settings);
        try {
            ServiceReference<?> reference = context().getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0];
            Class<?> type = reference.getBundle().loadClass("org.osgi.service.cm.ConfigurationAdmin");
            Object configurations = type.getMethod("getConfiguration", String.class, String.class)
                    .invoke(context().getService(reference), pid, "?");
            reference.getBundle().loadClass("org.osgi.service.cm.Configuration").getMethod("update", Dictionary.class)
                    .invoke(configurations, properties);
        } catch (ReflectiveOperationException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isBundle(String jar) {
        String name = Path.of(jar).getFileName().toString();
        return BUNDLES.stream().anyMatch(start -> name.startsWith(start + "-"));
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    <S> ServiceRegistration<S> register(Class<S> type, S service) {
        return context().registerService(type, service, new Hashtable<>());
    }

    /** The port it listens on. */
    int port() {
        return (Integer) find("(patchbay.port=*)").getProperty("patchbay.port");
    }

    /** Why it can't listen. */
    String failure() {
        ServiceReference<?> told = find("(patchbay.exit=*)");
        return told.getProperty("patchbay.exit") + " " + told.getProperty("patchbay.message");
    }

    private ServiceReference<?> find(String filter) {
        try {
            return context().getServiceReferences(IntSupplier.class, filter).iterator().next();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
            try (Stream<Path> all = Files.walk(storage)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
