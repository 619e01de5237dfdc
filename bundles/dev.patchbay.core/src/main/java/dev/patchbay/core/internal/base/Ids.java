package dev.patchbay.core.internal.base;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Ids of 128 random bits: a prefix and 26 characters of base32 (RFC 4648 section 6, lower case, no padding). Thread-safe. */
public final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 16;
    private static final int LENGTH = 26;
    /** Of workflows and steps; not a dot or two alone, which in a path are no name (RFC 3986 section 3.3). */
    private static final Pattern STEP = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:@-]{1,128}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");
    public static final String CONNECTION = "con_";
    public static final String API_KEY = "key_";
    public static final String CONNECT_SESSION = "cns_";
    public static final String SESSION = "ses_";
    public static final String OAUTH_CLIENT = "cli_";

    private final SecureRandom random;

    public Ids(SecureRandom random) {
        this.random = random;
    }

    public String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + base32(bytes);
    }

    /** Whether the text may be an id of this kind; what is not needs no look into the database. */
    public static boolean isId(String prefix, String text) {
        if (text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return false;
        }
        return text.chars().skip(prefix.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /** Whether a text can name a workflow or a step. */
    public static boolean isStepName(String text) {
        return STEP.matcher(text).matches();
    }

    /** Whether the text may be an account; accounts are given from outside. */
    public static boolean isAccount(String account) {
        return ACCOUNT.matcher(account).matches();
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
