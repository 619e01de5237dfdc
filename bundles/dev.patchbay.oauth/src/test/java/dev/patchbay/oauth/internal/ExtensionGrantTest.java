package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.BodyFormat;
import dev.patchbay.api.provider.OAuth2.ClientAuth;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Token calls outside of the four standard grants and of their form. */
public class ExtensionGrantTest extends OAuth2Fixture {
    private OAuth2 extension(String grantType) {
        return Auth.extensionGrant(grantType, app.url("/token"));
    }

    @Test
    public void anExtensionGrantNeedsNobodyAndIsRunAgainToRenew() {
        OAuth2 auth = extension("account_credentials").tokenParam("account_id", "a7");
        assertFalse(engine.needsPerson(new OAuth2TestCall(auth)));
        reading(auth, GOOD);
        assertEquals(Map.of("grant_type", "account_credentials", "account_id", "a7"), app.last().form());
        assertTrue(engine.isRenewable(new OAuth2TestCall(auth), held("a", null)));
        engine.renew(new OAuth2TestCall(auth), held("a", null));
        assertEquals("account_credentials", app.last().form().get("grant_type"));
    }

    @Test
    public void twoStepsWithoutAClientSendNothingButWhatIsDeclared() {
        OAuth2 auth = extension("").clientAuth(ClientAuth.NONE).without("client_id").bodyFormat(BodyFormat.JSON)
                .tokenParam("secret", "{clientSecret}");
        reading(auth, GOOD);
        assertEquals("{\"secret\":\"" + OAuth2TestCall.CLIENT_SECRET + "\"}", app.last().body());
        assertEquals("", app.last().header("Authorization"));
    }

    @Test
    public void parametersStandInTheQueryWhereTheAppWantsThem() {
        reading(clientCredentials().bodyFormat(BodyFormat.QUERY).clientAuth(ClientAuth.BODY).scopes("a b"), GOOD);
        assertEquals("POST", app.last().method());
        assertEquals("", app.last().body());
        assertEquals("client_credentials", query().get("grant_type"));
        assertEquals(OAuth2TestCall.CLIENT_SECRET, query().get("client_secret"));
        assertEquals("a b", query().get("scope"));
    }

    @Test
    public void tokensAreFetchedAndRenewedByGetWhereTheAppWantsIt() {
        OAuth2 auth = codeAuth().tokenByGet();
        app.json("/token", 200, GOOD);
        signIn(auth);
        assertEquals("GET", app.last().method());
        assertEquals("code-1", query().get("code"));
        engine.renew(new OAuth2TestCall(auth), held("a", "r"));
        assertEquals("POST", app.last().method());
        engine.renew(new OAuth2TestCall(codeAuth().refreshByGet()), held("a", "r"));
        assertEquals("GET", app.last().method());
        assertEquals("r", query().get("refresh_token"));
    }

    @Test
    public void theRedirectUriIsTheAppsOwnNameWhereOneIsDeclared() {
        OAuth2 auth = codeAuth().authorizeParam("redirect_uri", "Acme-App-Ru").tokenParam("redirect_uri", "Acme-App-Ru")
                .authorizeParam("response_type", "code id_token");
        app.json("/token", 200, GOOD);
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(new OAuth2TestCall(auth));
        assertEquals("Acme-App-Ru", query(redirect.to()).get("redirect_uri"));
        assertEquals("code id_token", query(redirect.to()).get("response_type"));
        signIn(auth);
        assertEquals("Acme-App-Ru", app.last().form().get("redirect_uri"));
    }

    @Test
    public void aLifetimeNobodyToldIsAskedFor() {
        long end = NOW.plusSeconds(7_200).getEpochSecond();
        app.json("/introspect", 200, "{\"active\":true,\"exp\":" + end + "}");
        OAuth2 auth = clientCredentials().introspectUrl(app.url("/introspect"));
        Tokens tokens = reading(auth, "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\"}");
        assertEquals(Duration.ofHours(2), tokens.lifetime());
        assertEquals("refresh-1", tokens.refreshToken().reveal());
        assertEquals(Map.of("token", "access-1", "token_type_hint", "access_token"), app.last().form());
        assertTrue(app.last().header("Authorization").startsWith("Basic "));
    }

    @Test
    public void aLifetimeThatWasToldIsNotAskedFor() {
        Tokens tokens = reading(clientCredentials().introspectUrl(app.url("/introspect")), GOOD);
        assertEquals(Duration.ofHours(1), tokens.lifetime());
        assertEquals("/token", app.last().path());
    }

    @Test
    public void tokensAreKeptWhereAskingFails() {
        for (String answer : List.of("{\"active\":false}", "{\"error\":\"invalid_client\"}", "<html>", "")) {
            app.fresh("/introspect").json("/introspect", answer.contains("error") ? 401 : 200, answer);
            Tokens tokens = reading(clientCredentials().introspectUrl(app.url("/introspect")), "{\"access_token\":\"access-1\"}");
            assertEquals("access-1", tokens.accessToken().reveal());
            assertNull(tokens.lifetime());
        }
    }

    private Map<String, String> query() {
        return TestApp.parameters(app.last().query());
    }
}
