package dev.patchbay.host.install;

import dev.patchbay.host.access.Caller;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs integration bundles into the running host. One change at a time; a refused or failed one leaves everything as it
 * was and throws {@code BUNDLE_REFUSED} with every reason in {@code errors}. What is returned is durable. Thread-safe.
 */
@ProviderType
public interface Installer {

    /** Every bundle of the start set that has providers, and every installed one, by symbolic name. */
    List<InstalledBundle> list(Caller caller);

    /** One bundle, also of the start set. */
    InstalledBundle get(Caller caller, String symbolicName);

    /**
     * Installs and starts a new bundle.
     *
     * @param jar the bundle's bytes
     * @param sha256 the digest it must have, 64 hex digits, or null
     */
    InstalledBundle install(Caller caller, InputStream jar, @Nullable String sha256);

    /** Replaces an installed bundle, whose symbolic name it must have; the former one stays if the new one fails. */
    InstalledBundle update(Caller caller, String symbolicName, InputStream jar, @Nullable String sha256);

    /** Stops and removes an installed bundle; its connections stay, unavailable. */
    void uninstall(Caller caller, String symbolicName);
}
