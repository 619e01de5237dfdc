package dev.patchbay.vault.internal;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1). The JDK's objects are kept per thread, as finding one costs more than a short message;
 * what a thread keeps is of the JDK alone and holds no class loader of a bundle. Thread-safe.
 */
final class Hmac {
    /** Bytes of a code. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final ThreadLocal<Mac> MAC = new ThreadLocal<>();

    private Hmac() {}

    /** The code of the parts, one after the other. */
    static byte[] of(Key key, byte[]... parts) {
        try {
            Mac mac = mac();
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " does not work on this Java", e);
        }
    }

    private static Mac mac() throws GeneralSecurityException {
        Mac mac = MAC.get();
        if (mac == null) {
            mac = Mac.getInstance(ALGORITHM);
            MAC.set(mac);
        }
        return mac;
    }
}
