package dev.patchbay.api.provider;

/**
 * How an app signs what it sends by itself: an HMAC (RFC 2104) of the raw body. Immutable; each method gives a changed copy.
 *
 * @param header the header with the signature
 * @param algorithm the hash
 * @param encoding how the signature is written
 * @param prefix what stands before the signature, such as {@code sha256=}; empty for nothing
 * @param secretField the secret field that is the key; empty for the client secret
 * @param toleranceSeconds how old a delivery may be; 0 where the app does not date them
 * @param deliveryIdHeader the header with the delivery's id, so that one sent twice is known; empty where there is none
 */
public record Webhook(
        String header, Algorithm algorithm, Encoding encoding, String prefix, String secretField, int toleranceSeconds,
        String deliveryIdHeader) {
    /** The hash of the HMAC. */
    public enum Algorithm {
        /** SHA-256. */
        HMAC_SHA256,
        /** SHA-1. */
        HMAC_SHA1
    }

    /** How a signature is written. */
    public enum Encoding {
        /** Base 16, in lower case. */
        HEX,
        /** RFC 4648 section 4. */
        BASE64
    }

    /** Signed with the client secret, without more. */
    public static Webhook signedIn(String header, Algorithm algorithm, Encoding encoding) {
        return new Webhook(header, algorithm, encoding, "", "", 0, "");
    }

    /** With something before the signature. */
    public Webhook prefix(String text) {
        return new Webhook(header, algorithm, encoding, text, secretField, toleranceSeconds, deliveryIdHeader);
    }

    /** Signed with this secret instead of the client's. */
    public Webhook secretField(String name) {
        return new Webhook(header, algorithm, encoding, prefix, name, toleranceSeconds, deliveryIdHeader);
    }

    /** With the age in seconds above which a delivery is not taken. */
    public Webhook toleranceSeconds(int seconds) {
        return new Webhook(header, algorithm, encoding, prefix, secretField, seconds, deliveryIdHeader);
    }

    /** With the header of the delivery's id. */
    public Webhook deliveryIdHeader(String name) {
        return new Webhook(header, algorithm, encoding, prefix, secretField, toleranceSeconds, name);
    }
}
