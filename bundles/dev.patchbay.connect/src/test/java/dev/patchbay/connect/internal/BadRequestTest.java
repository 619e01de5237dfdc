package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectFlow;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** What is refused, and what happens while the host is not there. */
public class BadRequestTest {
    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private int post(String path, String type, String body) throws Exception {
        HttpRequest.Builder request = host.request("POST", path, body).header("Cookie", ConnectHost.COOKIE);
        PageCheck page = PageCheck.of(host.send(type.isEmpty() ? request : request.header("Content-Type", type)));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
        return page.status;
    }

    @Test
    public void unknownAddressesAreNotFound() throws Exception {
        for (String path : List.of("/connect/", "/connect/short", "/connect/s", "/connect/s/", "/connect/s/a/b", "/connect/s/a;b",
                "/connect/style.css;x", "/connect/index.html", "/oauth/callback/", "/oauth/callback", "/oauth/callback/a/b",
                "/oauth/callback/a;b", "/connect/s/" + "a".repeat(65), "/oauth/callback/" + "a".repeat(129))) {
            assertEquals(path, 404, PageCheck.of(host.get(path)).status);
        }
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void otherMethodsAreToldWhichThereAre() throws Exception {
        String[][] all = {{"/connect", "POST"}, {"/connect/" + ScriptedFlow.TOKEN, "GET, HEAD"}, {ConnectHost.PAGE, "GET, HEAD, POST"},
            {"/oauth/callback/cli_1", "GET, POST"}, {"/oauth/callback/doctor-1", "GET, HEAD"}, {"/connect/style.css", "GET, HEAD"}};
        for (String[] one : all) {
            for (String method : List.of("PUT", "DELETE", "OPTIONS", "PATCH")) {
                HttpResponse<String> answer = host.send(host.request(method, one[0], "").header("Cookie", ConnectHost.COOKIE));
                assertEquals(method + one[0], 405, PageCheck.of(answer).status);
                assertEquals(one[1], answer.headers().firstValue("Allow").orElse(""));
            }
        }
        assertEquals(405, PageCheck.of(host.get("/connect")).status);
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void formsOnlyAreUnderstood() throws Exception {
        for (String type : List.of("", "application/json", "multipart/form-data; boundary=x", "text/plain",
                "application/x-www-form-urlencoded; charset=iso-8859-1")) {
            assertEquals(type, 415, post(ConnectHost.PAGE, type, "action=CANCEL&csrf=c"));
        }
    }

    @Test
    public void largeFormsAreRefusedWithAPage() throws Exception {
        String type = "application/x-www-form-urlencoded";
        assertEquals(413, post(ConnectHost.PAGE, type, "action=CANCEL&csrf=c&label=" + "a".repeat(64 * 1024)));
        String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
        String answer = host.raw("POST " + ConnectHost.PAGE + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + ConnectHost.COOKIE
                + "\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n");
        assertTrue(answer, answer.startsWith("HTTP/1.1 413 "));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void formsThatSayNothingOrTooMuchAreRefused() throws Exception {
        for (String body : List.of("", "csrf=c", "action=EXPLODE&csrf=c", "action=CANCEL", "action=CANCEL&csrf=c&csrf=d", "action=CANCEL&csrf=c&other=1", "action=CANCEL&csrf=c&values.=1",
                "action=CANCEL&csrf=c&values.__proto__=1", "action=CANCEL&csrf=%zz", "action=CANCEL&csrf=%", "action=CANCEL&csrf=c&label=%C3",
                "action=CANCEL&csrf=c" + "&label=1".repeat(600))) {
            assertEquals(body, 400, post(ConnectHost.PAGE, "application/x-www-form-urlencoded", body));
        }
    }

    @Test
    public void aFormCutShortIsRefused() throws Exception {
        String answer = host.raw("POST " + ConnectHost.PAGE + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + ConnectHost.COOKIE
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        assertTrue(answer, answer.startsWith("HTTP/1.1 400 "));
        assertEquals(List.of(), List.copyOf(host.flow.calls));
    }

    @Test
    public void whatNobodyForesawIsAPageWithoutItsMessage() throws Exception {
        host.flow.failure = new IllegalStateException("canary-5d");
        PageCheck page = PageCheck.of(host.get(ConnectHost.PAGE));
        assertEquals(500, page.status);
        assertFalse(page.html, page.html.contains("canary-5d") || page.html.contains("IllegalState"));
        assertTrue(page.text(), page.text().contains("reference "));
    }

    @Test
    public void whileAServiceIsAwayPeopleAreAskedToComeBack() throws Exception {
        try (FelixHost alone = new FelixHost()) {
            assertAway(alone, "/oauth/callback/doctor-7f");
            assertAway(alone, ConnectHost.PAGE);
            assertAway(alone, "/oauth/callback/cli_1?state=s");
            assertEquals(200, get(alone, "/connect/" + ScriptedFlow.TOKEN).statusCode());
            ScriptedFlow flow = new ScriptedFlow();
            ServiceRegistration<ConnectFlow> registration = alone.register(ConnectFlow.class, flow);
            alone.register(CallbackDoctor.class, flow);
            assertEquals(200, get(alone, ConnectHost.PAGE).statusCode());
            assertEquals(200, get(alone, "/oauth/callback/doctor-7f").statusCode());
            registration.unregister();
            assertAway(alone, ConnectHost.PAGE);
        }
    }

    private static void assertAway(FelixHost host, String path) throws Exception {
        HttpResponse<String> answer = get(host, path);
        assertEquals(503, PageCheck.of(answer).status);
        assertTrue(answer.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
    }

    private static HttpResponse<String> get(FelixHost host, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
                .header("Cookie", ConnectHost.COOKIE).build(), HttpResponse.BodyHandlers.ofString());
    }
}
