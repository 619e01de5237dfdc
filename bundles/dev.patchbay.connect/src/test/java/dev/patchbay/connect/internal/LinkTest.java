package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connect.ConnectFlow;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** A link, and the cookie it is traded for. */
public class LinkTest {
    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private HttpResponse<String> trade() throws Exception {
        return host.send(host.form("/connect", "token", ScriptedFlow.TOKEN));
    }

    private String cookie() throws Exception {
        List<String> all = trade().headers().allValues("Set-Cookie");
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    public void lookingAtALinkDoesNotUseItUp() throws Exception {
        PageCheck page = PageCheck.of(host.get("/connect/" + ScriptedFlow.TOKEN));
        assertEquals(200, page.status);
        assertEquals("../connect", page.tags("form").get(0).getAttribute("action"));
        assertEquals(ScriptedFlow.TOKEN, page.with("name", "token").getAttribute("value"));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void aHeadRequestIsAnsweredAndHasNoBody() throws Exception {
        HttpResponse<String> head = host.send(host.request("HEAD", "/connect/" + ScriptedFlow.TOKEN, ""));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValueAsLong("Content-Length").orElse(0) > 100);
    }

    @Test
    public void tokenIsTradedForACookieAndLeavesTheAddress() throws Exception {
        HttpResponse<String> answer = trade();
        assertEquals(303, answer.statusCode());
        assertEquals("connect/s/ses_1", answer.headers().firstValue("Location").orElse(""));
        assertEquals("", answer.body());
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals(List.of("open " + ScriptedFlow.TOKEN + " 127.0.0.1"), List.copyOf(host.flow.calls));
    }

    @Test
    public void cookieIsAsStrictAsThePublicUrlAllows() throws Exception {
        String key = "pb_connect_ses_1=" + ScriptedFlow.KEY;
        assertEquals(key + "; Path=/; HttpOnly; SameSite=Lax", cookie());
        host.flow.publicUrl = "https://connect.example";
        assertEquals("__Host-" + key + "; Path=/; Secure; HttpOnly; SameSite=Lax", cookie());
        host.flow.publicUrl = "https://example.com:8443/patch/bay";
        assertEquals("__Secure-" + key + "; Path=/patch/bay; Secure; HttpOnly; SameSite=Lax", cookie());
    }

    @Test
    public void keyIsFoundUnderTheStrictNameOnly() throws Exception {
        host.flow.publicUrl = "https://connect.example";
        assertEquals(404, host.get(ConnectHost.PAGE).statusCode());
        assertEquals(200, host.send(host.request("GET", ConnectHost.PAGE, "").header("Cookie", "__Host-" + ConnectHost.COOKIE)).statusCode());
    }

    @Test
    public void keyThatComesTwiceIsNone() throws Exception {
        String two = ConnectHost.COOKIE + "; pb_connect_ses_1=other";
        assertEquals(404, host.send(host.request("GET", ConnectHost.PAGE, "").header("Cookie", two)).statusCode());
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void oldestOfManyCookiesIsTakenBack() throws Exception {
        StringBuilder many = new StringBuilder("other=1");
        for (int i = 0; i < 21; i++) {
            many.append("; pb_connect_old").append(i).append("=k");
        }
        List<String> set = host.send(host.form("/connect", "token", ScriptedFlow.TOKEN).header("Cookie", many.toString()))
                .headers().allValues("Set-Cookie");
        assertEquals(List.of("pb_connect_old0=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "pb_connect_old1=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "pb_connect_ses_1=" + ScriptedFlow.KEY + "; Path=/; HttpOnly; SameSite=Lax"), set);
    }

    @Test
    public void wrongTokensAreAskedForOrRefusedAlike() throws Exception {
        for (String token : new String[] {"", "short", "x".repeat(129), "a b", "../../../../../../../etc", "<script>"}) {
            PageCheck page = PageCheck.of(host.send(host.form("/connect", "token", token)));
            assertEquals(token, 404, page.status);
        }
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void formsOfOtherSitesAreRefused() throws Exception {
        for (String from : List.of("cross-site", "same-site", "nonsense")) {
            assertEquals(403, host.send(host.form("/connect", "token", ScriptedFlow.TOKEN).header("Sec-Fetch-Site", from)).statusCode());
            assertEquals(403, host.send(host.form(ConnectHost.PAGE, "action", "CANCEL", "csrf", "c")
                    .header("Cookie", ConnectHost.COOKIE).header("Sec-Fetch-Site", from)).statusCode());
        }
        assertEquals(List.of(), List.copyOf(host.flow.calls));
        assertEquals(303, host.send(host.form("/connect", "token", ScriptedFlow.TOKEN).header("Sec-Fetch-Site", "same-origin")).statusCode());
    }

    @Test
    public void aPageWithoutTheCookieSaysNothing() throws Exception {
        PageCheck page = PageCheck.of(host.send(host.request("GET", ConnectHost.PAGE, "")));
        assertEquals(404, page.status);
        assertFalse(page.text(), page.says("Acme"));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void anAddressOpensOnlySoManyLinks() throws Exception {
        try (FelixHost alone = new FelixHost()) {
            alone.register(ConnectFlow.class, new ScriptedFlow());
            int status = 303;
            HttpResponse<String> last = null;
            for (int i = 0; i < 200 && status == 303; i++) {
                last = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alone.port() + "/connect"))
                        .header("Content-Type", FormBody.MEDIA_TYPE).POST(BodyPublishers.ofString("token=" + ScriptedFlow.TOKEN)).build(),
                        HttpResponse.BodyHandlers.ofString());
                status = last.statusCode();
            }
            assertEquals(429, PageCheck.of(last).status);
            assertTrue(last.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
        }
    }
}
