package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Choice;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CodeFlowTest extends OAuth2Fixture {
    private static final Map<String, List<String>> CODE = Map.of("code", List.of("code-1"));

    private SignIn.Redirect begin(OAuth2 auth) {
        return (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth));
    }

    private TokenFailure refused(OAuth2 auth, Map<String, List<String>> answer) {
        OAuth2TestCall call = new OAuth2TestCall(auth);
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        return assertThrows(TokenFailure.class, () -> engine.resume(call, redirect.state(), answer));
    }

    @Test
    public void personIsSentWithEverythingTheStandardNames() {
        SignIn.Redirect redirect = begin(codeAuth().scopes("a b", "c").authorizeParam("access_type", "offline"));
        Map<String, String> query = query(redirect.to());
        assertEquals("code", query.get("response_type"));
        assertEquals(OAuth2TestCall.CLIENT_ID, query.get("client_id"));
        assertEquals("https://patchbay.example/oauth/callback/c1", query.get("redirect_uri"));
        assertEquals("a b c", query.get("scope"));
        assertEquals(OAuth2TestCall.STATE, query.get("state"));
        assertEquals(OAuth2TestCall.STATE, redirect.correlation());
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals("offline", query.get("access_type"));
        assertFalse("a space is %20", redirect.to().getRawQuery().contains("+"));
    }

    @Test
    public void codeIsExchangedWithTheVerifierOfTheChallenge() {
        app.json("/token", 200, GOOD);
        OAuth2TestCall call = new OAuth2TestCall(codeAuth());
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        Tokens tokens = ((SignIn.Done) engine.resume(call, redirect.state(), CODE)).tokens();
        Map<String, String> form = app.last().form();
        assertEquals("authorization_code", form.get("grant_type"));
        assertEquals("code-1", form.get("code"));
        assertEquals("https://patchbay.example/oauth/callback/c1", form.get("redirect_uri"));
        assertEquals(query(redirect.to()).get("code_challenge"), Pkce.challenge(form.get("code_verifier")));
        assertEquals("access-1", tokens.accessToken().reveal());
        assertEquals("refresh-1", tokens.refreshToken().reveal());
        assertEquals(3600, tokens.lifetime().toSeconds());
        assertNull("the reply did not say", tokens.scopes());
    }

    @Test
    public void pkceIsLeftOutWhereTheAppRefusesItOrThePersonSaysSo() {
        assertFalse(query(begin(codeAuth().withoutPkce()).to()).containsKey("code_challenge"));
        OAuth2 chosen = codeAuth().chosenBy(Choice.PKCE, Field.flag("pkce", "PKCE"));
        SignIn.Redirect off = (SignIn.Redirect) engine.begin(new OAuth2TestCall(chosen).with("pkce", false));
        assertFalse(query(off.to()).containsKey("code_challenge"));
        assertTrue(query(begin(chosen).to()).containsKey("code_challenge"));
    }

    @Test
    public void queryOfTheAuthorizeUrlIsKept() {
        OAuth2 auth = Auth.authorizationCode("https://app.example/authorize?style=plain", app.url("/token"));
        Map<String, String> query = query(begin(auth).to());
        assertEquals("plain", query.get("style"));
        assertEquals("code", query.get("response_type"));
    }

    @Test
    public void parameterWithAHoleNobodyFilledIsLeftOut() {
        OAuth2 auth = codeAuth().authorizeParam("audience", "{audience}");
        assertFalse(query(begin(auth).to()).containsKey("audience"));
        SignIn.Redirect with = (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth).with("audience", "a&b"));
        assertEquals("a&b", query(with.to()).get("audience"));
    }

    @Test
    public void declaredParameterNeverReplacesTheState() {
        assertEquals(OAuth2TestCall.STATE, query(begin(codeAuth().authorizeParam("state", "fixed")).to()).get("state"));
    }

    @Test
    public void anotherIssuerInTheRedirectIsForged() {
        TokenFailure failure = refused(codeAuth().issuer("https://app.example"),
                Map.of("code", List.of("c"), "iss", List.of("https://evil.example")));
        assertEquals(Kind.FORGED, failure.kind());
        assertTrue("nothing was sent", app.received().isEmpty());
    }

    @Test
    public void anotherIssuerIsForgedEvenWithAnError() {
        TokenFailure failure = refused(codeAuth().issuer("https://app.example"),
                Map.of("error", List.of("access_denied"), "iss", List.of("https://evil.example")));
        assertEquals(Kind.FORGED, failure.kind());
    }

    @Test
    public void matchingIssuerIsAcceptedAndSoIsNoneWhereNonePromised() {
        app.json("/token", 200, GOOD);
        OAuth2 auth = codeAuth().issuer("https://app.example");
        signIn(new OAuth2TestCall(auth), Map.of("code", List.of("c"), "iss", List.of("https://app.example")));
        signIn(new OAuth2TestCall(auth), CODE);
        assertEquals(2, app.received().size());
    }

    @Test
    public void missingIssuerIsForgedWhereTheMetadataPromisesIt() {
        String issuer = app.url("");
        app.json("/.well-known/oauth-authorization-server", 200, "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\""
                + app.url("/token") + "\",\"authorization_response_iss_parameter_supported\":true}");
        TokenFailure failure = refused(Auth.authorizationCode("https://app.example/a", "").issuer(issuer), CODE);
        assertEquals(Kind.FORGED, failure.kind());
    }

    @Test
    public void codeGoesWhereItWasToGoWhenThePersonLeft() {
        app.json("/token", 200, GOOD).json("/elsewhere", 200, GOOD);
        OAuth2 auth = Auth.authorizationCode("https://app.example/a", "{endpoint}");
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth).with("endpoint", app.url("/token")));
        engine.resume(new OAuth2TestCall(auth).with("endpoint", app.url("/elsewhere")), redirect.state(), CODE);
        assertEquals("/token", app.last().path());
    }

    @Test
    public void noCodeTwoCodesOrAnotherStateAreForged() {
        assertEquals(Kind.FORGED, refused(codeAuth(), Map.of()).kind());
        assertEquals(Kind.FORGED, refused(codeAuth(), Map.of("code", List.of("a", "b"))).kind());
        assertEquals(Kind.FORGED, refused(codeAuth(), Map.of("code", List.of("a"), "state", List.of("other"))).kind());
        assertTrue(app.received().isEmpty());
    }

    @Test
    public void whatThePersonMetAtTheAppIsTold() {
        TokenFailure denied = refused(codeAuth(), Map.of("error", List.of("access_denied"), "error_description", List.of("No, thanks")));
        assertEquals(Kind.DENIED, denied.kind());
        assertTrue(denied.failure().message(), denied.failure().message().contains("app.example answered access_denied (\"No, thanks\")"));
        assertEquals(Kind.CLIENT_REFUSED, refused(codeAuth(), Map.of("error", List.of("invalid_scope"))).kind());
        assertEquals(Kind.TEMPORARY, refused(codeAuth(), Map.of("error", List.of("temporarily_unavailable"))).kind());
    }

    @Test
    public void valuesOfTheRedirectAreKeptAndFillTheTokenRequest() {
        app.json("/token", 200, "{\"access_token\":\"t\",\"instance\":{\"url\":\"https://i.example\"}}");
        OAuth2 auth = codeAuth()
                .captureRedirect("realmId", Field.text("realm", "Realm").scope(Field.Scope.CAPTURED))
                .capture("instance.url", Field.text("instance", "Instance").scope(Field.Scope.CAPTURED))
                .tokenParam("context", "stores/{realm}");
        Tokens tokens = signIn(new OAuth2TestCall(auth), Map.of("code", List.of("c"), "realmId", List.of("r{x}1")));
        assertEquals(Map.of("realm", "r{x}1", "instance", "https://i.example"), tokens.captured());
        assertEquals("stores/r{x}1", app.last().form().get("context"));
    }
}
