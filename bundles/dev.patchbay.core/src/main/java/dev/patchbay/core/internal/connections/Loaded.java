package dev.patchbay.core.internal.connections;

import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.WrappedKey;

/**
 * A connection as read, with what opening it needs made ready. Holds no clear value. Immutable.
 *
 * @param intact whether its authentication code is right; one that is not is listed and can be deleted, and nothing else
 * @param additional the data that is authenticated with the sealed values
 */
public record Loaded(ConnectionRow row, boolean intact, WrappedKey key, byte[] owner, byte[] additional) {
    @Override
    public String toString() {
        return row.id();
    }
}
