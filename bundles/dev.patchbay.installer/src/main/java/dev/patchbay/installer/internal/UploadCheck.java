package dev.patchbay.installer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every structural check of a jar, with every reason at once. */
final class UploadCheck {
    private final LiveBundles live;

    UploadCheck(LiveBundles live) {
        this.live = live;
    }

    /**
     * Reads the jar and decides.
     *
     * @param owners who owns which provider's id
     * @param mustBe the symbolic name it must have, or null for any
     * @throws dev.patchbay.host.problem.ProblemException with every reason against it
     */
    CheckedBundle check(Path jar, Map<String, String> owners, @Nullable String mustBe) throws IOException {
        Faults faults = new Faults();
        Map<String, byte[]> entries = JarCheck.read(jar, faults);
        CheckedBundle bundle = ManifestCheck.check(entries, faults);
        ComponentCheck.check(entries, faults);
        if (bundle != null) {
            names(bundle, mustBe, faults);
            ids(bundle, owners, faults);
        }
        faults.refuseIfAny();
        if (bundle == null) {
            throw Faults.refusal("jar", "not-a-bundle", "The upload is no OSGi bundle.");
        }
        return bundle;
    }

    private void names(CheckedBundle bundle, @Nullable String mustBe, Faults faults) {
        if (mustBe != null && !mustBe.equals(bundle.symbolicName())) {
            faults.add("Bundle-SymbolicName", "other-bundle",
                    "This is the bundle " + Texts.printable(bundle.symbolicName()) + ", not " + mustBe + ".");
        }
        if (live.findInStartSet(bundle.symbolicName()).isPresent()) {
            faults.add("Bundle-SymbolicName", "start-set", "A bundle of this name is part of the host itself.");
        }
    }

    private static void ids(CheckedBundle bundle, Map<String, String> owners, Faults faults) {
        for (String id : bundle.providers()) {
            String owner = owners.getOrDefault(id, bundle.symbolicName());
            if (!owner.equals(bundle.symbolicName())) {
                faults.add(id, "provider-owned", "The provider " + id + " belongs to the bundle " + owner + ".");
            }
        }
    }
}
