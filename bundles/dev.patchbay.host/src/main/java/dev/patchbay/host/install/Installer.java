package dev.patchbay.host.install;

import dev.patchbay.host.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs integration bundles into the running host. One change at a time; a refused or failed one leaves everything as it
 * was and is a problem with every reason in {@code errors}. What is returned is durable. Every method takes the digest that
 * was given with the source, 64 hex digits of SHA-256, or null. Thread-safe.
 */
@ProviderType
public interface Installer {

    /** Every bundle of the start set that has providers, and every installed one, by symbolic name. */
    List<InstalledBundle> list(Caller caller);

    /** One bundle, also of the start set. */
    InstalledBundle get(Caller caller, String symbolicName);

    /** Installs and starts a new bundle: a jar, or a declaration, which is wrapped into one. */
    InstalledBundle install(Caller caller, InstallSource source, @Nullable String sha256);

    /** What an update would do; the new bundle is resolved and asked beside the running one, and gone without a trace. */
    UpdateForecast forecast(Caller caller, String symbolicName, InstallSource source, @Nullable String sha256);

    /**
     * Replaces an installed bundle, whose symbolic name it must have; the former one stays if the new one fails, and is kept
     * for a rollback if it does not.
     *
     * @param approve whether a wider grant is approved with it
     */
    InstalledBundle update(Caller caller, String symbolicName, InstallSource source, @Nullable String sha256, boolean approve);

    /** Puts the version before the present one back, with the former values of its connections. */
    InstalledBundle rollback(Caller caller, String symbolicName);

    /** Ends the way back; idempotent. */
    InstalledBundle closeRollback(Caller caller, String symbolicName);

    /** Stops and removes an installed bundle; its connections stay, unavailable. */
    void uninstall(Caller caller, String symbolicName);

    /**
     * Apps that could be installed by their name, by label.
     *
     * @param words word prefixes of id, label and description, or null
     * @param category a category, or null
     */
    List<AvailableApp> available(Caller caller, @Nullable String words, @Nullable String category);

    /** What makes the host trust a bundle. */
    InstallPolicy policy();
}
