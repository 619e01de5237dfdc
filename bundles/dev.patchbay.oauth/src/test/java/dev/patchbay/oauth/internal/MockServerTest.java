package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Every grant it knows, against an authorization server that somebody else wrote. It has no device codes. */
public class MockServerTest {
    private static final MockOAuth2Server SERVER = new MockOAuth2Server(new OAuth2Config(false, null, null, true));
    private static String issuer;

    private final OAuth2Engine engine = new OAuth2Engine(Clock.systemUTC(), new SecureRandom());

    @BeforeClass
    public static void start() {
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        issuer = SERVER.issuerUrl("patchbay").toString();
    }

    @AfterClass
    public static void stop() {
        SERVER.shutdown();
    }

    private static OAuth2 code() {
        return Auth.authorizationCode("", "").issuer(issuer).scopes("openid", "profile");
    }

    private static OAuth2TestCall call(OAuth2 auth) {
        return new OAuth2TestCall(auth).with(OAuth2.CLIENT_ID, "client-1").with(OAuth2.CLIENT_SECRET, Secret.of("secret-1"));
    }

    /** What the browser brings back. */
    private static Map<String, List<String>> visit(URI authorize) throws Exception {
        HttpReply reply = new RealHttp().send(HttpCall.get(authorize));
        assertEquals(302, reply.status());
        Map<String, List<String>> answer = new HashMap<>();
        TestApp.parameters(URI.create(reply.header("Location").orElseThrow()).getRawQuery())
                .forEach((name, value) -> answer.put(name, List.of(value)));
        return answer;
    }

    private Tokens signIn() throws Exception {
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call(code()));
        Map<String, List<String>> answer = visit(redirect.to());
        assertEquals(List.of(redirect.correlation()), answer.get("state"));
        return ((SignIn.Done) engine.resume(call(code()), redirect.state(), answer)).tokens();
    }

    @Test
    public void codeIsExchangedWithPkceAndEndpointsFromTheMetadata() throws Exception {
        Tokens tokens = signIn();
        assertEquals(issuer, SignedJWT.parse(tokens.accessToken().reveal()).getJWTClaimsSet().getIssuer());
        assertNotNull(tokens.refreshToken());
        assertTrue(tokens.lifetime().toSeconds() > 0);
        assertNotNull("the ID token tells who", tokens.subject());
    }

    @Test
    public void wrongVerifierIsRefused() throws Exception {
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call(code()));
        Map<String, List<String>> answer = visit(redirect.to());
        Map<String, String> state = new HashMap<>(redirect.state());
        state.put("verifier", Pkce.verifier(new SecureRandom()));
        TokenFailure failure = assertThrows(TokenFailure.class, () -> engine.resume(call(code()), state, answer));
        assertEquals(Kind.GRANT_ENDED, failure.kind());
        assertEquals("invalid_grant", failure.code());
    }

    @Test
    public void refreshRotatesAndTheFormerTokenIsDead() throws Exception {
        Tokens first = signIn();
        Tokens second = engine.renew(call(code()), first);
        assertNotEquals(first.accessToken(), second.accessToken());
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertEquals(first.subject(), second.subject());
        assertEquals(Kind.GRANT_ENDED, assertThrows(TokenFailure.class, () -> engine.renew(call(code()), first)).kind());
    }

    @Test
    public void clientCredentialsGiveAToken() throws Exception {
        OAuth2 auth = Auth.clientCredentials(SERVER.tokenEndpointUrl("patchbay").toString()).scopes("api");
        Tokens tokens = ((SignIn.Done) engine.begin(call(auth))).tokens();
        assertEquals("client-1", SignedJWT.parse(tokens.accessToken().reveal()).getJWTClaimsSet().getSubject());
        assertNotEquals(tokens.accessToken(), engine.renew(call(auth), tokens).accessToken());
    }

    @Test
    public void assertionGivesATokenForItsSubject() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Secret pem = Secret.of(TestKeys.pem("PRIVATE KEY", keys.generateKeyPair().getPrivate().getEncoded()));
        OAuth2 auth = Auth.jwtBearer(SERVER.tokenEndpointUrl("patchbay").toString(),
                JwtAssertion.issuedBy("{clientId}").subject("robot")).scopes("api");
        Tokens tokens = ((SignIn.Done) engine.begin(call(auth).with(OAuth2.PRIVATE_KEY, pem))).tokens();
        assertEquals("robot", SignedJWT.parse(tokens.accessToken().reveal()).getJWTClaimsSet().getSubject());
    }

    @Test
    public void revokedRefreshTokenIsDead() throws Exception {
        Tokens tokens = signIn();
        assertTrue(engine.revoke(call(code().revokeUrl(SERVER.revocationEndpointUrl("patchbay").toString())),
                new Tokens(tokens.accessToken(), null, tokens.refreshToken(), null, null, Map.of(), null)));
        assertEquals(Kind.GRANT_ENDED, assertThrows(TokenFailure.class, () -> engine.renew(call(code()), tokens)).kind());
    }
}
