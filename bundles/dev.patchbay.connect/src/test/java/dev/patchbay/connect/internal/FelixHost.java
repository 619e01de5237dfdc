package dev.patchbay.connect.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A real framework with the real HTTP service, SCR and this bundle, on a free port of 127.0.0.1. */
final class FelixHost implements AutoCloseable {
    private static final List<String> SHARED = List.of("dev.patchbay.api", "dev.patchbay.api.provider", "dev.patchbay.host.access",
            "dev.patchbay.host.connect", "dev.patchbay.host.connections", "dev.patchbay.host.problem", "dev.patchbay.host.state");
    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component", "org.apache.felix.scr",
            "org.apache.felix.http.servlet-api", "org.apache.felix.http.jetty12", "commons-fileupload", "commons-io");
    private static final String RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";

    private final Framework framework;
    private final Path storage;

    FelixHost() throws IOException, BundleException {
        storage = Files.createTempDirectory("felix");
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put("org.osgi.service.http.port", "0");
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("felix.log.level", "1");
        StringBuilder extra = new StringBuilder("org.slf4j;org.slf4j.helpers;org.slf4j.event;org.slf4j.spi;version=2.0.17");
        /* as new as anything built against the first version asks for */
        SHARED.forEach(name -> extra.append(',').append(name).append(";version=1.99.0"));
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, extra.toString());
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(properties);
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && isBundle(entry)) {
                bundles.add(framework.getBundleContext().installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        bundles.add(framework.getBundleContext().installBundle("reference:" + Path.of("target/classes").toUri()));
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    private static boolean isBundle(String jar) {
        String name = Path.of(jar).getFileName().toString();
        return BUNDLES.stream().anyMatch(start -> name.startsWith(start + "-"));
    }

    <S> ServiceRegistration<S> register(Class<S> type, S service) {
        return framework.getBundleContext().registerService(type, service, new Hashtable<>());
    }

    /** The port it listens on. */
    int port() {
        try {
            ServiceReference<?> runtime = framework.getBundleContext().getAllServiceReferences(RUNTIME, null)[0];
            Object endpoints = runtime.getProperty("osgi.http.endpoint");
            return URI.create(endpoints instanceof String[] all ? all[0] : String.valueOf(endpoints)).getPort();
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
