package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** A signed assertion (RFC 7523 section 3): RS256 with the key in the samples, in time, and saying who and for whom. Thread-safe. */
final class AssertionCheck {
    private static final String CLIENT_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String KEY = "privateKey";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AppState app;

    AssertionCheck(AppState app) {
        this.app = app;
    }

    void requireClient(Pairs parameters) {
        Refused.unless(parameters.get("client_assertion_type").equals(CLIENT_TYPE), 401, "invalid_client",
                "the client must identify itself with client_assertion_type " + CLIENT_TYPE);
        require(parameters.get("client_assertion"), "invalid_client");
    }

    /** Refuses what is no good assertion. */
    void require(String jwt, String code) {
        String[] parts = jwt.split("\\.");
        Refused.unless(parts.length == 3, 401, code, "there is no assertion, or it is no signed JWT");
        JsonNode header = json(parts[0], code);
        JsonNode claims = json(parts[1], code);
        Refused.unless(header.path("alg").asText().equals("RS256"), 401, code, "the assertion must be signed with RS256");
        long now = app.clock().instant().getEpochSecond();
        Refused.unless(claims.path("exp").asLong() > now, 401, code, "the assertion has ended, or does not say when it ends");
        Refused.unless(!claims.path("iss").asText().isEmpty(), 401, code, "the assertion does not say whose it is (iss)");
        Refused.unless(isSigned(parts), 401, code, "the assertion is signed with another key");
    }

    private boolean isSigned(String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused(401, "invalid_client", "the signature of the assertion cannot be checked");
        }
    }

    /** The public half of the key the samples have. */
    private PublicKey key() throws GeneralSecurityException {
        String pem = app.values().getOrDefault(KEY, "").replaceAll("-----[A-Z ]+-----|\\s", "");
        KeyFactory keys = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        return keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
    }

    private static JsonNode json(String part, String code) {
        try {
            return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Refused(401, code, "the assertion is no signed JWT");
        }
    }
}
