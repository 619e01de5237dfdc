package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.host.auth.TokenFailure;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class OAuth1SignerTest {
    private final OAuth1Signer signer =
            new OAuth1Signer(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC), new SecureRandom());

    @Test
    public void theHeaderHoldsTheParametersOfTheProtocolAndNoOthers() {
        String header = sign(Signature.HMAC_SHA1, "https://a.example/x?q=1", Map.of("f", List.of("2")));
        assertTrue(header, header.matches("OAuth oauth_consumer_key=\"k%20%221\", oauth_nonce=\"[0-9a-f]{32}\","
                + " oauth_signature=\"[A-Za-z0-9%]+\", oauth_signature_method=\"HMAC-SHA1\","
                + " oauth_timestamp=\"1700000000\", oauth_token=\"t\", oauth_version=\"1.0\""));
    }

    @Test
    public void everyRequestHasAnotherNonce() {
        assertNotEquals(nonce(sign(Signature.HMAC_SHA1, "https://a.example/", Map.of())),
                nonce(sign(Signature.HMAC_SHA1, "https://a.example/", Map.of())));
    }

    @Test
    public void plaintextGoesOverTlsOrNotOutOfTheMachine() {
        for (String fine : List.of("https://a.example/", "http://127.0.0.1:8080/", "http://127.9.9.9/", "http://[::1]:8080/")) {
            assertTrue(fine, sign(Signature.PLAINTEXT, fine, Map.of()).contains("s%2526%26u"));
        }
        for (String bad : List.of("http://a.example/", "http://localhost/", "http://127.0.0.1.a.example/", "http://1270.0.1/",
                "HTTP://10.0.0.1/")) {
            refused(() -> sign(Signature.PLAINTEXT, bad, Map.of()), "https");
        }
    }

    @Test
    public void aSignatureThatShowsNoSecretGoesOverHttp() {
        assertFalse(sign(Signature.HMAC_SHA256, "http://a.example/", Map.of()).isEmpty());
    }

    @Test
    public void parametersOfTheProtocolAreNotTakenFromTheRequest() {
        for (String name : List.of("oauth_token", "oauth_signature", "oauth_nonce", "oauth%5Fversion")) {
            refused(() -> sign(Signature.HMAC_SHA1, "https://a.example/?" + name + "=1", Map.of()), "oauth_");
        }
        refused(() -> sign(Signature.HMAC_SHA1, "https://a.example/", Map.of("oauth_timestamp", List.of("1"))), "oauth_");
    }

    @Test
    public void aUrlThatCannotBeSignedIsRefused() {
        for (String bad : List.of("ftp://a.example/", "https:/x", "mailto:x", "https://u@a.example/", "//a.example/x")) {
            refused(() -> sign(Signature.HMAC_SHA1, bad, Map.of()), "http");
        }
    }

    private static void refused(ThrowingRunnable action, String names) {
        TokenFailure failure = assertThrows(TokenFailure.class, action);
        assertEquals(TokenFailure.Kind.REFUSED_HERE, failure.kind());
        assertEquals(Reason.INVALID_INPUT, failure.failure().reason());
        assertTrue(failure.failure().message(), failure.failure().message().contains(names));
    }

    private static String nonce(String header) {
        return OAuth1SignpostTest.parsed(header).get("oauth_nonce");
    }

    private String sign(Signature method, String uri, Map<String, List<String>> form) {
        OAuth1Client client = new OAuth1Client("k \"1", Secret.of("s&"), null, method);
        return signer.authorization(client, new Request("POST", URI.create(uri), form), Map.of("oauth_token", "t"), "u");
    }
}
