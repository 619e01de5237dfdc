package dev.patchbay.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.maven.plugin.MojoFailureException;

/**
 * A packed integration.
 *
 * @param file the jar
 * @param symbolicName its bundle's symbolic name
 * @param version its bundle's version
 */
record IntegrationJar(Path file, String symbolicName, String version) {

    /**
     * Reads what a jar says about itself.
     *
     * @throws MojoFailureException where it is missing or no bundle, saying what to do
     */
    static IntegrationJar read(Path file) throws MojoFailureException {
        if (!Files.isRegularFile(file)) {
            throw new MojoFailureException("There is no " + file + " yet: run mvn package first.");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = headers.getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new MojoFailureException(file + " is no OSGi bundle: let bnd-maven-plugin or patchbay:bundle pack it.");
            }
            String version = headers.getValue("Bundle-Version");
            return new IntegrationJar(file, name.split(";", 2)[0].strip(), version == null ? "0.0.0" : version);
        } catch (IOException e) {
            throw new MojoFailureException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return symbolicName + " " + version;
    }
}
