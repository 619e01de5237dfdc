package dev.patchbay.core.internal.connections;

import org.jspecify.annotations.Nullable;

/** Data keys of others than connections, which {@link KeyRotation} has rewrapped with its own. */
public interface OtherKeys {
    /**
     * Puts the next ones that another KEK wraps under the active one. What is changed at the same time, or does not verify, is
     * left to the next pass.
     *
     * @param active the id of the active KEK
     * @param after what the call before returned; empty at first
     * @return the last one looked at, or null where there was none
     */
    @Nullable String rewrap(String active, String after, int limit);
}
