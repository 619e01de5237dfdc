package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.TokenFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The client's credentials, and what it does with them: signatures of RFC 5849 section 3.4. Immutable.
 *
 * @param id the consumer key
 * @param secret the consumer secret; null where there is none
 * @param privateKey the RSA key as PEM; null where there is none
 * @param method how it signs
 */
record OAuth1Client(String id, @Nullable Secret secret, @Nullable Secret privateKey, Signature method) {

    /** The client of this exchange. */
    static OAuth1Client of(AuthCall call) {
        Map<String, Object> values = call.values().asMap();
        if (!(values.get(OAuth2.CLIENT_ID) instanceof String id) || id.isEmpty()) {
            throw misconfigured("The OAuth client has no client ID (consumer key).");
        }
        return new OAuth1Client(id, secret(values, OAuth2.CLIENT_SECRET), secret(values, OAuth2.PRIVATE_KEY),
                method((Auth.OAuth1) call.auth(), values));
    }

    /** The name of the signature method on the wire. */
    String wireName() {
        return method.name().replace('_', '-');
    }

    /**
     * The signature.
     *
     * @param tokenSecret the secret of the token; empty where there is no token yet
     */
    String sign(String baseString, String tokenSecret) {
        return switch (method) {
            case HMAC_SHA1 -> hmac("HmacSHA1", baseString, tokenSecret);
            case HMAC_SHA256 -> hmac("HmacSHA256", baseString, tokenSecret);
            case RSA_SHA1 -> rsa(baseString);
            case PLAINTEXT -> keys(tokenSecret);
        };
    }

    /** Section 3.4.2: also where one of the two is empty, the ampersand stands. */
    private String keys(String tokenSecret) {
        if (secret == null) {
            throw misconfigured("The signature " + wireName() + " needs the client secret (consumer secret), and the OAuth"
                    + " client has none.");
        }
        return PercentEncoding.encode(secret.reveal()) + "&" + PercentEncoding.encode(tokenSecret);
    }

    private String hmac(String algorithm, String baseString, String tokenSecret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(keys(tokenSecret).getBytes(StandardCharsets.US_ASCII), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(baseString.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }

    /** Section 3.4.3: the token's secret has no part in it. */
    private String rsa(String baseString) {
        if (privateKey == null) {
            throw misconfigured("The signature RSA-SHA1 needs the private key, and the OAuth client has none.");
        }
        try {
            java.security.Signature signature = java.security.Signature.getInstance("SHA1withRSA");
            signature.initSign(PemKey.rsa(privateKey));
            signature.update(baseString.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            /* without the cause: it may tell of the key */
            throw misconfigured("This Java runtime does not sign RSA-SHA1 with the private key of the OAuth client.");
        }
    }

    private static @Nullable Secret secret(Map<String, Object> values, String name) {
        return values.get(name) instanceof Secret given && !given.reveal().isEmpty() ? given : null;
    }

    private static Signature method(Auth.OAuth1 auth, Map<String, Object> values) {
        Object chosen = values.get(auth.signatureField());
        if (chosen == null) {
            return auth.signature();
        }
        String name = String.valueOf(chosen).replace('-', '_').toUpperCase(Locale.ROOT);
        return Stream.of(Signature.values()).filter(s -> s.name().equals(name)).findFirst()
                .orElseThrow(() -> misconfigured("The OAuth client has a signature method that does not exist."));
    }

    private static TokenFailure misconfigured(String message) {
        return new TokenFailure(TokenFailure.Kind.CLIENT_REFUSED, new Failure(Reason.CLIENT_MISCONFIGURED, message), "", null);
    }

    /** Not the credentials. */
    @Override
    public String toString() {
        return "OAuth1Client signing " + wireName();
    }
}
