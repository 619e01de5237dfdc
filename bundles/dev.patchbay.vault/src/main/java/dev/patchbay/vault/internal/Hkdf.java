package dev.patchbay.vault.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): keys for several purposes from one. Stateless. */
final class Hkdf {
    private static final int MAX_BLOCKS = 255;

    private Hkdf() {}

    /** The key of a label: extracted without salt, as what goes in is random already, and expanded to 32 bytes. */
    static KeyBytes derive(SecretKey from, String label) {
        byte[] input = from.getEncoded();
        byte[] pseudoRandom = extract(new byte[0], input);
        Arrays.fill(input, (byte) 0);
        byte[] info = ("patchbay " + label).getBytes(StandardCharsets.UTF_8);
        KeyBytes derived = KeyBytes.taking(expand(pseudoRandom, info, KeyBytes.LENGTH));
        Arrays.fill(pseudoRandom, (byte) 0);
        return derived;
    }

    /** RFC 5869 section 2.2. */
    static byte[] extract(byte[] salt, byte[] input) {
        byte[] key = salt.length == 0 ? new byte[Hmac.LENGTH] : salt;
        return Hmac.of(new SecretKeySpec(key, "RAW"), input);
    }

    /** RFC 5869 section 2.3. */
    static byte[] expand(byte[] pseudoRandom, byte[] info, int length) {
        if (length > MAX_BLOCKS * Hmac.LENGTH) {
            throw new IllegalArgumentException("at most " + MAX_BLOCKS * Hmac.LENGTH + " bytes can be derived");
        }
        SecretKeySpec key = new SecretKeySpec(pseudoRandom, "RAW");
        ByteArrayOutputStream output = new ByteArrayOutputStream(length + Hmac.LENGTH);
        byte[] block = new byte[0];
        for (int counter = 1; output.size() < length; counter++) {
            block = Hmac.of(key, block, info, new byte[] {(byte) counter});
            output.writeBytes(block);
        }
        return Arrays.copyOf(output.toByteArray(), length);
    }
}
