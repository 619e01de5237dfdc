package dev.patchbay.core.internal;

import java.security.SecureRandom;

/** Ids of 128 random bits: a prefix and 26 characters of base32 (RFC 4648 section 6, lower case, no padding). Thread-safe. */
final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 16;
    private static final int LENGTH = 26;
    static final String CONNECTION = "con_";
    static final String API_KEY = "key_";

    private final SecureRandom random;

    Ids(SecureRandom random) {
        this.random = random;
    }

    String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + base32(bytes);
    }

    /** Whether the text may be an id of this kind; what is not needs no look into the database. */
    static boolean isId(String prefix, String text) {
        if (text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return false;
        }
        return text.chars().skip(prefix.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xFF;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(buffer >> bits - 5 & 31));
            }
        }
        return text.append(ALPHABET.charAt(buffer << 5 - bits & 31)).toString();
    }
}
