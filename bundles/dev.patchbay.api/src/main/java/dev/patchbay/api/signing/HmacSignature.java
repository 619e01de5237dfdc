package dev.patchbay.api.signing;

import dev.patchbay.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an app signed with HMAC-SHA256 (RFC 2104) over the bytes of a body, as most webhooks are: Shopify's
 * {@code X-Shopify-Hmac-SHA256}, GitHub's {@code X-Hub-Signature-256} after its {@code sha256=}. Immutable and thread-safe.
 *
 * <p>The body must be the bytes as they came in: parsed and written again it has another signature. A signature does not say
 * when it was made; whoever must not act twice keeps the ids of the deliveries.
 */
public final class HmacSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final Function<String, byte[]> decoder;

    private HmacSignature(Function<String, byte[]> decoder, Secret... keys) {
        if (keys.length == 0 || Arrays.stream(keys).anyMatch(key -> key.reveal().isEmpty())) {
            throw new IllegalArgumentException("a signature needs a key, and none is empty");
        }
        this.decoder = decoder;
        this.keys = Arrays.stream(keys)
                .map(key -> new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /**
     * For signatures in Base64 (RFC 4648 section 4).
     *
     * @param keys the key, or while one is being replaced the old one and the new one; taken as UTF-8
     * @throws IllegalArgumentException without a key, and for an empty one
     */
    public static HmacSignature base64(Secret... keys) {
        return new HmacSignature(Base64.getDecoder()::decode, keys);
    }

    /**
     * For signatures in hexadecimal digits (RFC 4648 section 8), upper or lower case.
     *
     * @param keys as for {@link #base64}
     * @throws IllegalArgumentException without a key, and for an empty one
     */
    public static HmacSignature hex(Secret... keys) {
        return new HmacSignature(HexFormat.of()::parseHex, keys);
    }

    /**
     * Whether one of the keys made the signature over exactly these bytes. Takes the same time wherever they differ.
     *
     * @param signature as it came; null where there was none
     */
    public boolean matches(byte[] body, @Nullable String signature) {
        byte[] claimed = decoded(signature);
        boolean matches = false;
        for (SecretKeySpec key : keys) {
            matches |= MessageDigest.isEqual(made(key, body), claimed);
        }
        return matches;
    }

    /** What is no signature at all becomes one that matches nothing. */
    private byte[] decoded(@Nullable String signature) {
        try {
            return signature == null ? new byte[0] : decoder.apply(signature);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    private static byte[] made(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "HmacSignature";
    }
}
