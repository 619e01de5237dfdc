package dev.patchbay.host.state;

import org.osgi.annotation.versioning.ProviderType;

/** How the host itself is doing; there from the first moment. Thread-safe. */
@ProviderType
public interface HostState {
    /** The phases. */
    enum Phase {
        /** Opening the database, unlocking the vault. */
        STARTING,
        /** Serving. */
        READY,
        /** The vault could not be opened; nothing is served and nothing written. */
        SEALED,
        /** Ending. */
        STOPPING
    }

    /** The phase. */
    Phase phase();

    /** One sentence about it, for people; no secrets. */
    String detail();
}
