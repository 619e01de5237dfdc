package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.TextMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the doctor's request is answered with: texts by name as JSON, with a code over them and the nonce. Thread-safe. */
final class EchoCode {
    private static final String CODE = "code";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    EchoCode(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    String write(String nonce, Map<String, String> texts) {
        Map<String, String> all = new TreeMap<>(texts);
        all.put(CODE, Base64.getUrlEncoder().withoutPadding().encodeToString(code(nonce, texts)));
        return TextMap.write(all);
    }

    /** The texts; empty for what {@link #write} did not make for this nonce. */
    Optional<Map<String, String>> read(String nonce, String json) {
        Map<String, String> texts = new TreeMap<>(TextMap.read(json));
        String given = texts.remove(CODE);
        if (given == null) {
            return Optional.empty();
        }
        byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(code(nonce, texts));
        boolean same = MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
        return same ? Optional.of(texts) : Optional.empty();
    }

    private byte[] code(String nonce, Map<String, String> texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(
                    new Frame("callback-doctor").text(nonce).text(TextMap.write(new TreeMap<>(texts))).toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
