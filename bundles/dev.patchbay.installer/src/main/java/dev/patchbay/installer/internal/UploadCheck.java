package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every structural check of a jar, with every reason at once. Used under the installer's lock. */
final class UploadCheck {
    /** Who owns the id of a provider: the symbolic name that first registered it. */
    @FunctionalInterface
    interface Owners {
        Optional<String> find(String provider);
    }

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
     * @param mayBeLibrary whether it may have no provider and export packages
     * @throws dev.patchbay.host.problem.ProblemException with every reason against it
     */
    CheckedBundle check(Path jar, Owners owners, @Nullable String mustBe, boolean mayBeLibrary) throws IOException {
        Faults faults = new Faults();
        if (!JarCheck.check(jar, temporary, faults)) {
            throw Faults.refusal(faults.errors());
        }
        try (JarContent content = new JarContent(jar)) {
            Map<String, String> headers = content.headers(faults);
            if (headers.isEmpty()) {
                throw Faults.refusal(faults.errors());
            }
            boolean library = mayBeLibrary && ManifestCheck.promisesNothing(headers);
            CheckedBundle bundle = ManifestCheck.check(headers, content, library, faults);
            if (library) {
                exports(bundle, faults);
            } else {
                bundle = providers(bundle, content, faults);
            }
            names(bundle, mustBe, faults);
            ids(bundle, owners, faults);
            faults.refuseIfAny();
            return bundle;
        }
    }

    /** Its providers are components, declarations, or both. */
    private static CheckedBundle providers(CheckedBundle bundle, JarContent content, Faults faults) throws IOException {
        String components = bundle.header("Service-Component");
        List<ConnectionDefinition> declared = DeclarationCheck.check(bundle, content, faults);
        if (!components.isBlank()) {
            ComponentCheck.check(components, content, faults);
        } else if (!DeclarationCheck.hasAny(content)) {
            faults.add("Service-Component", "required", "The bundle has no provider: put @Component(service ="
                    + " ConnectionProvider.class) on a class, or a declaration into OSGI-INF/connections/.");
        }
        return new CheckedBundle(bundle.symbolicName(), bundle.version(), bundle.providers(), bundle.headers(), declared, false);
    }

    private void exports(CheckedBundle library, Faults faults) {
        Set<String> taken = live.hostPackages();
        for (HeaderClause clause : HeaderClause.parse(library.header("Export-Package"))) {
            clause.paths().stream().filter(taken::contains).forEach(name -> faults.add("Export-Package", "host-export",
                    "The host has the package " + Texts.printable(name) + " itself: import it from there and leave this bundle out."));
        }
    }

    private void names(CheckedBundle bundle, @Nullable String mustBe, Faults faults) {
        if (mustBe != null && !mustBe.equals(bundle.symbolicName())) {
            faults.add("Bundle-SymbolicName", "other-bundle",
                    "This is the bundle " + Texts.printable(bundle.symbolicName()) + ", not " + mustBe + ".");
        }
        if (!bundle.library() && live.findInStartSet(bundle.symbolicName()).isPresent()) {
            faults.add("Bundle-SymbolicName", "start-set", "A bundle of this name is part of the host itself.");
        }
    }

    private static void ids(CheckedBundle bundle, Owners owners, Faults faults) {
        for (String id : bundle.providers()) {
            String owner = owners.find(id).orElse(bundle.symbolicName());
            if (!owner.equals(bundle.symbolicName())) {
                faults.add(id, "provider-owned", "The provider " + id + " belongs to the bundle " + owner + ".");
            }
        }
    }
}
