package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.BodyFormat;
import dev.patchbay.api.provider.OAuth2.Choice;
import dev.patchbay.api.provider.OAuth2.ClientAuth;
import dev.patchbay.api.provider.OAuth2.Renewal;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TokenRequestTest extends OAuth2Fixture {
    /** RFC 6749 section 2.3.1: each half form-encoded, then base64. */
    private static final String BASIC = "Basic " + Base64.getEncoder()
            .encodeToString("client+1%3A2:canary%2Fclient%2Bsecret".getBytes(StandardCharsets.UTF_8));

    private Tokens renew(OAuth2 auth, Tokens held) {
        return engine.renew(new OAuth2TestCall(auth), held);
    }

    @Test
    public void clientIdentifiesItselfInTheHeaderWithBothHalvesEncoded() {
        reading(clientCredentials(), GOOD);
        assertEquals(BASIC, app.last().header("Authorization"));
        assertEquals(Map.of("grant_type", "client_credentials"), app.last().form());
    }

    @Test
    public void clientIdentifiesItselfInTheBodyOrByNameAlone() {
        reading(clientCredentials().clientAuth(ClientAuth.BODY), GOOD);
        assertEquals("", app.last().header("Authorization"));
        assertEquals(OAuth2TestCall.CLIENT_SECRET, app.last().form().get("client_secret"));
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_id"));
        reading(clientCredentials().clientAuth(ClientAuth.NONE), GOOD);
        assertFalse(app.last().form().containsKey("client_secret"));
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_id"));
    }

    @Test
    public void clientWithoutASecretIsAPublicOne() {
        app.json("/token", 200, GOOD);
        engine.begin(new OAuth2TestCall(clientCredentials()).without(OAuth2.CLIENT_SECRET));
        assertEquals("", app.last().header("Authorization"));
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_id"));
    }

    @Test
    public void personChoosesHowTheClientIdentifiesItself() {
        app.json("/token", 200, GOOD);
        OAuth2 auth = clientCredentials().chosenBy(Choice.CLIENT_AUTH, Field.text("how", "How"));
        engine.begin(new OAuth2TestCall(auth).with("how", "body"));
        assertTrue(app.last().form().containsKey("client_secret"));
        engine.begin(new OAuth2TestCall(auth).with("how", "basic"));
        assertEquals(BASIC, app.last().header("Authorization"));
    }

    @Test
    public void missingClientIdSaysWhatToDo() {
        OAuth2TestCall call = new OAuth2TestCall(clientCredentials()).without(OAuth2.CLIENT_ID);
        TokenFailure failure = assertThrows(TokenFailure.class, () -> engine.begin(call));
        assertEquals(Kind.CLIENT_REFUSED, failure.kind());
        assertTrue(failure.failure().message().contains("client ID"));
    }

    @Test
    public void parametersAreRenamedAndLeftOutOnEveryLeg() {
        app.json("/token", 200, GOOD);
        OAuth2 auth = codeAuth().clientAuth(ClientAuth.BODY).renamed("client_id", "client_key").without("redirect_uri").without("response_type");
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth));
        assertEquals(OAuth2TestCall.CLIENT_ID, query(redirect.to()).get("client_key"));
        assertFalse(query(redirect.to()).containsKey("client_id"));
        assertFalse(query(redirect.to()).containsKey("response_type"));
        signIn(auth);
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_key"));
        assertFalse(app.last().form().containsKey("redirect_uri"));
        renew(auth, held("a", "r"));
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_key"));
    }

    @Test
    public void parameterIsRenamedOrLeftOutOnOneLegAlone() {
        app.json("/token", 200, GOOD);
        OAuth2 auth = codeAuth().clientAuth(ClientAuth.BODY).renamed("redirect.code", "spapi_oauth_code")
                .without("authorize.client_id").authorizeParam("application_id", "amzn1");
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth));
        assertEquals("amzn1", query(redirect.to()).get("application_id"));
        assertFalse(query(redirect.to()).containsKey("client_id"));
        signIn(new OAuth2TestCall(auth), Map.of("spapi_oauth_code", List.of("code-1")));
        assertEquals("code-1", app.last().form().get("code"));
        assertEquals(OAuth2TestCall.CLIENT_ID, app.last().form().get("client_id"));
    }

    @Test
    public void declaredParametersGoOverStandardOnes() {
        reading(clientCredentials().tokenParam("grant_type", "account_credentials").tokenParam("account_id", "7")
                .tokenParam("absent", "{nothing}"), GOOD);
        assertEquals(Map.of("grant_type", "account_credentials", "account_id", "7"), app.last().form());
    }

    @Test
    public void headersAreDeclaredAndJsonIsAskedFor() {
        reading(clientCredentials().tokenHeader("Notion-Version", "2022-06-28").tokenHeader("User-Agent", "patchbay:v1"), GOOD);
        assertEquals("2022-06-28", app.last().header("Notion-Version"));
        assertEquals("patchbay:v1", app.last().header("User-Agent"));
        assertEquals("application/json", app.last().header("Accept"));
        reading(clientCredentials().tokenHeader("accept", "application/vnd.app+json"), GOOD);
        assertEquals("one line, the declared one", "application/vnd.app+json", app.last().header("Accept"));
    }

    @Test
    public void bodyIsJsonWhereTheAppWantsIt() {
        reading(clientCredentials().bodyFormat(BodyFormat.JSON).tokenParam("note", "a\"b"), GOOD);
        assertEquals("application/json", app.last().header("Content-type"));
        assertEquals("{\"grant_type\":\"client_credentials\",\"note\":\"a\\\"b\"}", app.last().body());
        assertEquals(BASIC, app.last().header("Authorization"));
    }

    @Test
    public void refreshSendsTheTokenWithTheSameIdentification() {
        app.json("/token", 200, "{\"access_token\":\"access-2\",\"refresh_token\":\"refresh-2\",\"scope\":\"write\"}");
        Tokens fresh = renew(codeAuth().refreshParam("expires_in", "60"), held("access-1", "refresh-1"));
        assertEquals(Map.of("grant_type", "refresh_token", "refresh_token", "refresh-1", "expires_in", "60"), app.last().form());
        assertEquals(BASIC, app.last().header("Authorization"));
        assertEquals("access-2", fresh.accessToken().reveal());
        assertEquals("refresh-2", fresh.refreshToken().reveal());
        assertEquals(List.of("write"), fresh.scopes());
    }

    @Test
    public void whatTheReplyLeavesOutIsKept() {
        app.json("/token", 200, "{\"access_token\":\"access-2\"}");
        Tokens fresh = renew(codeAuth(), held("access-1", "refresh-1"));
        assertEquals("refresh-1", fresh.refreshToken().reveal());
        assertEquals(List.of("read"), fresh.scopes());
        assertEquals(Map.of("shop", "s1"), fresh.captured());
        assertEquals("subject-1", fresh.subject());
        assertNull("a lifetime is never kept", fresh.lifetime());
    }

    @Test
    public void refreshGoesToItsOwnUrlWhereThereIsOne() {
        app.json("/refresh", 200, GOOD);
        renew(codeAuth().refreshUrl(app.url("/refresh")), held("a", "r"));
        assertEquals("/refresh", app.last().path());
    }

    @Test
    public void grantWithoutAPersonIsRunAgain() {
        app.json("/token", 200, GOOD);
        assertTrue(engine.isRenewable(new OAuth2TestCall(clientCredentials()), held("a", null)));
        renew(clientCredentials(), held("a", null));
        assertEquals("client_credentials", app.last().form().get("grant_type"));
    }

    @Test
    public void accessTokenIsExtendedByItself() {
        app.json("/extend", 200, "{\"access_token\":\"access-2\",\"expires_in\":5184000}");
        OAuth2 auth = codeAuth().renewal(Renewal.EXTEND_ACCESS_TOKEN).refreshUrl(app.url("/extend"))
                .refreshParam("grant_type", "fb_exchange_token").refreshParam("fb_exchange_token", "{accessToken}")
                .refreshParam("client_secret", "{clientSecret}");
        assertTrue(engine.isRenewable(new OAuth2TestCall(auth), held("a", null)));
        Tokens fresh = renew(auth, held("access {shop} 1", null));
        assertEquals("GET", app.last().method());
        assertEquals(Map.of("grant_type", "fb_exchange_token", "fb_exchange_token", "access {shop} 1",
                "client_secret", OAuth2TestCall.CLIENT_SECRET), TestApp.parameters(app.last().query()));
        assertEquals("access-2", fresh.accessToken().reveal());
        assertEquals(60, fresh.lifetime().toDays());
    }

    @Test
    public void nothingToRenewWithIsSaidBeforeAnythingIsSent() {
        assertFalse(engine.isRenewable(new OAuth2TestCall(codeAuth()), held("a", null)));
        assertFalse(engine.isRenewable(new OAuth2TestCall(codeAuth().renewal(Renewal.NONE)), held("a", "r")));
        TokenFailure failure = assertThrows(TokenFailure.class, () -> renew(codeAuth(), held("a", null)));
        assertEquals(Kind.GRANT_ENDED, failure.kind());
        assertTrue(app.received().isEmpty());
    }

    @Test
    public void bothTokensAreRevokedAndAgainIsNoError() {
        app.reply("/revoke", 200, "text/plain", "", Map.of());
        OAuth2 auth = codeAuth().revokeUrl(app.url("/revoke"));
        assertTrue(engine.revoke(new OAuth2TestCall(auth), held("access-1", "refresh-1")));
        assertEquals(Map.of("token", "refresh-1", "token_type_hint", "refresh_token"), app.received().get(0).form());
        assertEquals(Map.of("token", "access-1", "token_type_hint", "access_token"), app.received().get(1).form());
        assertEquals(BASIC, app.last().header("Authorization"));
        app.fresh("/revoke").json("/revoke", 400, "{\"error\":\"invalid_token\"}");
        assertTrue(engine.revoke(new OAuth2TestCall(auth), held("access-1", "refresh-1")));
        app.fresh("/revoke").json("/revoke", 400, "{\"error\":\"unsupported_token_type\"}");
        assertTrue(engine.revoke(new OAuth2TestCall(auth), held("access-1", null)));
    }

    @Test
    public void revocationThatFailsIsToldAndWithoutAnEndpointThereIsNone() {
        assertFalse(engine.revoke(new OAuth2TestCall(codeAuth()), held("a", "r")));
        app.json("/revoke", 503, "");
        TokenFailure failure = assertThrows(TokenFailure.class,
                () -> engine.revoke(new OAuth2TestCall(codeAuth().revokeUrl(app.url("/revoke"))), held("a", "r")));
        assertEquals(Kind.TEMPORARY, failure.kind());
    }

    @Test
    public void endpointThatIsNoHttpUrlIsRefused() {
        OAuth2 auth = Auth.clientCredentials("{endpoint}");
        for (String bad : List.of("javascript:alert(1)", "https://", "ftp://x.example/", "https://x.example/#f", "not a url", "https://a b/")) {
            TokenFailure failure = assertThrows(bad, TokenFailure.class,
                    () -> engine.begin(new OAuth2TestCall(auth).with("endpoint", bad)));
            assertEquals(bad, Kind.CLIENT_REFUSED, failure.kind());
        }
        assertEquals("no value at all", Kind.CLIENT_REFUSED,
                assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(auth))).kind());
    }

    @Test
    public void scopesFillTheirHole() {
        reading(clientCredentials().scopes("a", "b").without("scope").tokenParam("permissions", "[{scopes}]"), GOOD);
        assertEquals("[a b]", app.last().form().get("permissions"));
        reading(clientCredentials().tokenParam("permissions", "[{scopes}]"), GOOD);
        assertFalse("no scopes, no parameter", app.last().form().containsKey("permissions"));
    }
}
