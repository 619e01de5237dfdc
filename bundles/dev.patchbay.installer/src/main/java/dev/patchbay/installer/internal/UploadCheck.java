package dev.patchbay.installer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every structural check of a jar, with every reason at once. Used under the installer's lock. */
final class UploadCheck {
    private final LiveBundles live;
    private final Path temporary;

    /**
     * @param temporary where jars inside the jar are put while they are read
     */
    UploadCheck(LiveBundles live, Path temporary) {
        this.live = live;
        this.temporary = temporary;
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
        if (!JarCheck.check(jar, temporary, faults)) {
            throw Faults.refusal(faults.errors());
        }
        try (JarContent content = new JarContent(jar)) {
            Map<String, String> headers = content.headers(faults);
            if (headers.isEmpty()) {
                throw Faults.refusal(faults.errors());
            }
            CheckedBundle bundle = ManifestCheck.check(headers, content, faults);
            ComponentCheck.check(headers.getOrDefault("Service-Component", ""), content, faults);
            names(bundle, mustBe, faults);
            ids(bundle, owners, faults);
            faults.refuseIfAny();
            return bundle;
        }
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
