package dev.patchbay.testsupport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The browser is as strict as it says: a page of the host that breaks one rule fails, and forms are sent as browsers send them. */
public final class BrowserTest {
    private static final String GOOD = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>T</title></head><body><h1>Hello &amp; &#39;you&#39;</h1>";
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");

    private final Map<String, String> headers = new LinkedHashMap<>(HEADERS);
    private final StringBuilder asked = new StringBuilder();
    private String page = GOOD;
    private String redirect = "";
    private HttpServer server;
    private HttpServer other;
    private Browser browser;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", this::answer);
        other.start();
        browser = new Browser(URI.create(at(server, "")));
    }

    @After
    public void stop() {
        server.stop(0);
        other.stop(0);
    }

    private static String at(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI()).append(' ')
                .append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).append(' ')
                .append(exchange.getRequestHeaders().getOrDefault("Cookie", List.of())).append('\n');
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (!redirect.isEmpty() && exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Location", redirect);
            exchange.sendResponseHeaders(303, -1);
        } else {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private WebPage open() {
        return browser.open(at(server, "/a/page"));
    }

    private void assertRefused(String why) {
        AssertionError refused = assertThrows(why, AssertionError.class, this::open);
        assertTrue(refused.getMessage(), refused.getMessage().contains(why));
    }

    @Test
    public void pageIsReadAsAPersonReadsIt() {
        page = GOOD + "<p>One\n two<br>three</p>";
        assertEquals("Hello & 'you'", open().heading());
        browser.page().expect("One two three");
        assertThrows(AssertionError.class, () -> browser.page().expect("four"));
    }

    @Test
    public void everyMissingHeaderIsAFault() {
        for (String name : HEADERS.keySet()) {
            headers.put(name, "none");
            assertThrows(name, AssertionError.class, this::open);
            headers.put(name, HEADERS.get(name));
        }
        assertEquals(200, open().status());
    }

    @Test
    public void codeStyleAndWhatComesFromElsewhereAreFaults() {
        Map.of("<script>1</script>", "there is a script",
                "<p onclick=\"x\">", "code or style in an attribute",
                "<p style=\"color:red\">", "code or style in an attribute",
                "<img src=\"https://elsewhere.example/x.png\">", "loaded from elsewhere",
                "<img src=\"//elsewhere.example/x.png\">", "loaded from elsewhere",
                "<a href=\"javascript:1\">x</a>", "a script as address",
                "<form method=\"post\" action=\"https://elsewhere.example/\"></form>", "a form goes elsewhere",
                "<a href=\"https://elsewhere.example/\">x</a>", "a link tells where one was",
                "<input type=\"text\" name=\"x\">", "inputs without a label",
                "<h1>Again</h1>", "headings of level 1").forEach((broken, why) -> {
                    page = GOOD + broken;
                    assertRefused(why);
                });
    }

    @Test
    public void formIsSentAsItStandsWithWhatWasTypedAndTheButton() {
        page = GOOD + "<form method=\"post\" action=\"../to\"><input type=\"hidden\" name=\"h\" value=\"&lt;1&gt;\">"
                + "<label for=\"t\">Text <span> (optional)</span></label><input id=\"t\" name=\"t\" value=\"old\">"
                + "<label><input type=\"radio\" name=\"r\" value=\"1\" checked> One</label><label><input type=\"radio\" name=\"r\" value=\"2\"> Two</label>"
                + "<label><input type=\"checkbox\" name=\"c\" value=\"yes\"> Box</label>"
                + "<label for=\"s\">List</label><select id=\"s\" name=\"s\"><option value=\"a\">A</option><option value=\"b\">B</option></select>"
                + "<button name=\"action\" value=\"GO\">Go</button><button name=\"action\" value=\"NO\">No</button></form>";
        open().fill("Text", "new & better").choose("Two").select("List", "B");
        browser.press("Go");
        assertTrue(asked.toString(), asked.toString().contains("POST /to h=%3C1%3E&t=new+%26+better&r=2&s=b&action=GO"));
        assertThrows("two things with one name", AssertionError.class, () -> browser.page().fill("None", ""));
    }

    @Test
    public void redirectOfAFormToAnotherOriginIsBlockedAsBrowsersDo() {
        page = GOOD + "<form method=\"post\" action=\"to\"><button>Go</button></form>";
        redirect = at(other, "/authorize");
        open();
        AssertionError blocked = assertThrows(AssertionError.class, () -> browser.press("Go"));
        assertTrue(blocked.getMessage(), blocked.getMessage().contains("form-action"));
    }

    @Test
    public void cookiesGoBackToTheirHostAndOfTheHostUnderTestAreGuarded() {
        headers.put("Set-Cookie", "key=value; Path=/a; HttpOnly; SameSite=Lax");
        open();
        browser.reload();
        assertTrue(asked.toString(), asked.toString().contains("[key=value]"));
        headers.remove("Set-Cookie");
        browser.open(at(server, "/b"));
        assertTrue("another path: " + asked, asked.toString().endsWith("GET /b  []\n"));
        assertEquals(List.of("value"), browser.tab().cookies());
        headers.put("Set-Cookie", "key=value; Path=/");
        assertRefused("a cookie without what it needs");
    }

    @Test
    public void itStopsWhereItIsTold() {
        open();
        browser.stopBefore(at(other, "/callback"));
        browser.open(at(other, "/callback?code=1"));
        assertEquals(at(server, "/a/page"), browser.page().address().toString());
        assertEquals(URI.create(at(other, "/callback?code=1")), browser.held());
        browser.open(at(other, "/callback?code=1"));
        assertEquals(at(other, "/callback?code=1"), browser.page().address().toString());
    }
}
