package dev.patchbay.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A value that can be found again: raw and URL-encoded by its core of letters and digits, and in Base64 and hexadecimal, wherever
 * it stands in what was encoded.
 */
final class Canary {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final String core;

    /** A new one. */
    Canary(String name) {
        this(name, "Canary" + HexFormat.of().formatHex(bytes()));
    }

    private Canary(String name, String core) {
        this.name = name;
        this.core = core;
    }

    /** One that is there already. */
    static Canary of(String name, String value) {
        return new Canary(name, value);
    }

    /** 96 random bits. */
    static byte[] bytes() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The value to enter: printable, and not the same when quoted or URL-encoded. */
    String value() {
        return core + " /+%&\"\\";
    }

    /** The value to enter where nothing but letters and digits may stand. */
    String plain() {
        return core;
    }

    /** In which forms it occurs in a text, named for the report. */
    List<String> formsIn(String text) {
        List<String> found = new ArrayList<>();
        byte[] bytes = core.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        if (text.contains(core)) {
            found.add(name + " raw");
        }
        if (text.contains(hex) || text.contains(hex.toUpperCase(Locale.ROOT))) {
            found.add(name + " hexadecimal");
        }
        for (int before = 0; before < 3; before++) {
            if (text.contains(base64(bytes, before))) {
                found.add(name + " Base64");
            }
        }
        return found;
    }

    /** What is the same in Base64 whatever stands around it: whole groups of three bytes. */
    private static String base64(byte[] bytes, int skip) {
        int whole = (bytes.length - skip) / 3 * 3;
        byte[] groups = new byte[whole];
        System.arraycopy(bytes, skip, groups, 0, whole);
        return Base64.getEncoder().withoutPadding().encodeToString(groups);
    }

    @Override
    public String toString() {
        return name;
    }
}
