package dev.patchbay.declarative.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.declaration.Declarations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The providers of one bundle. Closed once; thread-safe. */
final class DeclaredProviders {
    private final List<ServiceRegistration<ConnectionProvider>> registrations;

    private DeclaredProviders(List<ServiceRegistration<ConnectionProvider>> registrations) {
        this.registrations = registrations;
    }

    /** The providers of a bundle's declarations, registered; empty where it has none or stops already. */
    static Optional<DeclaredProviders> of(Bundle bundle) {
        List<String> files = files(bundle);
        BundleContext context = bundle.getBundleContext();
        if (files.isEmpty() || context == null) {
            return Optional.empty();
        }
        List<ServiceRegistration<ConnectionProvider>> registrations = new ArrayList<>();
        DeclaredProviders providers = new DeclaredProviders(registrations);
        try {
            for (String file : files) {
                String id = file.substring(Declarations.FOLDER.length(), file.length() - Declarations.SUFFIX.length());
                registrations.add(context.registerService(ConnectionProvider.class, new DeclaredProvider(bundle, file),
                        FrameworkUtil.asDictionary(Map.of(ProvidesConnection.NAMESPACE, id))));
            }
        } catch (IllegalStateException stoppedMeanwhile) {
            /* what was registered after the framework had taken back its services would stay for good */
            providers.close();
            return Optional.empty();
        }
        return Optional.of(providers);
    }

    private static List<String> files(Bundle bundle) {
        Enumeration<String> entries = bundle.getEntryPaths(Declarations.FOLDER);
        return entries == null ? List.of()
                : Collections.list(entries).stream().filter(name -> name.endsWith(Declarations.SUFFIX)).sorted().toList();
    }

    void close() {
        for (ServiceRegistration<ConnectionProvider> registration : registrations) {
            try {
                registration.unregister();
            } catch (IllegalStateException gone) {
                /* the framework was faster: the bundle has stopped */
                continue;
            }
        }
    }
}
