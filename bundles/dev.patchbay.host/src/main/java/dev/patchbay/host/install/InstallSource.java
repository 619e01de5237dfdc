package dev.patchbay.host.install;

import java.io.InputStream;
import java.net.URI;

/**
 * Where a bundle, a declaration or a feature comes from. What it is is seen in its bytes, never in a name or a media type.
 * Whatever the source, the checks are the same.
 */
public sealed interface InstallSource {

    /** Bytes that the caller sends; read once, to their end. */
    record Content(InputStream bytes) implements InstallSource {}

    /**
     * What lies in the folder {@code integrations} of the program.
     *
     * @param name a provider's id, a bundle's symbolic name, or the name of a feature
     */
    record Named(String name) implements InstallSource {}

    /**
     * A file of a configured repository ({@code install.repositories}), by its address.
     *
     * @param uri an absolute {@code https} or {@code http} address below one of them
     */
    record Address(URI uri) implements InstallSource {}

    /**
     * A file of a configured repository in Maven's layout.
     *
     * @param group letters, digits and {@code _ - .}, as the two others
     */
    record Coordinates(String group, String artifact, String version) implements InstallSource {
        @Override
        public String toString() {
            return group + ":" + artifact + ":" + version;
        }
    }
}
