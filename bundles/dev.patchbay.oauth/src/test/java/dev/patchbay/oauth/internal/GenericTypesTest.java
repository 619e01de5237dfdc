package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.type.oauth1.internal.OAuth1ConnectionProvider;
import dev.patchbay.type.oauth2.internal.OAuth2ConnectionProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What the credential types oauth1 and oauth2 declare, run by the engines with what a person would enter. */
public class GenericTypesTest extends OAuth2Fixture {
    private static final Map<String, List<String>> ANSWER =
            Map.of("code", List.of("code-1"), "state", List.of(OAuth2TestCall.STATE));

    @Test
    public void enteredEndpointsAndNothingElseMakeAStandardSignIn() {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = oauth2("authorization-code")
                .with("authorizeUrl", "https://app.example/authorize").with("tokenUrl", app.url("/token"));
        URI to = ((SignIn.Redirect) engine.begin(call)).to();
        assertEquals("app.example", to.getHost());
        assertEquals(Set.of("response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"),
                query(to).keySet());
        assertEquals("access-1", signIn(call, ANSWER).accessToken().reveal());
        assertTrue(app.last().header("Authorization").startsWith("Basic "));
        assertEquals(Set.of("grant_type", "code", "redirect_uri", "code_verifier"), app.last().form().keySet());
    }

    @Test
    public void whatAnAppWantsBesideGoesWhereItBelongs() {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = oauth2("authorization-code").with("authorizeUrl", "https://app.example/authorize?tenant=1")
                .with("tokenUrl", app.url("/token")).with("clientAuthentication", "body").with("pkce", false)
                .with("audience", "https://api.example").with("resource", "https://r.example/").with("accessType", "offline")
                .with("prompt", "consent");
        Map<String, String> query = query(((SignIn.Redirect) engine.begin(call)).to());
        assertEquals("1", query.get("tenant"));
        assertEquals("https://api.example", query.get("audience"));
        assertEquals("https://r.example/", query.get("resource"));
        assertEquals("offline", query.get("access_type"));
        assertEquals("consent", query.get("prompt"));
        assertNull(query.get("code_challenge"));
        signIn(call, ANSWER);
        assertEquals(Set.of("grant_type", "code", "redirect_uri", "client_id", "client_secret", "resource"),
                app.last().form().keySet());
    }

    @Test
    public void anIssuerIsEnough() {
        String issuer = app.url("");
        app.json("/.well-known/oauth-authorization-server", 200, "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\""
                + app.url("/found") + "\",\"token_endpoint\":\"" + app.url("/token") + "\"}");
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = oauth2("authorization-code").with("endpoints", "discovered").with("issuer", issuer);
        assertEquals("/found", ((SignIn.Redirect) engine.begin(call)).to().getPath());
        assertEquals("access-1", signIn(call, ANSWER).accessToken().reveal());
    }

    @Test
    public void aClientOfItsOwnAsksForItsToken() {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = oauth2("client-credentials").with("tokenUrl", app.url("/token")).with("audience", "https://api.example");
        assertEquals("access-1", ((SignIn.Done) engine.begin(call)).tokens().accessToken().reveal());
        assertEquals(Map.of("grant_type", "client_credentials", "audience", "https://api.example"), app.last().form());
    }

    @Test
    public void aDeviceIsShownItsCode() {
        app.json("/device", 200, "{\"device_code\":\"d\",\"user_code\":\"AB-CD\",\"verification_uri\":\"https://app.example/code\","
                + "\"expires_in\":600}");
        OAuth2TestCall call = oauth2("device-code").with("deviceUrl", app.url("/device")).with("tokenUrl", app.url("/token"));
        assertEquals("AB-CD", ((SignIn.ShowCode) engine.begin(call)).code());
        assertEquals(Map.of("client_id", OAuth2TestCall.CLIENT_ID), app.last().form());
    }

    @Test
    public void aServiceAccountSignsForTheTokenUrlOrForTheAudienceEntered() throws Exception {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = oauth2("jwt-bearer").without(OAuth2.CLIENT_SECRET).with("tokenUrl", app.url("/token"))
                .with(OAuth2.PRIVATE_KEY, Secret.of(TestKeys.pem("PRIVATE KEY", TestKeys.rsa().getEncoded())));
        JWTClaimsSet plain = asserted(call);
        assertEquals(OAuth2TestCall.CLIENT_ID, plain.getIssuer());
        assertEquals(List.of(app.url("/token")), plain.getAudience());
        assertNull(plain.getSubject());
        assertNull(plain.getClaim("scope"));
        JWTClaimsSet full = asserted(call.with("audience", "https://login.example").with("subject", "a@example.com"));
        assertEquals(List.of("https://login.example"), full.getAudience());
        assertEquals("a@example.com", full.getSubject());
    }

    @Test
    public void oauth1RunsAgainstAnotherProjectsServerByItsEndpoints() {
        ConnectionMethod method = new OAuth1ConnectionProvider().definition().methods().get(0);
        OAuth1Engine oauth1 = new OAuth1Engine();
        try (JerseyApp server = new JerseyApp("consumer-1", OAuth1Call.CLIENT_SECRET)) {
            OAuth1Call call = new OAuth1Call((Auth.OAuth1) method.auth()).with("signature", "hmac-sha1")
                    .with("requestTokenUrl", server.url("/request_token")).with("accessTokenUrl", server.url("/access_token"))
                    .with("authorizeUrl", "https://app.example/authorize?scope=read,write&expiration=never");
            SignIn.Redirect redirect = (SignIn.Redirect) oauth1.begin(call);
            assertEquals("read,write", query(redirect.to()).get("scope"));
            Tokens tokens = ((SignIn.Done) oauth1.resume(call, redirect.state(),
                    Map.of("oauth_token", List.of(redirect.correlation()),
                            "oauth_verifier", List.of(server.approve(redirect.correlation()))))).tokens();
            Request request = new Request("GET", URI.create(server.url("/me")), Map.of());
            assertTrue(oauth1.sign(call, tokens, request).orElseThrow().get("Authorization").contains("HMAC-SHA1"));
        }
    }

    private JWTClaimsSet asserted(OAuth2TestCall call) throws Exception {
        engine.begin(call);
        return SignedJWT.parse(app.last().form().get("assertion")).getJWTClaimsSet();
    }

    /** The method as a call finds it: defaults filled in. */
    private static OAuth2TestCall oauth2(String id) {
        ConnectionMethod method = new OAuth2ConnectionProvider().definition().method(id).orElseThrow();
        OAuth2TestCall call = new OAuth2TestCall((OAuth2) method.auth());
        method.fields().forEach(field -> field.fallback().ifPresent(value -> call.with(field.name(), value)));
        return call;
    }
}
