package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.auth.TokenFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class OAuth1ClientTest {
    private static final OAuth1Client PRINTER =
            new OAuth1Client("dpf43f3p2l4k3l03", Secret.of("kd94hf93k423kf44"), null, Signature.HMAC_SHA1);

    @Test
    public void theThreeSignaturesOfRfc5849Section12() {
        String temporary = base("POST", "https://photos.example.net/initiate", "137131200", "wIjqoS",
                Map.of("oauth_callback", "http://printer.example.com/ready"));
        assertEquals("74KNZJeDHnMBp0EMJ9ZHt/XKycU=", PRINTER.sign(temporary, ""));
        String token = base("POST", "https://photos.example.net/token", "137131201", "walatlh",
                Map.of("oauth_token", "hh5s93j4hdidpola", "oauth_verifier", "hfdp7dh39dks9884"));
        assertEquals("gKgrFCywp7rO0OXSjdot/IHF7IU=", PRINTER.sign(token, "hdhd0244k9j7ao03"));
        String photo = base("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", "137131202", "chapoH",
                Map.of("oauth_token", "nnch734d00sl2jdk"));
        assertEquals("MdpQcU8iPSUjWoN/UDMsK2sui9I=", PRINTER.sign(photo, "pfkkdhi9sl3r4s00"));
    }

    @Test
    public void theSignatureOfSection3411IsTheErratums() {
        URI uri = URI.create("http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b");
        OAuth1Parameters parameters = new OAuth1Parameters().addQuery(uri.getRawQuery())
                .addForm(Map.of("c2", List.of(""), "a3", List.of("2 q")))
                .add("oauth_consumer_key", "9djdj82h48djs9d2").add("oauth_token", "kkk9d7dh3k39sjv7")
                .add("oauth_signature_method", "HMAC-SHA1").add("oauth_timestamp", "137131201")
                .add("oauth_nonce", "7d8f3e4a");
        OAuth1Client client = new OAuth1Client("9djdj82h48djs9d2", Secret.of("j49sk3j29djd"), null, Signature.HMAC_SHA1);
        assertEquals("r6/TJjbCOr97/+UU0NsvSne7s5g=",
                client.sign(OAuth1BaseString.of("POST", uri, parameters), "dh893hdasih9"));
    }

    @Test
    public void plaintextIsTheTwoSecretsEncoded() {
        OAuth1Client client = new OAuth1Client("k", Secret.of("a&b c"), null, Signature.PLAINTEXT);
        assertEquals("a%26b%20c&%3D", client.sign("whatever", "="));
        assertEquals("a%26b%20c&", client.sign("whatever", ""));
    }

    @Test
    public void theFieldChoosesTheSignature() {
        Auth.OAuth1 auth = Auth.oauth1("", "", "")
                .signatureFrom(Field.choice("signature", "Signature", Field.option("plaintext", "P")));
        assertEquals(Signature.HMAC_SHA1, OAuth1Client.of(new OAuth1Call(auth)).method());
        assertEquals(Signature.HMAC_SHA256, OAuth1Client.of(new OAuth1Call(auth).with("signature", "hmac-sha256")).method());
        assertEquals("RSA-SHA1", OAuth1Client.of(new OAuth1Call(auth).with("signature", "rsa-sha1")).wireName());
        refused(() -> OAuth1Client.of(new OAuth1Call(auth).with("signature", "md5")), "signature method");
    }

    @Test
    public void whatIsMissingIsNamed() {
        Auth.OAuth1 auth = Auth.oauth1("", "", "");
        refused(() -> OAuth1Client.of(new OAuth1Call(auth).with("clientId", "")), "client ID");
        OAuth1Call empty = new OAuth1Call(auth).with("clientSecret", Secret.of(""));
        refused(() -> OAuth1Client.of(empty).sign("x", ""), "client secret");
        OAuth1Call noKey = new OAuth1Call(auth.signedBy(Signature.RSA_SHA1));
        refused(() -> OAuth1Client.of(noKey).sign("x", ""), "private key");
    }

    @Test
    public void itPrintsNoCredential() {
        assertFalse(PRINTER.toString(), PRINTER.toString().contains("4"));
    }

    private static void refused(ThrowingRunnable action, String names) {
        TokenFailure failure = assertThrows(TokenFailure.class, action);
        assertEquals(TokenFailure.Kind.CLIENT_REFUSED, failure.kind());
        assertTrue(failure.failure().message(), failure.failure().message().contains(names));
    }

    /** As the examples of section 1.2: without oauth_version. */
    private static String base(String method, String url, String timestamp, String nonce, Map<String, String> protocol) {
        URI uri = URI.create(url);
        OAuth1Parameters parameters = new OAuth1Parameters().addQuery(uri.getRawQuery())
                .add("oauth_consumer_key", PRINTER.id()).add("oauth_signature_method", PRINTER.wireName())
                .add("oauth_timestamp", timestamp).add("oauth_nonce", nonce);
        protocol.forEach(parameters::add);
        return OAuth1BaseString.of(method, uri, parameters);
    }
}
