package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class OAuth1EngineTest {
    private static final Map<String, String> STATE = Map.of("token", "temp", "secret", "canary-temporary");
    private static final Map<String, List<String>> APPROVED =
            Map.of("oauth_token", List.of("temp"), "oauth_verifier", List.of("v"));

    private final OAuth1Engine engine = new OAuth1Engine();
    private ScriptedApp app;
    private OAuth1Call call;

    @Before
    public void startApp() throws Exception {
        app = new ScriptedApp();
        call = new OAuth1Call(app.auth());
    }

    @After
    public void stopApp() {
        app.close();
    }

    @Test
    public void thePersonIsSentToTheAppWithTheTokenAndTheMethodsParameters() {
        Auth.OAuth1 auth = app.auth().authorizeParam("expiration", "never").authorizeParam("name", "{appName}")
                .authorizeParam("left", "{out}");
        call = new OAuth1Call(auth).with("appName", "a & b");
        app.answers(200, ScriptedApp.TEMPORARY.replace("=temp&", "=te%2Fmp&"));
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        assertEquals("https://app.example/authorize?style=plain&expiration=never&name=a%20%26%20b&oauth_token=te%2Fmp",
                redirect.to().toString());
        assertEquals("te/mp", redirect.correlation());
        assertEquals(Map.of("token", "te/mp", "secret", "canary-temporary"), redirect.state());
    }

    @Test
    public void theCallbackIsPartOfTheFirstRequestAndTheVerifierOfTheSecond() {
        app.answers(200, ScriptedApp.TEMPORARY);
        engine.begin(call);
        app.answers(200, "oauth_token=a&oauth_token_secret=b");
        engine.resume(call, STATE, APPROVED);
        Map<String, String> first = OAuth1SignpostTest.parsed(call.sent.get(0).headers().get(0).value());
        assertEquals("https://patchbay.example/oauth/callback/c1", first.get("oauth_callback"));
        assertNull(first.get("oauth_token"));
        Map<String, String> second = OAuth1SignpostTest.parsed(call.sent.get(1).headers().get(0).value());
        assertEquals(List.of("temp", "v"), List.of(second.get("oauth_token"), second.get("oauth_verifier")));
        assertEquals(app.url("/access"), call.sent.get(1).uri().toString());
    }

    @Test
    public void anAppThatDoesNotConfirmTheCallbackIsRefused() {
        for (String confirmed : List.of("", "&oauth_callback_confirmed=false", "&oauth_callback_confirmed=")) {
            app.answers(200, "oauth_token=temp&oauth_token_secret=s" + confirmed);
            fails(Kind.CLIENT_REFUSED, "OAuth 1.0,", () -> engine.begin(call));
        }
    }

    @Test
    public void theReplyGivesTokenSecretPersonAndLifetime() {
        app.answers(200, Map.of("Content-Type", "text/html"),
                "oauth_token=a%2Bb&oauth_token_secret=c+d&user_id=42&screen_name=x&oauth_expires_in=3600\n");
        Tokens tokens = done();
        assertEquals("a+b", tokens.accessToken().reveal());
        assertEquals("c d", tokens.tokenSecret().reveal());
        assertEquals("42", tokens.subject());
        assertEquals(Duration.ofHours(1), tokens.lifetime());
        assertNull(tokens.refreshToken());
        assertNull(tokens.scopes());
    }

    @Test
    public void withoutThemPersonAndLifetimeAreUnknown() {
        for (String more : List.of("", "&oauth_expires_in=0", "&oauth_expires_in=-1", "&oauth_expires_in=1e30")) {
            app.answers(200, "oauth_token=a&oauth_token_secret=b" + more);
            assertNull(done().lifetime());
            assertNull(done().subject());
        }
    }

    @Test
    public void aReplyInJsonIsTakenToo() {
        app.answers(200, " {\"oauth_token\":\"a\",\"oauth_token_secret\":\"b\",\"user_id\":42,\"more\":{\"x\":1}}");
        assertEquals("a", done().accessToken().reveal());
        assertEquals("42", done().subject());
    }

    @Test
    public void aReplyWithoutOneTokenIsLost() {
        for (String body : List.of("", "<html>oauth_token=a&oauth_token_secret=b", "oauth_token=a", "oauth_token_secret=b",
                "oauth_token=&oauth_token_secret=b", "oauth_token=a&oauth_token=b&oauth_token_secret=c",
                "oauth_token=%&oauth_token_secret=b", "{\"oauth_token\":", "{\"oauth_token\":\"a\"}", "{}",
                "{\"oauth_token\":\"a\",\"oauth_token\":\"b\",\"oauth_token_secret\":\"c\"}", "&&&")) {
            app.answers(200, body);
            fails(Kind.LOST, "127.0.0.1 sent", () -> engine.resume(call, STATE, APPROVED));
        }
    }

    @Test
    public void theCallbackMustBeAboutTheTokenThatWasAsked() {
        for (Map<String, List<String>> answer : List.<Map<String, List<String>>>of(
                Map.of(), Map.of("oauth_verifier", List.of("v")),
                Map.of("oauth_token", List.of("other"), "oauth_verifier", List.of("v")),
                Map.of("oauth_token", List.of("temp", "other"), "oauth_verifier", List.of("v")),
                Map.of("oauth_token", List.of("temp"), "oauth_verifier", List.of("v", "w")),
                Map.of("oauth_token", List.of("temp"), "oauth_verifier", List.of("")),
                Map.of("denied", List.of("other")),
                Map.of("oauth_token", List.of("other"), "denied", List.of("temp")))) {
            fails(Kind.FORGED, "not the app's answer", () -> engine.resume(call, STATE, answer));
        }
        assertEquals(List.of(), call.sent);
    }

    @Test
    public void everyWayToDeclineIsUnderstood() {
        for (Map<String, List<String>> answer : List.<Map<String, List<String>>>of(
                Map.of("denied", List.of("temp")), Map.of("denied", List.of("temp"), "oauth_token", List.of("temp")),
                Map.of("oauth_token", List.of("temp")),
                Map.of("oauth_token", List.of("temp"), "denied", List.of("true"), "oauth_verifier", List.of("v")),
                Map.of("oauth_token", List.of("temp"), "oauth_problem", List.of("permission_denied")),
                Map.of("oauth_token", List.of("temp"), "oauth_problem", List.of("<b>no word</b>")))) {
            fails(Kind.DENIED, "not approved", () -> engine.resume(call, STATE, answer));
        }
        assertEquals(List.of(), call.sent);
    }

    @Test
    public void tokensAreNeitherRenewedNorRevoked() {
        Tokens held = new Tokens(Secret.of("a"), Secret.of("b"), null, null, null, Map.of(), null);
        assertTrue(engine.needsPerson(call));
        assertFalse(engine.isRenewable(call, held));
        assertFalse(engine.revoke(call, held));
        fails(Kind.GRANT_ENDED, "cannot be renewed", () -> engine.renew(call, held));
        assertEquals(List.of(), call.sent);
    }

    @Test
    public void aUrlThatIsMissingOrNoneIsNamed() {
        OAuth1Call hole = new OAuth1Call(Auth.oauth1("{requestUrl}", "https://app.example/a", "https://app.example/t"));
        fails(Kind.CLIENT_REFUSED, "request token URL", () -> engine.begin(hole));
        OAuth1Call noUrl = new OAuth1Call(Auth.oauth1(app.url("/r"), "https://a b/", "https://app.example/t"));
        app.answers(200, ScriptedApp.TEMPORARY);
        fails(Kind.CLIENT_REFUSED, "authorize URL", () -> engine.begin(noUrl));
    }

    private Tokens done() {
        return ((SignIn.Done) engine.resume(call, STATE, APPROVED)).tokens();
    }

    private static void fails(Kind kind, String names, ThrowingRunnable action) {
        TokenFailure failure = assertThrows(TokenFailure.class, action);
        assertEquals(failure.getMessage(), kind, failure.kind());
        assertTrue(failure.getMessage(), failure.getMessage().contains(names));
        assertFalse(failure.getMessage(), failure.getMessage().contains("canary"));
    }
}
