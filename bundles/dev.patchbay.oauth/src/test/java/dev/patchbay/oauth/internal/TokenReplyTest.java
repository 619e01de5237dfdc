package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.api.provider.TokenReply.Expiry;
import dev.patchbay.host.auth.Tokens;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TokenReplyTest extends OAuth2Fixture {
    private static final TokenReply STANDARD = TokenReply.STANDARD;

    private Tokens shaped(TokenReply shape, String body) {
        return reading(clientCredentials().reply(shape), body);
    }

    private Duration lifetime(TokenReply shape, String expiry) {
        return shaped(shape, "{\"access_token\":\"t\",\"expires_in\":" + expiry + "}").lifetime();
    }

    @Test
    public void tokensAreFoundWhereTheAppPutsThem() {
        Tokens slack = shaped(STANDARD.accessToken("authed_user.access_token").refreshToken("authed_user.refresh_token")
                .scope("authed_user.scope").success("ok", "true"),
                "{\"ok\":true,\"authed_user\":{\"access_token\":\"xoxp\",\"refresh_token\":\"xoxe\",\"scope\":\"chat:write,users:read\"}}");
        assertEquals("xoxp", slack.accessToken().reveal());
        assertEquals("xoxe", slack.refreshToken().reveal());
        assertEquals(List.of("chat:write", "users:read"), slack.scopes());
        assertEquals("t", shaped(STANDARD.accessToken("data.0.token"), "{\"data\":[{\"token\":\"t\"}]}").accessToken().reveal());
        assertEquals("t", shaped(STANDARD.accessToken("0.token"), "[{\"token\":\"t\"}]").accessToken().reveal());
    }

    @Test
    public void errorFieldOfASuccessIsNoError() {
        TokenReply tikTok = STANDARD.accessToken("data.access_token").success("code", "0").error("code", "message");
        assertEquals("t", shaped(tikTok, "{\"code\":0,\"message\":\"OK\",\"data\":{\"access_token\":\"t\"}}").accessToken().reveal());
        assertEquals("t", shaped(STANDARD, "{\"error\":\"0\",\"access_token\":\"t\"}").accessToken().reveal());
    }

    @Test
    public void formsAndJsonAreReadWhateverTheyAreCalled() {
        for (String type : List.of("text/plain", "text/html", "application/x-www-form-urlencoded", "application/json")) {
            app.fresh("/token").reply("/token", 200, type, "access_token=a%2Bb&expires_in=60&scope=repo%2Cgist", Map.of());
            Tokens form = signIn(codeAuth());
            assertEquals(type, "a+b", form.accessToken().reveal());
            assertEquals(type, 60, form.lifetime().toSeconds());
            assertEquals(type, List.of("repo", "gist"), form.scopes());
            app.fresh("/token").reply("/token", 200, type, "\uFEFF " + GOOD, Map.of());
            assertEquals(type, "access-1", signIn(codeAuth()).accessToken().reveal());
        }
    }

    @Test
    public void secondsMayBeANumberATextOrHaveAFraction() {
        assertEquals(Duration.ofHours(1), lifetime(STANDARD, "3600"));
        assertEquals(Duration.ofHours(1), lifetime(STANDARD, "\"3600\""));
        assertEquals(Duration.ofHours(1), lifetime(STANDARD, "3600.0"));
        assertEquals(Duration.ofMillis(1500), lifetime(STANDARD, "1.5"));
    }

    @Test
    public void lifetimeThatCannotBeTrueIsUnknown() {
        for (String absurd : List.of("-1", "0", "1e30", "1e999999999", "\"1e999999999\"", "\"-1e999999999\"", "\"1e-999999999\"", "\"soon\"", "null", "true",
                "{}", "[]", "\"\"", "\"NaN\"", "99999999999999999999999999999999", "\"" + "9".repeat(100_000) + "\"")) {
            assertNull(absurd.substring(0, Math.min(40, absurd.length())), lifetime(STANDARD, absurd));
        }
        assertNull("none is not for ever", shaped(STANDARD, "{\"access_token\":\"t\"}").lifetime());
    }

    @Test
    public void lifetimeThatTheReplyDoesNotSayIsTheDeclaredOne() {
        assertEquals(Duration.ofHours(2), shaped(STANDARD.defaultLifetime(7200), "{\"access_token\":\"t\"}").lifetime());
        assertEquals(Duration.ofMinutes(1), lifetime(STANDARD.defaultLifetime(7200), "60"));
    }

    @Test
    public void everyFormOfTheEndIsMeasuredFromTheRequest() {
        Duration hour = Duration.ofHours(1);
        long end = NOW.plus(hour).getEpochSecond();
        assertEquals(hour, lifetime(STANDARD.expiry("expires_in", Expiry.MILLISECONDS), "3600000"));
        assertEquals(hour, lifetime(STANDARD.expiry("expires_in", Expiry.EPOCH_SECONDS), "" + end));
        assertEquals(hour, lifetime(STANDARD.expiry("expires_in", Expiry.EPOCH_MILLISECONDS), "\"" + end * 1000 + "\""));
        TokenReply timestamp = STANDARD.expiry("expires_in", Expiry.TIMESTAMP);
        assertEquals(hour, lifetime(timestamp, "\"2026-03-01T13:00:00Z\""));
        assertEquals(hour, lifetime(timestamp, "\"2026-03-01T14:00:00.000+01:00\""));
        assertEquals("without an offset it is UTC", hour, lifetime(timestamp, "\"2026-03-01 13:00:00\""));
        assertNull("in the past", lifetime(timestamp, "\"2025-03-01T13:00:00Z\""));
        assertNull(lifetime(timestamp, "\"tomorrow\""));
    }

    @Test
    public void endMayStandInTheAccessTokenItself() {
        String jwt = new PlainJWT(new JWTClaimsSet.Builder().expirationTime(Date.from(NOW.plusSeconds(90))).build()).serialize();
        TokenReply shape = STANDARD.expiry("", Expiry.JWT_EXP);
        assertEquals(Duration.ofSeconds(90), shaped(shape, "{\"access_token\":\"" + jwt + "\"}").lifetime());
        assertNull("no JWT", shaped(shape, "{\"access_token\":\"opaque\"}").lifetime());
    }

    @Test
    public void scopesAreSplitAsTheAppWritesThem() {
        OAuth2 comma = clientCredentials().scopeSeparator(",");
        assertEquals(List.of("a", "b"), reading(comma, "{\"access_token\":\"t\",\"scope\":\"a,b\"}").scopes());
        assertEquals(List.of("a", "b"), reading(comma, "{\"access_token\":\"t\",\"scope\":\"a b\"}").scopes());
        assertEquals(List.of("a", "b"), reading(clientCredentials(), "{\"access_token\":\"t\",\"scope\":\"a,b\"}").scopes());
        assertEquals(List.of("a", "b"), reading(clientCredentials(), "{\"access_token\":\"t\",\"scope\":[\"a\",\"b\"]}").scopes());
        assertEquals("none was granted", List.of(), reading(clientCredentials(), "{\"access_token\":\"t\",\"scope\":\"\"}").scopes());
        assertNull("not said", reading(clientCredentials(), "{\"access_token\":\"t\",\"scope\":null}").scopes());
    }

    @Test
    public void requestedScopesAreJoinedByTheDeclaredSeparator() {
        app.json("/token", 200, GOOD);
        signIn(codeAuth());
        reading(clientCredentials().scopes("a", "b").scopeSeparator(","), GOOD);
        assertEquals("a,b", app.last().form().get("scope"));
    }

    @Test
    public void valuesOfTheReplyAreKept() {
        OAuth2 auth = clientCredentials()
                .capture("instance_url", Field.text("instance", "Instance").scope(Field.Scope.CAPTURED))
                .capture("team.id", Field.text("team", "Team").scope(Field.Scope.CAPTURED))
                .capture("absent", Field.text("absent", "Absent").scope(Field.Scope.CAPTURED))
                .capture("team", Field.text("whole", "Whole").scope(Field.Scope.CAPTURED))
                .capture("long", Field.text("tooLong", "Long").scope(Field.Scope.CAPTURED));
        Tokens tokens = reading(auth, "{\"access_token\":\"t\",\"instance_url\":\"https://i.example\",\"team\":{\"id\":7},\"long\":\""
                + "x".repeat(5_000) + "\"}");
        assertEquals(Map.of("instance", "https://i.example", "team", "7"), tokens.captured());
    }

    @Test
    public void subjectIsThatOfAnIdTokenForThisClientOnly() {
        assertEquals("s1", subject(codeAuth(), new JWTClaimsSet.Builder().subject("s1").audience(OAuth2TestCall.CLIENT_ID)));
        assertNull(subject(codeAuth(), new JWTClaimsSet.Builder().subject("s1").audience("another client")));
        assertNull(subject(codeAuth().issuer("https://app.example"),
                new JWTClaimsSet.Builder().subject("s1").audience(OAuth2TestCall.CLIENT_ID).issuer("https://evil.example")));
        app.fresh("/token").json("/token", 200, "{\"access_token\":\"t\",\"id_token\":\"no.jwt.really\"}");
        assertNull(signIn(codeAuth()).subject());
    }

    private String subject(OAuth2 auth, JWTClaimsSet.Builder claims) {
        app.fresh("/token").json("/token", 200,
                "{\"access_token\":\"t\",\"id_token\":\"" + new PlainJWT(claims.build()).serialize() + "\"}");
        return signIn(auth).subject();
    }
}
