package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Version;

/**
 * Learns what a new version of a bundle says about its providers: read from its declarations, or asked of its code in a copy
 * that nobody admits. Used under the installer's lock.
 */
final class Rehearsal {
    private final LiveBundles live;

    Rehearsal(LiveBundles live) {
        this.live = live;
    }

    /**
     * The definitions.
     *
     * @throws dev.patchbay.host.problem.ProblemException where the bundle does not start or a provider would be refused
     */
    List<ConnectionDefinition> definitions(Candidate candidate, ProviderUpdates updates) throws IOException {
        CheckedBundle bundle = candidate.bundle();
        if (bundle.header("Service-Component").isBlank()) {
            return bundle.declared();
        }
        byte[] copy = inAnotherVersion(candidate.upload().file(), new Version(bundle.version()));
        List<Rehearsed> answers = live.rehearse(bundle.symbolicName(), copy, updates::rehearse);
        Faults faults = new Faults();
        List<ConnectionDefinition> definitions = new ArrayList<>(bundle.declared());
        for (Rehearsed answer : answers) {
            ConnectionDefinition definition = answer.definition();
            if (definition != null && definitions.stream().noneMatch(known -> known.id().equals(definition.id()))) {
                definitions.add(definition);
            }
            String where = definition == null ? "provider" : definition.id();
            answer.reasons().forEach(reason -> faults.add(where, "provider-refused", reason));
        }
        faults.refuseIfAny();
        return definitions;
    }

    /** The same bundle in a version that cannot be there, since a framework has each name and version once. */
    private static byte[] inAnotherVersion(Path jar, Version version) throws IOException {
        String qualifier = (version.getQualifier().isEmpty() ? "" : version.getQualifier() + "-") + "rehearsed";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Manifest manifest;
            try (InputStream in = zip.getInputStream(zip.getEntry(JarFile.MANIFEST_NAME))) {
                manifest = new Manifest(in);
            }
            manifest.getMainAttributes().putValue("Bundle-Version",
                    new Version(version.getMajor(), version.getMinor(), version.getMicro(), qualifier).toString());
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.getName().equals("META-INF/")) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = zip.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
        return bytes.toByteArray();
    }
}
