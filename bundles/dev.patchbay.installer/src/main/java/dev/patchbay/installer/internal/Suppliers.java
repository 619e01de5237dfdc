package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/**
 * Who could give what a bundle lacks: a newer host, a jar in the program's folders, or nobody it knows of. Looks when something
 * is missing, and remembers nothing. Thread-safe.
 */
final class Suppliers {
    private static final String API = "dev.patchbay.api";

    private final BundleContext framework;
    private final List<Path> folders;

    /**
     * @param folders where jars lie, in whatever depth
     */
    Suppliers(BundleContext framework, List<Path> folders) {
        this.framework = framework;
        this.folders = List.copyOf(folders);
    }

    /** One sentence on what to do. */
    String hint(Requirement requirement) {
        String name = Requirements.packageName(Requirements.filter(requirement));
        if (Requirements.isPackage(requirement) && (name.equals(API) || name.startsWith(API + "."))) {
            return versionHere(name).map(version -> "This host has its version " + version
                    + ": use another version of the host, or one of the bundle that was made for this host.")
                    .orElse("A newer host may have it.");
        }
        Optional<String> supplier = folders.stream().flatMap(folder -> jars(folder).stream())
                .flatMap(jar -> supplied(jar, requirement).stream()).findFirst();
        if (supplier.isPresent()) {
            return supplier.get() + " provides it: install both together as a feature.";
        }
        return Requirements.isPackage(requirement)
                ? "Embed it as a private package, import a version that is here, or install a feature with the bundle that has it."
                : "No bundle in this host's folders has it either.";
    }

    private Optional<String> versionHere(String name) {
        for (Bundle bundle : framework.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            for (BundleCapability capability : revision.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
                if (name.equals(capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))) {
                    return Optional.of(String.valueOf(capability.getAttributes().get("version")));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> supplied(Path jar, Requirement requirement) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                manifest.getMainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
            }
            List<HeaderClause> name = HeaderClause.parse(headers.getOrDefault("Bundle-SymbolicName", ""));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            String version = headers.getOrDefault("Bundle-Version", "0.0.0");
            CheckedBundle bundle = CheckedBundle.ofHeaders(name.get(0).paths().get(0), version, headers);
            for (Capability capability : new CandidateResource(bundle).getCapabilities(requirement.getNamespace())) {
                if (Resolution.matches(requirement, capability)) {
                    return Optional.of("The bundle " + bundle.symbolicName() + " " + version + " (" + jar.getFileName() + ")");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a file that is no bundle supplies nothing
        }
        return Optional.empty();
    }
}
