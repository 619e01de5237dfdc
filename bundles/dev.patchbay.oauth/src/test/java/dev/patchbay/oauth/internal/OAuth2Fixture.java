package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertThrows;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;

/** An app, an engine with a standing clock, and what most tests ask of both. */
public abstract class OAuth2Fixture {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String GOOD = "{\"access_token\":\"access-1\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"refresh-1\"}";

    TestApp app;
    final OAuth2Engine engine = new OAuth2Engine(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());

    @Before
    public void startApp() throws IOException {
        app = new TestApp();
    }

    @After
    public void stopApp() {
        app.close();
    }

    /** An authorization code method of the test app. */
    OAuth2 codeAuth() {
        return Auth.authorizationCode("https://app.example/authorize", app.url("/token"));
    }

    OAuth2 clientCredentials() {
        return Auth.clientCredentials(app.url("/token"));
    }

    /** Signs in with a code, the redirect having brought these parameters besides. */
    Tokens signIn(OAuth2TestCall call, Map<String, List<String>> answer) {
        SignIn.Redirect redirect = (SignIn.Redirect) engine.begin(call);
        return ((SignIn.Done) engine.resume(call, redirect.state(), answer)).tokens();
    }

    Tokens signIn(OAuth2 auth) {
        return signIn(new OAuth2TestCall(auth), Map.of("code", List.of("code-1"), "state", List.of(OAuth2TestCall.STATE)));
    }

    /** What the token endpoint's reply, read as this declares, comes to. */
    Tokens reading(OAuth2 auth, String body) {
        app.fresh("/token").json("/token", 200, body);
        return ((SignIn.Done) engine.begin(new OAuth2TestCall(auth))).tokens();
    }

    /** How a client credentials request fails after this reply. */
    TokenFailure failure(OAuth2 auth, int status, String body) {
        app.fresh("/token").json("/token", status, body);
        return assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(auth)));
    }

    static Map<String, String> query(URI uri) {
        return TestApp.parameters(uri.getRawQuery());
    }

    static Tokens held(String accessToken, String refreshToken) {
        return new Tokens(Secret.of(accessToken), null, refreshToken == null ? null : Secret.of(refreshToken), null,
                List.of("read"), Map.of("shop", "s1"), "subject-1");
    }
}
