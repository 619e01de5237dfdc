package dev.patchbay.core.internal.people;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.host.access.Sessions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The random texts of people's sessions: tokens of links, keys, and the CSRF token made from a key. Thread-safe. */
final class PersonKeys {
    private static final String LINK_PREFIX = "pbl_";
    private static final Pattern LINK = Pattern.compile("pbl_[A-Za-z0-9_-]{43}");
    private static final Pattern KEY = Pattern.compile("pbs_[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final SecureRandom random;

    PersonKeys(SecureRandom random) {
        this.random = random;
    }

    /** The token of a new link: 256 random bits as base64url (RFC 4648 section 5). */
    Secret link() {
        return next(LINK_PREFIX);
    }

    /** The key of a new session, as long. */
    Secret key() {
        return next(Sessions.KEY_PREFIX);
    }

    /** Whether the text may be a link's token; what is not needs no look into the database. */
    static boolean isLink(String text) {
        return LINK.matcher(text).matches();
    }

    /** Whether the text may be a session's key. */
    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** What is stored of a text: it has so much chance in it that its bare hash tells nothing. */
    static byte[] hash(String text) {
        return Frame.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The token that goes with a key: who knows it does not know the key, and nothing of it is stored. */
    static String csrf(String key) {
        return text(Frame.sha256(new Frame("session-csrf/1").text(key).toBytes()));
    }

    private Secret next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Secret.of(prefix + text(bytes));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
