package dev.patchbay.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The service for bundles that use connections inside the JVM. Deny by default: the operator grants accounts to a bundle's
 * symbolic name (setting {@code consumers.grants}). That is attribution, not a barrier: bundles share one JVM. Thread-safe.
 */
@ProviderType
public interface Connections {

    /**
     * Opens a connection for the calling bundle; audited.
     *
     * @param connectionId the id, as the HTTP API shows it
     * @return a handle that stays fresh while it is open
     * @throws ConnectionFailure with {@code PERMISSION_MISSING} where the bundle was granted nothing, and the same where
     *     there is no such connection
     */
    OpenConnection open(String connectionId);
}
