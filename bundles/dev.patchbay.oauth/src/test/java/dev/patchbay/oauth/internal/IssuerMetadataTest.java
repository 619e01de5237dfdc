package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Choice;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class IssuerMetadataTest extends OAuth2Fixture {
    private String document(String issuer) {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"https://app.example/authorize\",\"token_endpoint\":\""
                + app.url("/token") + "\",\"revocation_endpoint\":\"" + app.url("/revoke") + "\"}";
    }

    private OAuth2 of(String issuer) {
        return Auth.clientCredentials("").issuer(issuer);
    }

    private TokenFailure refused(String issuer) {
        return assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(of(issuer))));
    }

    @Test
    public void documentStandsBetweenHostAndPath() {
        app.json("/.well-known/oauth-authorization-server/tenant/1", 200, document(app.url("/tenant/1"))).json("/token", 200, GOOD);
        engine.begin(new OAuth2TestCall(of(app.url("/tenant/1"))));
        assertEquals(List.of("/.well-known/oauth-authorization-server/tenant/1", "/token"),
                app.received().stream().map(TestApp.Received::path).toList());
    }

    @Test
    public void otherwiseItStandsBehindThePathAsInOpenIdConnect() {
        app.json("/tenant/.well-known/openid-configuration", 200, document(app.url("/tenant/"))).json("/token", 200, GOOD);
        engine.begin(new OAuth2TestCall(of(app.url("/tenant/"))));
        assertEquals(List.of("/.well-known/oauth-authorization-server/tenant", "/tenant/.well-known/openid-configuration", "/token"),
                app.received().stream().map(TestApp.Received::path).toList());
    }

    @Test
    public void documentOfAnotherIssuerIsRefused() {
        app.json("/.well-known/oauth-authorization-server", 200, document("https://evil.example"));
        TokenFailure failure = refused(app.url(""));
        assertEquals(Kind.CLIENT_REFUSED, failure.kind());
        assertTrue(failure.failure().message(), failure.failure().message().contains("https://evil.example"));
        app.fresh("/.well-known/oauth-authorization-server").json("/.well-known/oauth-authorization-server", 200, document(app.url("/")));
        assertEquals("a slash is a difference", Kind.CLIENT_REFUSED, refused(app.url("")).kind());
    }

    @Test
    public void withoutADocumentTheEndpointsAreToBeEntered() {
        TokenFailure failure = refused(app.url(""));
        assertEquals(Kind.CLIENT_REFUSED, failure.kind());
        assertTrue(failure.failure().message(), failure.failure().message().contains("enter the addresses"));
    }

    @Test
    public void issuerThatCannotAnswerIsAskedLater() {
        app.json("/.well-known/oauth-authorization-server", 503, "");
        assertEquals(Kind.TEMPORARY, refused(app.url("")).kind());
        OAuth2TestCall broken = new OAuth2TestCall(of(app.url(""))).over(call -> {
            throw new EOFException();
        });
        assertEquals("no token was asked for yet", Kind.TEMPORARY,
                assertThrows(TokenFailure.class, () -> engine.begin(broken)).kind());
    }

    @Test
    public void issuerMayBeTheOneThePersonEntered() {
        app.json("/.well-known/oauth-authorization-server", 200, document(app.url(""))).json("/token", 200, GOOD);
        OAuth2 auth = Auth.authorizationCode("{authorizeUrl}", "{tokenUrl}").chosenBy(Choice.ISSUER, Field.url("issuer", "Issuer"));
        OAuth2TestCall call = new OAuth2TestCall(auth).with("issuer", app.url(""));
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        assertEquals("app.example", redirect.to().getHost());
        engine.resume(call, redirect.state(), Map.of("code", List.of("c")));
        assertEquals("once at the beginning, not again", 2, app.received().size());
    }

    @Test
    public void declaredEndpointsNeedNoDocument() {
        app.json("/token", 200, GOOD);
        engine.begin(new OAuth2TestCall(clientCredentials().issuer(app.url(""))));
        assertEquals(1, app.received().size());
    }

    @Test
    public void revocationEndpointIsFoundToo() {
        app.json("/.well-known/oauth-authorization-server", 200, document(app.url(""))).json("/revoke", 200, "");
        assertTrue(engine.revoke(new OAuth2TestCall(clientCredentials().issuer(app.url(""))), held("a", null)));
        assertEquals("/revoke", app.last().path());
        assertFalse("an issuer without metadata", engine.revoke(
                new OAuth2TestCall(clientCredentials().issuer(app.url("/elsewhere"))), held("a", null)));
    }

    @Test
    public void issuerWithAQueryOrAnotherSchemeIsRefused() {
        assertEquals(Kind.CLIENT_REFUSED, refused(app.url("/?x=1")).kind());
        assertEquals(Kind.CLIENT_REFUSED, refused("file:///etc/passwd").kind());
        assertTrue(app.received().isEmpty());
    }
}
