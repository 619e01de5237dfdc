package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** The way back from an app. */
public class CallbackTest {
    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    @Test
    public void everyParameterIsHandedOnWithAllItsValues() throws Exception {
        HttpResponse<String> answer = host.get("/oauth/callback/cli_1?code=a%2Bb+c&state=s&state=t&empty=&bare&%C3%BC=%E2%82%AC&&iss=https://x?y=z");
        assertEquals(303, answer.statusCode());
        assertEquals("../../connect/s/ses_1", answer.headers().firstValue("Location").orElse(""));
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals(List.of("callback cli_1"), List.copyOf(host.flow.calls));
        assertEquals(Map.of("code", List.of("a+b c"), "state", List.of("s", "t"), "empty", List.of(""), "bare", List.of(""),
                "ü", List.of("€"), "iss", List.of("https://x?y=z")), host.flow.parameters);
    }

    @Test
    public void browserThatDidNotBeginIsRefused() throws Exception {
        PageCheck page = PageCheck.of(host.send(host.request("GET", "/oauth/callback/cli_1?code=c&state=s", "")));
        assertEquals(404, page.status);
        assertTrue(page.says("Another browser began this."));
    }

    @Test
    public void brokenEncodingIsRefusedBeforeTheFlowIsAsked() throws Exception {
        for (String query : List.of("code=%", "code=%4", "code=%zz", "code=%C3%28", "code=%ED%A0%80", "code=%C0%AF", "%ff=1")) {
            String answer = host.raw("GET /oauth/callback/cli_1?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(query + answer, answer.startsWith("HTTP/1.1 400 "));
            assertTrue(query, answer.contains("<!DOCTYPE html>"));
        }
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void tooManyParametersAreRefused() throws Exception {
        assertEquals(400, host.get("/oauth/callback/cli_1?" + "a&".repeat(600)).statusCode());
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void headRequestDoesNotUseUpTheCode() throws Exception {
        HttpResponse<String> answer = host.send(host.request("HEAD", "/oauth/callback/cli_1?code=c&state=s", "").header("Cookie", ConnectHost.COOKIE));
        assertEquals(405, answer.statusCode());
        assertEquals("GET, POST", answer.headers().firstValue("Allow").orElse(""));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void formOfAnAppIsSentAgainFromHereSinceItComesWithoutCookies() throws Exception {
        PageCheck page = PageCheck.of(host.send(host.form("/oauth/callback/cli_1", "code", "c1", "state", "s1").header("Sec-Fetch-Site", "cross-site")));
        assertEquals(200, page.status);
        assertEquals("../../oauth/callback/cli_1", page.tags("form").get(0).getAttribute("action"));
        assertEquals("c1", page.with("name", "code").getAttribute("value"));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
        assertEquals(303, host.post("/oauth/callback/cli_1", "code", "c1", "state", "s1", "patchbay.resent", "1").statusCode());
        assertEquals(Map.of("code", List.of("c1"), "state", List.of("s1")), host.flow.parameters);
    }

    @Test
    public void formThatComesAgainWithoutCookiesEnds() throws Exception {
        assertEquals(404, host.send(host.form("/oauth/callback/cli_1", "code", "c1", "patchbay.resent", "1")).statusCode());
    }

    @Test
    public void doctorIsToldHowItsRequestArrived() throws Exception {
        HttpResponse<String> answer = host.send(host.request("GET", "/oauth/callback/doctor-7f", "")
                .header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "connect.example").header("X-Other", "1"));
        assertEquals(200, answer.statusCode());
        assertEquals("{\"seen\":true}", answer.body());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(Map.of("scheme", "http", "host", "127.0.0.1", "port", Integer.toString(host.felix.port()),
                "path", "/oauth/callback/doctor-7f", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "connect.example"), host.flow.arrived);
        assertEquals(404, host.get("/oauth/callback/doctor-8").statusCode());
    }
}
