package dev.patchbay.installer.internal;

import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.problem.FieldError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Bundles in the framework. Keeps no bundle, revision or exception: any of them would hold the class loader of what was
 * uninstalled. Starting one runs no code of its author, since nothing with an activator or an immediate component comes this
 * far. Changes are made under the installer's lock.
 */
final class LiveBundles {
    /** Marks what this host installed at run time; the rest is the start set. */
    private static final String INSTALLED = "patchbay:installed/";
    private static final String LIBRARY = "patchbay:library/";
    private static final String REHEARSED = ProviderUpdates.REHEARSAL;
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext framework;

    LiveBundles(BundleContext framework) {
        this.framework = framework;
    }

    /** The installed bundle of this name. */
    Optional<Bundle> find(String symbolicName) {
        return Optional.ofNullable(framework.getBundle(location(symbolicName)));
    }

    /** Whether the installed bundle of this name is started. */
    boolean isRunning(String symbolicName) {
        return find(symbolicName).filter(bundle -> bundle.getState() == Bundle.ACTIVE).isPresent();
    }

    /** The bundle of the start set with this name. */
    Optional<Bundle> findInStartSet(String symbolicName) {
        return Arrays.stream(framework.getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName()) && isStartSet(b))
                .findFirst();
    }

    /** The bundles of the start set that promise providers. */
    List<Bundle> startSetWithProviders() {
        return Arrays.stream(framework.getBundles()).filter(b -> isStartSet(b) && !promised(b).isEmpty()).toList();
    }

    private static boolean isStartSet(Bundle bundle) {
        String location = bundle.getLocation();
        return !location.startsWith(INSTALLED) && !location.startsWith(REHEARSED) && !location.startsWith(LIBRARY);
    }

    /** Whether it was installed at run time and gives nothing to other bundles. */
    static boolean isIntegration(Bundle bundle) {
        return bundle.getLocation().startsWith(INSTALLED) || bundle.getLocation().startsWith(REHEARSED);
    }

    /** The packages that the host itself exports. */
    Set<String> hostPackages() {
        Set<String> names = new HashSet<>();
        for (Bundle bundle : framework.getBundles()) {
            BundleRevision revision = isStartSet(bundle) ? bundle.adapt(BundleRevision.class) : null;
            if (revision != null) {
                revision.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE).forEach(
                        capability -> names.add(String.valueOf(capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))));
            }
        }
        return names;
    }

    /** Whether the host itself has exactly this bundle. */
    boolean isInStartSet(String symbolicName, String version) {
        return findInStartSet(symbolicName).filter(b -> b.getVersion().toString().equals(version)).isPresent();
    }

    /** The provider ids in a bundle's manifest. */
    static List<String> promised(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<String> ids = new ArrayList<>();
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(ManifestCheck.PROVIDER)) {
                ids.add(String.valueOf(capability.getAttributes().get(ManifestCheck.PROVIDER)));
            }
        }
        return ids;
    }

    /**
     * Puts a bundle into the framework, in place of the one of its name if there is one, and starts it. Where that fails, what
     * there is of it stays, to be removed or replaced by the caller.
     *
     * @return the reasons why it does not run; empty if it does
     */
    List<FieldError> put(CheckedBundle checked, byte[] jar) {
        List<FieldError> reasons = place(checked, jar);
        return reasons.isEmpty() ? start(checked) : reasons;
    }

    /** The first half of {@link #put}: it is there and not started, so that several can need each other. */
    List<FieldError> place(CheckedBundle checked, byte[] jar) {
        String location = location(checked);
        try {
            Bundle present = framework.getBundle(location);
            if (present != null && checked.library()) {
                return List.of();
            }
            if (present != null) {
                present.stop();
                present.update(new ByteArrayInputStream(jar));
                refresh(present);
            }
            Bundle bundle = present != null ? present : framework.installBundle(location, new ByteArrayInputStream(jar));
            return SecondReading.differences(bundle, checked);
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-installable", "The framework does not take it: " + why(e)));
        }
    }

    /** Starts what was placed. */
    List<FieldError> start(CheckedBundle checked) {
        Bundle bundle = framework.getBundle(location(checked));
        try {
            if (bundle == null || !wiring().resolveBundles(List.of(bundle))) {
                return List.of(new FieldError("jar", "unresolved", "The framework does not resolve the bundle."));
            }
            bundle.start();
            return List.of();
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-startable", "The bundle does not start: " + why(e)));
        }
    }

    private static String location(CheckedBundle bundle) {
        return bundle.library() ? library(bundle.symbolicName(), bundle.version()) : location(bundle.symbolicName());
    }

    /** Where an integration is. */
    static String location(String symbolicName) {
        return INSTALLED + symbolicName;
    }

    private static String library(String symbolicName, String version) {
        return LIBRARY + symbolicName + "/" + version;
    }

    /**
     * Starts a bundle where nobody admits it, asks about it, and removes it again.
     *
     * @param jar the bundle in another version than those that are there
     * @param question what to ask of the bundle with this id
     */
    <T> T rehearse(String symbolicName, byte[] jar, LongFunction<T> question) {
        Bundle rehearsed = null;
        try {
            rehearsed = framework.installBundle(REHEARSED + symbolicName, new ByteArrayInputStream(jar));
            rehearsed.start();
            return question.apply(rehearsed.getBundleId());
        } catch (BundleException | IllegalStateException e) {
            throw Faults.refusal("jar", "not-startable", "The bundle does not start: " + why(e));
        } finally {
            if (rehearsed != null) {
                remove(rehearsed);
            }
        }
    }

    /** Symbolic names of the bundles that an update of this one would interrupt for a moment. */
    List<String> closure(String symbolicName) {
        return find(symbolicName).stream().flatMap(bundle -> wiring().getDependencyClosure(List.of(bundle)).stream())
                .map(Bundle::getSymbolicName).sorted().toList();
    }

    /** Stops and uninstalls, if it is there; nothing of it stays wired. */
    void remove(String symbolicName) {
        find(symbolicName).ifPresent(this::remove);
    }

    /** The same of a library; what was wired to it is wired anew. */
    void removeLibrary(String symbolicName, String version) {
        Bundle bundle = framework.getBundle(library(symbolicName, version));
        if (bundle != null) {
            remove(bundle);
        }
    }

    private void remove(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            throw new IllegalStateException("the framework does not uninstall " + bundle.getSymbolicName() + ": " + why(e), e);
        }
        refresh(bundle);
    }

    private FrameworkWiring wiring() {
        return framework.getBundle(0).adapt(FrameworkWiring.class);
    }

    private void refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        wiring().refreshBundles(List.of(bundle), event -> {
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
    private static String why(Exception e) {
        return Texts.sentence(String.valueOf(e.getMessage()));
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
