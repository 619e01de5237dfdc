package dev.patchbay.host.install;

import dev.patchbay.host.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs features: several bundles and their configuration, all or none. A bundle that two features name in one version is
 * there once and goes with the last of them. Every bundle passes the checks of {@link Installer}. Thread-safe.
 */
@ProviderType
public interface FeatureInstaller {

    /** Every installed feature, by id. */
    List<InstalledFeature> list(Caller caller);

    /** One of them. */
    InstalledFeature get(Caller caller, String id);

    /**
     * What an installation would do; its integrations are resolved and asked beside the running ones, and gone without a trace.
     *
     * @param sha256 as for {@link #install}
     */
    FeatureForecast forecast(Caller caller, InstallSource source, @Nullable String sha256);

    /**
     * Installs a feature, or replaces the one of the same id: one feature JSON, whose bundles come from {@code integrations}
     * and the configured repositories, or an archive with the JSON and the jars.
     *
     * @param sha256 the digest of the JSON or the archive, 64 hex digits, or null
     * @param approve whether wider grants of the integrations that it changes are approved with it
     */
    InstalledFeature install(Caller caller, InstallSource source, @Nullable String sha256, boolean approve);

    /** Removes a feature with the bundles that no other feature has. */
    void uninstall(Caller caller, String id);
}
