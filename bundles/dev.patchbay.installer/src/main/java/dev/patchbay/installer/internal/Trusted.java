package dev.patchbay.installer.internal;

/**
 * By what a bundle is trusted. Immutable.
 *
 * @param by {@code shipped, open, digest} or {@code signed}
 * @param signer SHA-256 of the key that signed it, 64 hex digits, or empty
 */
record Trusted(String by, String signer) {
    /** What lies in the program's own folder is trusted as the program is. */
    static final String SHIPPED = "shipped";
}
