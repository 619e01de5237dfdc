package dev.patchbay.itest;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the rules look at in a jar.
 *
 * @param name the symbolic name
 * @param imports packages of Import-Package
 * @param exports packages of Export-Package
 * @param headers other headers that matter, by name only
 * @param packages packages that hold classes
 * @param classVersion the newest class file version outside of META-INF/versions
 */
record ShippedJar(String name, Set<String> imports, Set<String> exports, Set<String> headers, Set<String> packages, int classVersion) {

    /** Reads a jar. */
    static ShippedJar read(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            Set<String> headers = new TreeSet<>();
            manifest.keySet().forEach(key -> headers.add(key.toString()));
            Set<String> packages = new TreeSet<>();
            int newest = 0;
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    int slash = entry.getName().lastIndexOf('/');
                    packages.add(entry.getName().substring(0, Math.max(0, slash)).replace('/', '.'));
                    newest = Math.max(newest, version(jar, entry));
                }
            }
            return new ShippedJar(names(manifest.getValue("Bundle-SymbolicName")).iterator().next(),
                    names(manifest.getValue("Import-Package")), names(manifest.getValue("Export-Package")), headers, packages, newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JVM Specification section 4.1: magic, minor, major. */
    private static int version(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        }
    }

    /** The paths of a header's clauses (OSGi Core section 3.2.3), without attributes and directives. */
    static Set<String> names(String header) {
        Set<String> names = new TreeSet<>();
        for (String clause : header == null ? new String[0] : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            for (String part : clause.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                if (part.indexOf('=') < 0) {
                    names.add(part.strip());
                }
            }
        }
        return names;
    }

    boolean isOurs() {
        return name.startsWith("dev.patchbay.");
    }
}
