package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final String REHEARSED = "patchbay:rehearsed/";
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext framework;

    LiveBundles(BundleContext framework) {
        this.framework = framework;
    }

    /** The installed bundle of this name. */
    Optional<Bundle> find(String symbolicName) {
        return Optional.ofNullable(framework.getBundle(INSTALLED + symbolicName));
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
        return !bundle.getLocation().startsWith(INSTALLED) && !bundle.getLocation().startsWith(REHEARSED);
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
        try {
            Optional<Bundle> present = find(checked.symbolicName());
            if (present.isPresent()) {
                present.get().stop();
                present.get().update(new ByteArrayInputStream(jar));
                refresh(present.get());
            }
            Bundle bundle = present.isPresent() ? present.get()
                    : framework.installBundle(INSTALLED + checked.symbolicName(), new ByteArrayInputStream(jar));
            List<FieldError> differences = SecondReading.differences(bundle, checked);
            return differences.isEmpty() ? start(bundle) : differences;
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-installable", "The framework does not take it: " + why(e)));
        }
    }

    private List<FieldError> start(Bundle bundle) {
        List<FieldError> unresolved = Requirements.unresolved(wiring(), bundle);
        if (!unresolved.isEmpty()) {
            return unresolved;
        }
        try {
            bundle.start();
            return List.of();
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-startable", "The bundle does not start: " + why(e)));
        }
    }

    /**
     * Resolves an empty bundle with the manifest of another under a name of its own, and removes it again: so an update that
     * cannot resolve does not interrupt the bundle that it would replace.
     *
     * @return the reasons why it does not resolve
     */
    List<FieldError> rehearse(CheckedBundle checked) {
        String location = REHEARSED + checked.symbolicName();
        try {
            Bundle rehearsed = framework.installBundle(location, new ByteArrayInputStream(EmptyBundle.like(checked)));
            try {
                return Requirements.unresolved(wiring(), rehearsed);
            } finally {
                rehearsed.uninstall();
                refresh(rehearsed);
            }
        } catch (BundleException | IllegalStateException e) {
            return List.of(new FieldError("jar", "not-installable", "The framework does not take it: " + why(e)));
        }
    }

    /** Stops and uninstalls, if it is there; nothing of it stays wired. */
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
