package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.ConnectException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

public class DeviceFlowTest extends OAuth2Fixture {
    private OAuth2 auth;

    @Before
    public void answersTheDevice() {
        auth = Auth.deviceCode(app.url("/device"), app.url("/token")).scopes("read", "write").authorizeParam("audience", "api");
        app.json("/device", 200, """
                {"device_code":"canary-device","user_code":"WDJB-MJHT","verification_uri":"https://app.example/device",
                 "verification_uri_complete":"https://app.example/device?user_code=WDJB-MJHT","expires_in":1800,"interval":7}""");
    }

    private SignIn.ShowCode begin() {
        return (SignIn.ShowCode) engine.begin(new OAuth2TestCall(auth));
    }

    private SignIn poll(Map<String, String> state) {
        return engine.resume(new OAuth2TestCall(auth), state, Map.of());
    }

    private TokenFailure refused(String code) {
        app.fresh("/token").json("/token", 400, "{\"error\":\"" + code + "\"}");
        return assertThrows(TokenFailure.class, () -> poll(begin().state()));
    }

    private SignIn.ShowCode after(int status, String body) {
        app.fresh("/token").json("/token", status, body);
        return (SignIn.ShowCode) poll(begin().state());
    }

    @Test
    public void codeIsAskedForAndShown() {
        SignIn.ShowCode shown = begin();
        assertEquals(Map.of("client_id", OAuth2TestCall.CLIENT_ID, "scope", "read write", "audience", "api"), app.last().form());
        assertEquals("https://app.example/device", shown.at().toString());
        assertEquals("https://app.example/device?user_code=WDJB-MJHT", shown.complete().toString());
        assertEquals("WDJB-MJHT", shown.code());
        assertEquals(Duration.ofSeconds(7), shown.interval());
        assertEquals(Duration.ofMinutes(30), shown.expiresIn());
        assertTrue(engine.needsPerson(new OAuth2TestCall(auth)));
    }

    @Test
    public void finishedPersonEndsInTokens() {
        app.json("/token", 400, "{\"error\":\"authorization_pending\"}").json("/token", 200, GOOD);
        SignIn.ShowCode waiting = (SignIn.ShowCode) poll(begin().state());
        assertEquals("WDJB-MJHT", waiting.code());
        assertEquals("the interval stays", Duration.ofSeconds(7), waiting.interval());
        SignIn.Done done = (SignIn.Done) poll(waiting.state());
        assertEquals("access-1", done.tokens().accessToken().reveal());
        assertEquals("urn:ietf:params:oauth:grant-type:device_code", app.last().form().get("grant_type"));
        assertEquals("canary-device", app.last().form().get("device_code"));
    }

    @Test
    public void slowDownAddsFiveSecondsForGood() {
        SignIn.ShowCode slower = after(400, "{\"error\":\"slow_down\"}");
        assertEquals(Duration.ofSeconds(12), slower.interval());
        assertEquals(Duration.ofSeconds(17), ((SignIn.ShowCode) poll(slower.state())).interval());
    }

    @Test
    public void pendingWith200IsPendingToo() {
        assertEquals(Duration.ofSeconds(7), after(200, "{\"error\":\"authorization_pending\"}").interval());
    }

    @Test
    public void appThatCannotAnswerIsAskedAtHalfTheRate() {
        assertEquals(Duration.ofSeconds(14), after(503, "").interval());
        OAuth2TestCall unreachable = new OAuth2TestCall(auth).over(call -> {
            throw new ConnectException();
        });
        SignIn.ShowCode shown = (SignIn.ShowCode) engine.resume(unreachable, begin().state(), Map.of());
        assertEquals(Duration.ofSeconds(14), shown.interval());
    }

    @Test
    public void endsAreToldApart() {
        assertEquals(Kind.EXPIRED, refused("expired_token").kind());
        assertEquals(Kind.DENIED, refused("access_denied").kind());
        assertEquals(Kind.CLIENT_REFUSED, refused("invalid_client").kind());
        assertEquals(Kind.GRANT_ENDED, refused("invalid_grant").kind());
    }

    @Test
    public void codeThatEndedIsNotAskedForAgain() {
        Map<String, String> state = begin().state();
        int before = app.received().size();
        OAuth2Engine later = new OAuth2Engine(Clock.fixed(NOW.plusSeconds(1801), ZoneOffset.UTC), new SecureRandom());
        TokenFailure failure = assertThrows(TokenFailure.class, () -> later.resume(new OAuth2TestCall(auth), state, Map.of()));
        assertEquals(Kind.EXPIRED, failure.kind());
        assertEquals(before, app.received().size());
    }

    @Test
    public void missingNumbersAreTheStandardsAndAbsurdOnesBounded() {
        app.fresh("/device").json("/device", 200,
                "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_url\":\"https://app.example/d\",\"interval\":-3}");
        assertEquals(Duration.ofSeconds(5), begin().interval());
        app.fresh("/device").json("/device", 200, "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"app.example/d\","
                + "\"interval\":\"999999\",\"expires_in\":999999999}");
        SignIn.ShowCode shown = begin();
        assertEquals(Duration.ofMinutes(1), shown.interval());
        assertEquals(Duration.ofHours(1), shown.expiresIn());
        assertEquals("https://app.example/d", shown.at().toString());
    }

    @Test
    public void pageThatIsNoWebPageIsNeverShown() {
        for (String page : new String[] {"javascript:alert(1)", "data:text/html,x", "javascript://x/%0aalert(1)", ""}) {
            app.fresh("/device").json("/device", 200,
                    "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"" + page + "\"}");
            assertThrows(page, TokenFailure.class, this::begin);
        }
    }
}
