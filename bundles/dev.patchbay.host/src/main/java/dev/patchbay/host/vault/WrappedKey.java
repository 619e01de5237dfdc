package dev.patchbay.host.vault;

/**
 * A data key, wrapped. Immutable.
 *
 * @param kekId the key-encryption key that wraps it
 * @param bytes the wrapped key
 */
public record WrappedKey(String kekId, byte[] bytes) {}
