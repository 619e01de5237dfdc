package dev.patchbay.oauth.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Proof key for code exchange (RFC 7636), method {@value #METHOD}; {@code plain} protects nothing and is not offered. */
final class Pkce {
    /** The {@code code_challenge_method}. */
    static final String METHOD = "S256";

    private static final int BYTES = 32;

    private Pkce() {}

    /** A fresh verifier of 256 random bits, 43 characters (section 4.1). */
    static String verifier(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return base64url(bytes);
    }

    /** The challenge to a verifier (section 4.2). */
    static String challenge(String verifier) {
        try {
            return base64url(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
