package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.Test;

/** Token requests and replies that are not as the standard has them. */
public class TokenReplySimulationTest {

    @Test
    public void aReplyIsNestedAsThePathsSay() throws IOException {
        try (Acme acme = new Acme("reply", "access_token=authed_user.access_token&scope=authed_user.scope", "replyCaptures", "team.id=team",
                "sample", "team=T1", "refresh", "none", "replySuccess", "ok=true", "scopeSeparator", "comma")) {
            HttpReply reply = acme.token(acme.code("scope", "read,write"));
            assertEquals("{\"authed_user\":{\"access_token\":\"simulated-access-3\",\"scope\":\"read,write\"},\"team\":{\"id\":\"T1\"},\"ok\":true}",
                    reply.text());
        }
    }

    @Test
    public void anAppThatAnswers200ToEverythingDoesSoWhenItRefuses() throws IOException {
        try (Acme acme = new Acme("replySuccess", "ok=true", "replyError", "error")) {
            HttpReply reply = acme.token("guess");
            assertEquals(200, reply.status());
            assertEquals("{\"ok\":false,\"error\":\"invalid_grant\"}", reply.text());
        }
    }

    @Test
    public void aReplyIsAFormOrPlainTextWhereTheFactsSaySo() throws IOException {
        try (Acme acme = new Acme("replyForm", "form")) {
            assertTrue(acme.token(acme.code()).text().matches("access_token=[a-z0-9-]+&refresh_token=[a-z0-9-]+&expires_in=3600"));
        }
        try (Acme acme = new Acme("replyForm", "text")) {
            assertTrue(acme.token(acme.code()).header("Content-Type").orElse("").startsWith("text/plain"));
        }
    }

    @Test
    public void theEndIsSaidInTheFormOfTheFacts() throws IOException {
        /* the clock stands at 2026-11-29T06:00:00Z */
        assertEquals("3600", end("seconds"));
        assertEquals("3600000", end("milliseconds"));
        assertEquals("\"2026-11-29T07:00:00Z\"", end("timestamp"));
        assertEquals("1795935600", end("epoch-seconds"));
        assertEquals("1795935600000", end("epoch-milliseconds"));
        assertEquals("", end("none"));
        try (Acme acme = new Acme("expiryForm", "jwt-exp")) {
            String claims = Acme.member(acme.token(acme.code()), "access_token").split("\\.")[1];
            assertTrue(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8).endsWith("\"exp\":1795935600}"));
        }
    }

    private static String end(String form) throws IOException {
        try (Acme acme = new Acme("expiryForm", form)) {
            String text = acme.token(acme.code()).text();
            int at = text.indexOf("\"expires_in\":");
            return at < 0 ? "" : text.substring(at + 13, text.indexOf('}', at));
        }
    }

    @Test
    public void parametersAndHeadersOfTheFactsAreDemanded() throws IOException {
        try (Acme acme = new Acme("tokenParams", "audience=acme", "refreshParams", "expires_in=60", "tokenHeaders", "Acme-Version=2")) {
            assertEquals(400, acme.token(acme.code(), "audience", "acme").status());
            assertEquals("the header Acme-Version: 2 is missing", acme.why());
        }
        try (Acme acme = new Acme("tokenParams", "audience=acme", "refreshParams", "lasts=60")) {
            assertEquals(400, acme.token(acme.code(), "audience", "other").status());
            assertEquals("the parameter audience must be acme: tokenParams of the facts", acme.why());
            String refresh = Acme.member(acme.token(acme.code(), "audience", "acme"), "refresh_token");
            assertEquals(400, acme.renewed(refresh).status());
            assertEquals(200, acme.renewed(refresh, "lasts", "60").status());
        }
    }

    @Test
    public void aFormIsNoJsonAndJsonNoForm() throws IOException {
        try (Acme acme = new Acme("bodyFormat", "json")) {
            assertEquals(415, acme.token(acme.code()).status());
            HttpCall call = HttpCall.post(URI.create("https://acme.example/token"), "application/json",
                            "{\"grant_type\":\"authorization_code\",\"code\":\"" + acme.code() + "\",\"redirect_uri\":\"" + Acme.REDIRECT_URI + "\"}")
                    .header("Authorization", Acme.basic("simulated-client", "simulated-client-secret"));
            assertEquals(acme.why(), 200, acme.send(call).status());
        }
    }

    @Test
    public void anAccessTokenIsExtendedForItself() throws IOException {
        try (Acme acme = new Acme("refresh", "extend", "refreshUrl", "https://acme.example/extend", "refreshParams", "access_token={accessToken}")) {
            String access = Acme.member(acme.token(acme.code()), "access_token");
            HttpReply extended = acme.send(HttpCall.get(URI.create("https://acme.example/extend?access_token=" + access)));
            assertTrue(acme.app.honours(Acme.member(extended, "access_token")));
            assertEquals(400, acme.send(HttpCall.get(URI.create("https://acme.example/extend?access_token=guess"))).status());
        }
    }

    @Test
    public void whatTheRedirectAloneBringsComesWithIt() throws IOException {
        try (Acme acme = new Acme("redirectCaptures", "realmId=realm", "sample", "realm=4711")) {
            assertEquals("4711", acme.allowed().get("realmId").get(0));
        }
    }
}
