package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A sign-in by hand at a simulated app of OAuth 2.0. */
public class SignInSimulationTest {

    @Test
    public void whoAllowsGetsACodeForTokensThatOpenTheApi() throws IOException {
        try (Acme acme = new Acme()) {
            assertEquals(List.of("s1"), acme.allowed().get("state"));
            HttpReply reply = acme.token(acme.code());
            assertEquals(acme.why(), 200, reply.status());
            HttpReply me = acme.me(Acme.member(reply, "access_token"));
            assertEquals("{\"user\":{\"id\":\"" + acme.app.accountId() + "\",\"name\":\"" + acme.app.accountLabel() + "\"}}", me.text());
            assertEquals(List.of(), acme.app.refusals());
        }
    }

    @Test
    public void whoDeniesComesBackWithAnError() throws IOException {
        try (Acme acme = new Acme()) {
            assertEquals(List.of("access_denied"), new SimulatedPerson(acme.app.network()).deny(Acme.authorizeUrl()).get("error"));
        }
    }

    @Test
    public void eachParameterOfTheAuthorizeUrlIsLookedAt() {
        refused("client_id has another value", "client_id", "another");
        refused("client_id is missing", "client_id", "");
        refused("redirect_uri has another value", "redirect_uri", Acme.REDIRECT_URI + "/");
        refused("response_type is missing", "response_type", "");
        refused("the scope write is not asked for", "scope", "read");
        refused("scopes are separated by space", "scope", "read,write");
        refused("state is missing", "state", "");
        refused("code_challenge_method must be S256", "code_challenge", "abc", "code_challenge_method", "plain");
    }

    @Test
    public void whatTheFactsDemandOfTheAuthorizeUrlIsDemanded() throws IOException {
        try (Acme acme = new Acme("authorizeParams", "access_type=offline", "pkce", "required")) {
            assertThrows(IllegalStateException.class, acme::code);
            assertEquals("the parameter access_type=offline is missing: authorizeParams of the facts", acme.why());
            assertThrows(IllegalStateException.class, () -> acme.code("access_type", "online"));
            assertThrows(IllegalStateException.class, () -> acme.code("access_type", "offline"));
            assertEquals("code_challenge is missing: the app demands PKCE", acme.why());
            acme.code("access_type", "offline", "code_challenge", "abc", "code_challenge_method", "S256");
        }
        try (Acme acme = new Acme("removed", "response_type", "renamed", "client_id=client_key&redirect.code=auth_code", "pkce", "refused")) {
            assertThrows(IllegalStateException.class, acme::code);
            assertEquals("the parameter client_key is missing; sent were client_id, redirect_uri, response_type, scope, state", acme.why());
            assertThrows(IllegalStateException.class, () -> acme.code("client_key", "simulated-client"));
            assertEquals("the app does not take the parameter response_type", acme.why());
            assertThrows(IllegalStateException.class,
                    () -> acme.code("client_key", "simulated-client", "response_type", "", "code_challenge", "abc"));
            assertEquals("the app does not take code_challenge: it has no PKCE", acme.why());
            assertTrue(acme.allowed("client_key", "simulated-client", "response_type", "").containsKey("auth_code"));
        }
    }

    private static void refused(String why, String... changes) {
        try (Acme acme = new Acme()) {
            assertThrows(IllegalStateException.class, () -> acme.code(changes));
            assertTrue(acme.why(), acme.why().contains(why));
        }
    }

    @Test
    public void aCodeIsGoodOnceForItsOwnRedirectUriAndVerifier() throws IOException {
        try (Acme acme = new Acme()) {
            String code = acme.code();
            assertEquals(400, acme.token(code, "redirect_uri", "https://elsewhere.example/").status());
            assertEquals(400, acme.token(code).status());
            assertEquals("the code was never given, or was used before", acme.why());
            /* RFC 7636 appendix B */
            String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
            String[] pkce = {"code_challenge", challenge, "code_challenge_method", "S256"};
            assertEquals(400, acme.token(acme.code(pkce)).status());
            assertEquals(200, acme.token(acme.code(pkce), "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").status());
        }
    }

    @Test
    public void theClientIdentifiesItselfTheWayTheFactsName() throws IOException {
        HttpCall inBody = HttpCall.post(URI.create("https://acme.example/token"), "application/x-www-form-urlencoded",
                "grant_type=refresh_token&refresh_token=x&client_id=simulated-client&client_secret=simulated-client-secret");
        HttpCall wrong = HttpCall.post(URI.create("https://acme.example/token"), "application/x-www-form-urlencoded",
                "grant_type=refresh_token&refresh_token=x").header("Authorization", Acme.basic("simulated-client", "guess"));
        try (Acme acme = new Acme()) {
            assertEquals(401, acme.send(inBody).status());
            assertEquals("the client secret is in the body; the app wants Basic authentication", acme.why());
            assertEquals(401, acme.send(wrong).status());
        }
        try (Acme acme = new Acme("clientAuth", "body")) {
            assertEquals(401, acme.renewed("x").status());
            assertEquals("the client uses Basic authentication; the app wants client_secret as a parameter", acme.why());
            assertEquals(400, acme.send(inBody).status());
            assertEquals("the refresh token is none that this app gave", acme.why());
        }
        try (Acme acme = new Acme("clientAuth", "none")) {
            assertEquals(401, acme.send(inBody).status());
        }
    }

    @Test
    public void aRefreshTokenThatComesTwiceEndsTheSignIn() throws IOException {
        try (Acme acme = new Acme()) {
            String first = Acme.member(acme.token(acme.code()), "refresh_token");
            HttpReply reply = acme.renewed(first);
            String access = Acme.member(reply, "access_token");
            assertTrue(acme.app.honours(access));
            assertEquals(400, acme.renewed(first).status());
            assertTrue(acme.why(), acme.why().contains("used before"));
            assertFalse(acme.app.honours(access));
            assertEquals(400, acme.renewed(Acme.member(reply, "refresh_token")).status());
        }
    }

    @Test
    public void aReusableRefreshTokenIsSentOnceAndStays() throws IOException {
        try (Acme acme = new Acme("refresh", "reusable")) {
            String refresh = Acme.member(acme.token(acme.code()), "refresh_token");
            assertEquals("", Acme.member(acme.renewed(refresh), "refresh_token"));
            assertEquals(200, acme.renewed(refresh).status());
        }
    }

    @Test
    public void tokensEndByTheClockOfTheApp() throws IOException {
        try (Acme acme = new Acme("refreshSeconds", "7200")) {
            HttpReply reply = acme.token(acme.code());
            acme.clock.pass(Duration.ofSeconds(3599));
            assertEquals(200, acme.me(Acme.member(reply, "access_token")).status());
            acme.clock.pass(Duration.ofSeconds(2));
            assertEquals(401, acme.me(Acme.member(reply, "access_token")).status());
            acme.clock.pass(Duration.ofSeconds(3600));
            assertEquals(400, acme.renewed(Acme.member(reply, "refresh_token")).status());
            assertEquals("the refresh token has ended", acme.why());
        }
    }

    @Test
    public void tokensAreRenewedAtTheirOwnUrlWhereThereIsOne() throws IOException {
        try (Acme acme = new Acme("refreshUrl", "https://acme.example/renew")) {
            String refresh = Acme.member(acme.token(acme.code()), "refresh_token");
            assertEquals(400, acme.renewed(refresh).status());
            assertEquals("tokens are renewed at https://acme.example/renew", acme.why());
        }
    }

    @Test
    public void whatIsGivenUpEnds() throws IOException {
        try (Acme acme = new Acme()) {
            String access = Acme.member(acme.token(acme.code()), "access_token");
            HttpCall call = HttpCall.post(URI.create("https://acme.example/revoke"), "application/x-www-form-urlencoded", "token=" + access);
            assertEquals(401, acme.send(call).status());
            assertTrue(acme.app.honours(access));
            assertEquals(200, acme.send(call.header("Authorization", Acme.basic("simulated-client", "simulated-client-secret"))).status());
            assertFalse(acme.app.honours(access));
        }
    }

    @Test
    public void nothingIsReachedButTheHostsOfTheFactsByHttps() {
        try (Acme acme = new Acme()) {
            assertThrows(UnknownHostException.class, () -> acme.send(HttpCall.get(URI.create("https://other.example/"))));
            assertEquals("there is no host other.example: the facts know [api.acme.example, acme.example]", acme.why());
            assertThrows(ConnectException.class, () -> acme.send(HttpCall.get(URI.create("http://api.acme.example/v1/me"))));
            assertEquals(2, acme.app.refusals().size());
        }
    }

    @Test
    public void refusalsNameWhatWasWrongAndNoSecret() throws IOException {
        try (Acme acme = new Acme()) {
            acme.token("canary-code", "client_secret", "canary-secret");
            acme.me("canary-token");
            acme.send(HttpCall.get(URI.create("https://api.acme.example/v1/elsewhere?key=canary-query")));
            assertEquals(3, acme.app.refusals().size());
            assertFalse(acme.app.refusals().toString(), acme.app.refusals().toString().contains("canary"));
        }
    }
}
