package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.ClientAuth;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is signed is verified with the JDK alone. */
public class AssertionsTest extends OAuth2Fixture {
    private static KeyPair rsa;
    private static KeyPair ec;

    @BeforeClass
    public static void makeKeys() throws Exception {
        KeyPairGenerator rsaKeys = KeyPairGenerator.getInstance("RSA");
        rsaKeys.initialize(2048);
        rsa = rsaKeys.generateKeyPair();
        KeyPairGenerator ecKeys = KeyPairGenerator.getInstance("EC");
        ecKeys.initialize(new ECGenParameterSpec("secp256r1"));
        ec = ecKeys.generateKeyPair();
    }

    private static Secret pem(KeyPair pair) {
        return Secret.of(TestKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private OAuth2TestCall bearer(JwtAssertion claims, KeyPair key) {
        app.fresh("/token").json("/token", 200, GOOD);
        return new OAuth2TestCall(Auth.jwtBearer(app.url("/token"), claims).scopes("a", "b"))
                .without(OAuth2.CLIENT_SECRET).with(OAuth2.PRIVATE_KEY, pem(key)).with(OAuth2.KEY_ID, "key-1");
    }

    private static JsonNode part(String jwt, int index) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
    }

    private static boolean verifies(String jwt, String algorithm, PublicKey key) throws Exception {
        int end = jwt.lastIndexOf('.');
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(jwt.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
    }

    @Test
    public void grantIsSignedWithItsClaims() throws Exception {
        engine.begin(bearer(JwtAssertion.issuedBy("{clientId}").subject("robot@app.example").claim("scope", "{scopes}")
                .claim("absent", "{nothing}").lifetime(600), rsa));
        Map<String, String> form = app.last().form();
        assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form.get("grant_type"));
        assertFalse("the assertion says who asks", form.containsKey("client_id"));
        assertEquals("", app.last().header("Authorization"));
        String jwt = form.get("assertion");
        assertTrue(verifies(jwt, "SHA256withRSA", rsa.getPublic()));
        assertEquals("RS256", part(jwt, 0).path("alg").asText());
        assertEquals("key-1", part(jwt, 0).path("kid").asText());
        JsonNode claims = part(jwt, 1);
        assertEquals(OAuth2TestCall.CLIENT_ID, claims.path("iss").asText());
        assertEquals("robot@app.example", claims.path("sub").asText());
        assertEquals(app.url("/token"), claims.path("aud").asText());
        assertEquals("a b", claims.path("scope").asText());
        assertEquals(NOW.getEpochSecond(), claims.path("iat").asLong());
        assertEquals(NOW.getEpochSecond() + 600, claims.path("exp").asLong());
        assertFalse(claims.has("absent"));
        assertTrue(claims.path("jti").asText().length() >= 16);
    }

    @Test
    public void audienceAndAlgorithmAreAsDeclared() throws Exception {
        engine.begin(bearer(JwtAssertion.issuedBy("me").audience("https://login.example").algorithm("ES256"), ec));
        String jwt = app.last().form().get("assertion");
        assertEquals("https://login.example", part(jwt, 1).path("aud").asText());
        assertTrue(verifies(jwt, "SHA256withECDSAinP1363Format", ec.getPublic()));
    }

    @Test
    public void renewingSignsAFreshAssertion() {
        OAuth2TestCall call = bearer(JwtAssertion.issuedBy("me"), rsa);
        engine.begin(call);
        String first = app.last().form().get("assertion");
        engine.renew(call, held("a", null));
        assertNotEquals(first, app.last().form().get("assertion"));
    }

    @Test
    public void clientIdentifiesItselfBySignatureOnRefreshToo() throws Exception {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = new OAuth2TestCall(codeAuth().clientAuth(ClientAuth.PRIVATE_KEY_JWT)).with(OAuth2.PRIVATE_KEY, pem(ec));
        engine.renew(call, held("a", "r"));
        Map<String, String> form = app.last().form();
        assertEquals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form.get("client_assertion_type"));
        String jwt = form.get("client_assertion");
        assertTrue(verifies(jwt, "SHA256withECDSAinP1363Format", ec.getPublic()));
        assertEquals("ES256", part(jwt, 0).path("alg").asText());
        assertEquals(OAuth2TestCall.CLIENT_ID, part(jwt, 1).path("iss").asText());
        assertEquals(OAuth2TestCall.CLIENT_ID, part(jwt, 1).path("sub").asText());
        assertEquals(app.url("/token"), part(jwt, 1).path("aud").asText());
        assertFalse("the secret stays here", form.containsKey("client_secret"));
        assertEquals("", app.last().header("Authorization"));
    }

    @Test
    public void keyThatDoesNotFitSaysWhatToPaste() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        for (OAuth2TestCall call : new OAuth2TestCall[] {
                bearer(JwtAssertion.issuedBy("me"), ec), bearer(JwtAssertion.issuedBy("me").algorithm("ES256"), rsa),
                bearer(JwtAssertion.issuedBy("me"), small.generateKeyPair()), bearer(JwtAssertion.issuedBy("me").algorithm("none"), rsa),
                bearer(JwtAssertion.issuedBy("me").algorithm("HS256"), rsa), bearer(JwtAssertion.issuedBy("{nothing}"), rsa),
                bearer(JwtAssertion.issuedBy("me"), rsa).without(OAuth2.PRIVATE_KEY),
                bearer(JwtAssertion.issuedBy("me"), rsa).with(OAuth2.PRIVATE_KEY, Secret.of("canary-no-key"))}) {
            TokenFailure failure = assertThrows(TokenFailure.class, () -> engine.begin(call));
            assertEquals(Kind.CLIENT_REFUSED, failure.kind());
            assertFalse(failure.getMessage(), failure.getMessage().contains("canary"));
        }
        assertTrue("nothing was sent", app.received().isEmpty());
    }
}
