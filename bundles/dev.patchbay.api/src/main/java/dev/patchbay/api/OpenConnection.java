package dev.patchbay.api;

import org.osgi.annotation.versioning.ProviderType;

/** One opened connection. Bind it as a whole and ask again for each use; never keep copies of its values. Thread-safe. */
@ProviderType
public interface OpenConnection extends AutoCloseable {

    /** The connection's id. */
    String id();

    /**
     * The credential as it is now.
     *
     * @throws ConnectionFailure where the connection cannot be used at the moment, with the reason
     */
    Credential credential();

    /** Gives the handle back; later calls fail. */
    @Override
    void close();
}
