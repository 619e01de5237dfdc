package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Bundles in the framework. Keeps no bundle, revision or exception: any of them would hold the class loader of what was
 * uninstalled. Used under the installer's lock.
 */
final class LiveBundles {
    /** Marks what this host installed at run time; the rest is the start set. */
    private static final String LOCATION = "patchbay:installed/";
    private static final String NAMESPACE = "dev.patchbay.provider";
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext framework;

    LiveBundles(BundleContext framework) {
        this.framework = framework;
    }

    /** The installed bundle of this name. */
    Optional<Bundle> find(String symbolicName) {
        return Optional.ofNullable(framework.getBundle(LOCATION + symbolicName));
    }

    /** The bundle of the start set with this name. */
    Optional<Bundle> findInStartSet(String symbolicName) {
        return Arrays.stream(framework.getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName()) && !isInstalled(b))
                .findFirst();
    }

    /** The bundles of the start set that promise providers. */
    List<Bundle> startSetWithProviders() {
        return Arrays.stream(framework.getBundles()).filter(b -> !isInstalled(b) && !promised(b).isEmpty()).toList();
    }

    private static boolean isInstalled(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** The provider ids in a bundle's manifest. */
    static List<String> promised(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<String> ids = new ArrayList<>();
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(NAMESPACE)) {
                ids.add(String.valueOf(capability.getAttributes().get(NAMESPACE)));
            }
        }
        return ids;
    }

    /** Installs, resolves and starts; on failure nothing is left and the reasons come back. */
    List<FieldError> install(String symbolicName, byte[] jar) {
        Bundle bundle;
        try {
            bundle = framework.installBundle(LOCATION + symbolicName, new ByteArrayInputStream(jar));
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-installable", "The framework does not take it: " + why(e)));
        }
        List<FieldError> reasons = start(bundle);
        if (!reasons.isEmpty()) {
            remove(symbolicName);
        }
        return reasons;
    }

    /** Replaces the content of an installed bundle; the reasons why it does not run now, if it does not. */
    List<FieldError> replace(String symbolicName, byte[] jar) {
        Bundle bundle = find(symbolicName).orElseThrow();
        try {
            bundle.stop();
            bundle.update(new ByteArrayInputStream(jar));
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-installable", "The framework does not take it: " + why(e)));
        }
        refresh(bundle);
        return start(bundle);
    }

    /** Stops and uninstalls; nothing of it stays wired. */
    void remove(String symbolicName) {
        find(symbolicName).ifPresent(bundle -> {
            try {
                bundle.uninstall();
            } catch (BundleException | IllegalStateException e) {
                throw new IllegalStateException("the framework does not uninstall " + symbolicName + ": " + why(e), e);
            }
            refresh(bundle);
        });
    }

    private List<FieldError> start(Bundle bundle) {
        if (!framework.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle))) {
            List<FieldError> missing = missing(bundle);
            return missing.isEmpty()
                    ? List.of(new FieldError("jar", "unresolved", "The bundle does not resolve in this host."))
                    : missing;
        }
        try {
            bundle.start();
            return List.of();
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-startable", "The bundle does not start: " + why(e)));
        }
    }

    /** What nobody in this host provides, in plain words. */
    private List<FieldError> missing(Bundle bundle) {
        FrameworkWiring wiring = framework.getBundle(0).adapt(FrameworkWiring.class);
        List<FieldError> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
            String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE);
            boolean needed = !Constants.RESOLUTION_OPTIONAL.equals(resolution) && Constants.EFFECTIVE_RESOLVE.equals(effective);
            if (needed && wiring.findProviders(requirement).isEmpty()) {
                missing.add(described(requirement));
            }
        }
        return missing;
    }

    private static FieldError described(BundleRequirement requirement) {
        String filter = String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
        boolean isPackage = requirement.getNamespace().equals(BundleRevision.PACKAGE_NAMESPACE);
        return new FieldError(isPackage ? "Import-Package" : "Require-Capability", "missing",
                "Nothing in this host provides the " + (isPackage ? "package " : requirement.getNamespace() + " ")
                        + Texts.printable(filter) + ". Embed it as a private package or import a range that is here.");
    }

    private void refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        framework.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the framework did not finish its refresh in " + REFRESH_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the framework refreshed", e);
        }
    }

    /** The framework's word on it: made from the manifest, so it holds no secret, but maybe odd characters. */
    private static String why(@Nullable Throwable e) {
        return e == null ? "" : Texts.printable(String.valueOf(e.getMessage()));
    }

    /** A bundle's state in the framework's words. */
    static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STOPPING -> "STOPPING";
            default -> "MISSING";
        };
    }
}
