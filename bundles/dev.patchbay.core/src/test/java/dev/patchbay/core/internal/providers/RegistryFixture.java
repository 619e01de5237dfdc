package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.core.internal.MemoryRootKey;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.store.internal.SqlStore;
import dev.patchbay.vault.internal.KeyRingVault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** A framework, a database and a vault for tests of the registry: all of them real. */
final class RegistryFixture {
    private static final String FIXTURE = "dev/patchbay/core/fixture/FixtureProvider";

    final Framework framework;
    final SqlStore store;
    final Vault vault;
    final HostThreads threads = new HostThreads(64);
    private ProviderRegistry registry;

    RegistryFixture(Path folder) throws IOException, BundleException {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", folder.resolve("cache").toString());
        settings.put("org.osgi.framework.storage.clean", "onFirstInit");
        settings.put("org.osgi.framework.system.packages.extra",
                "dev.patchbay.api;version=1.0,dev.patchbay.api.provider;version=1.0,dev.patchbay.api.files;version=1.0");
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        store = SqlStore.open(folder, Clock.systemUTC(), 2);
        vault = new KeyRingVault(null);
        MemoryRootKey root = new MemoryRootKey();
        vault.unlock(vault.createRing(root), root);
    }

    /** A registry that is open; the one before is closed. */
    ProviderRegistry open(CallLimits limits) {
        return open(store, limits);
    }

    ProviderRegistry open(Store over, CallLimits limits) {
        if (registry != null) {
            registry.close();
        }
        registry = new ProviderRegistry(over, vault, threads, limits, () -> 1_790_000_000_000L);
        registry.open(framework.getBundleContext());
        return registry;
    }

    /** Installs and starts a bundle that promises these ids and holds the fixture's classes. */
    Bundle bundle(String name, String version, String... promised) throws BundleException {
        Bundle bundle = framework.getBundleContext()
                .installBundle("test:" + name + ":" + version, new ByteArrayInputStream(jar(name, version, promised)));
        bundle.start();
        return bundle;
    }

    /** Registers a provider in the name of a bundle. */
    static ServiceRegistration<ConnectionProvider> register(Bundle bundle, ConnectionProvider provider) {
        return bundle.getBundleContext().registerService(ConnectionProvider.class, provider, null);
    }

    static byte[] jar(String name, String version, String... promised) {
        String capabilities = String.join(",", List.of(promised).stream()
                .map(id -> "dev.patchbay.provider;dev.patchbay.provider=\"" + id + "\"").toList());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        manifest.getMainAttributes().putValue("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider");
        if (!capabilities.isEmpty()) {
            manifest.getMainAttributes().putValue("Provide-Capability", capabilities);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String part : List.of(FIXTURE, FIXTURE + "$OwnException")) {
                jar.putNextEntry(new JarEntry(part + ".class"));
                try (InputStream in = RegistryFixture.class.getResourceAsStream("/" + part + ".class")) {
                    in.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void close() throws Exception {
        if (registry != null) {
            registry.close();
        }
        framework.stop();
        framework.waitForStop(30_000);
        threads.close();
        store.close();
    }
}
