package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.vault.Vault.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The random texts of a session: link token, browser key, OAuth state, and the CSRF token made from the key. Thread-safe. */
final class BrowserKeys {
    private static final int BYTES = 32;

    private final UnlockedVault vault;
    private final SecureRandom random;

    BrowserKeys(UnlockedVault vault, SecureRandom random) {
        this.vault = vault;
        this.random = random;
    }

    /** 256 random bits as base64url (RFC 4648 section 5). */
    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return text(bytes);
    }

    /** What is stored of such a text: it has so much chance in it that its bare hash tells nothing. */
    static byte[] hash(String text) {
        return Frame.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the text is the one whose hash this is; constant time. */
    static boolean matches(byte @Nullable [] hash, String text) {
        return hash != null && MessageDigest.isEqual(hash, hash(text));
    }

    /** The token that forms of this browser's pages carry. */
    String csrf(String session, String key) {
        return text(vault.mac(Purpose.TOKEN, message(session, key)));
    }

    /** Whether a form carries the right one; constant time. */
    boolean isCsrf(String session, String key, String sent) {
        byte[] expected = csrf(session, key).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(String session, String key) {
        return new Frame("connect-csrf").text(session).text(key).toBytes();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
