package dev.patchbay.connect.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The one style sheet. Its address holds its digest, so that browsers may keep it and still get a changed one. Immutable. */
final class StyleSheet {
    static final String PATH = "connect/style.css";

    /** The console's own, put here when this bundle is built, and what is of these pages only. */
    private static final List<String> PARTS = List.of(
            "tokens.css", "base.css", "page.css", "fields.css", "run.css", "patch.css", "gate.css", "style.css");
    private static final byte[] BYTES = read();
    private static final String DIGEST = digest();

    private StyleSheet() {}

    /** Its address below the host's root. */
    static String address() {
        return PATH + "?v=" + DIGEST;
    }

    static Reply reply() {
        return Reply.of(200, "text/css; charset=utf-8", BYTES).with("Cache-Control", "public, max-age=604800");
    }

    private static byte[] read() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : PARTS) {
            try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream(part), part)) {
                in.transferTo(all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    private static String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
