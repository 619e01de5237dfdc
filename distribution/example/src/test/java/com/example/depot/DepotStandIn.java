package com.example.depot;

import dev.patchbay.tck.HttpApp;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the depot checks, written down a second time: from its documentation, not from the provider. */
final class DepotStandIn {
    private static final int FIVE_MINUTES = 300;

    private final String keyId;
    private final SecretKeySpec key;

    DepotStandIn(String keyId, String key) {
        this.keyId = keyId;
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    boolean isSigned(HttpApp.Request request) {
        String time = request.header("Depot-Time").orElse("0");
        boolean recent = Math.abs(Long.parseLong(time) - Instant.now().getEpochSecond()) < FIVE_MINUTES;
        String right = hmac(request.method() + "\n" + request.uri() + "\n" + time);
        return recent && request.header("Depot-Key").orElse("").equals(keyId)
                && request.header("Depot-Signature").orElse("").equals(right);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
