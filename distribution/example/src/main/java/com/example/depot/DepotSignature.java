package com.example.depot;

import dev.patchbay.api.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over method, path with query, and time, as the depot's API wants it. Immutable. */
final class DepotSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private final String keyId;
    private final Secret key;

    DepotSignature(String keyId, Secret key) {
        this.keyId = keyId;
        this.key = key;
    }

    /** The headers of a request that is sent at this time. */
    Map<String, String> headers(String method, URI uri, Instant time) {
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String signed = method + "\n" + target + "\n" + time.getEpochSecond();
        return Map.of("Depot-Key", keyId, "Depot-Time", String.valueOf(time.getEpochSecond()), "Depot-Signature", hmac(signed));
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
