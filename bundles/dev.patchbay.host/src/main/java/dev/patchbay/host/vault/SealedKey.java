package dev.patchbay.host.vault;

/**
 * A key as stored. Immutable.
 *
 * @param id {@code root}, or the key id of a key-encryption key
 * @param sealed the root key sealed by its source, with a key check value; or a KEK sealed by the root key
 * @param createdAt milliseconds since 1970
 * @param active whether new data keys are wrapped by it; exactly one KEK is
 */
public record SealedKey(String id, byte[] sealed, long createdAt, boolean active) {
    /** The id of the root key. */
    public static final String ROOT = "root";
}
