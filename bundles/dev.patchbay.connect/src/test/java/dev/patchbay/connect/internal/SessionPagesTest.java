package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** The pages beside the form, and how forms are answered. */
public class SessionPagesTest {
    private static final URI APP = URI.create("https://app.example/authorize?state=s1&scope=a%20b");
    private static final URI SHOP = URI.create("https://shop.example/back?x=1");

    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private PageCheck show(ConnectPage.View view) throws Exception {
        PageCheck page = host.show(ScriptedFlow.page(view));
        assertEquals(200, page.status);
        return page;
    }

    private HttpResponse<String> submit(String action, ConnectPage.View answer) throws Exception {
        host.flow.answer = ScriptedFlow.page(answer);
        return host.post(ConnectHost.PAGE, "action", action, "csrf", "csrf-1");
    }

    @Test
    public void appsAreChosenByAButtonEach() throws Exception {
        PageCheck page = show(new ConnectPage.Choose(List.of(
                new ConnectPage.Choose.App("ftp", "FTP", "Files."), new ConnectPage.Choose.App("shopify", "Shopify", "Shops."))));
        assertTrue(page.says("Acme"));
        assertEquals(List.of("ftp", "shopify"), page.all("name", "provider").stream().map(e -> e.getAttribute("value")).toList());
        assertEquals(List.of("CHOOSE", "SHARE", "CANCEL"), page.actions());
        assertTrue(show(new ConnectPage.Choose(List.of())).text().contains("There is no app to connect"));
    }

    @Test
    public void wayToTheAppIsAPageThatGoesOnByItselfSinceARedirectOfAFormIsBlocked() throws Exception {
        HttpResponse<String> answer = submit("CONNECT", new ConnectPage.Leave(APP));
        PageCheck page = PageCheck.of(answer);
        assertEquals(200, page.status);
        assertTrue(answer.headers().firstValue("Location").isEmpty());
        assertEquals("0;url=" + APP, page.with("http-equiv", "refresh").getAttribute("content"));
        assertEquals("Continue at app.example", page.with("href", APP.toString()).getTextContent());
    }

    @Test
    public void wayToTheAppIsNoTrapForWhoComesBack() throws Exception {
        PageCheck page = show(new ConnectPage.Leave(APP));
        assertEquals(List.of(), page.all("http-equiv", "refresh"));
        assertEquals(1, page.all("href", APP.toString()).size());
        assertEquals(List.of("RETRY", "CANCEL"), page.actions());
    }

    @Test
    public void onlyWebAddressesAreGoneTo() throws Exception {
        PageCheck page = PageCheck.of(submit("CONNECT", new ConnectPage.Leave(URI.create("javascript:alert(1)"))));
        assertEquals(List.of(), page.all("http-equiv", "refresh"));
        assertEquals(List.of(), page.tags("a"));
    }

    @Test
    public void codeIsShownAndLookedAfterInItsInterval() throws Exception {
        PageCheck page = show(new ConnectPage.Code(URI.create("https://app.example/device"),
                URI.create("https://app.example/device?c=WDJB-MJHT"), "WDJB-MJHT", Duration.ofSeconds(7)));
        assertEquals("WDJB-MJHT", page.with("class", "code").getTextContent());
        assertEquals("7", page.with("http-equiv", "refresh").getAttribute("content"));
        assertEquals(1, page.all("href", "https://app.example/device?c=WDJB-MJHT").size());
        PageCheck bare = show(new ConnectPage.Code(URI.create("https://app.example/device"), null, "X", Duration.ZERO));
        assertEquals("2", bare.with("http-equiv", "refresh").getAttribute("content"));
    }

    @Test
    public void anotherAccountIsTakenOnlyWhenConfirmed() throws Exception {
        PageCheck page = show(new ConnectPage.AnotherAccount("old@example", "new@example"));
        assertTrue(page.says("old@example") && page.says("new@example"));
        assertEquals(List.of("RETRY", "CONFIRM", "CANCEL"), page.actions());
    }

    @Test
    public void linkForAnotherDeviceIsShownToBeCopied() throws Exception {
        PageCheck page = show(new ConnectPage.Shared(URI.create("https://connect.example/connect/tok")));
        assertEquals("https://connect.example/connect/tok", page.with("readonly", "readonly").getAttribute("value"));
        assertEquals(List.of("RETRY", "CANCEL"), page.actions());
    }

    @Test
    public void connectedSaysAsWhomAndWhatIsMissing() throws Exception {
        TestReport report = new TestReport(true, List.of(new TestReport.Step("Log in", TestReport.Mark.PASSED, null)));
        PageCheck page = show(new ConnectPage.Connected("con_1", "Our shop", "me@example", List.of("read_orders"), List.of("write_orders"),
                report, SHOP));
        assertTrue(page.says("Our shop") && page.says("me@example") && page.says("read_orders") && page.says("write_orders"));
        assertTrue(page.text().contains("Log in passed"));
        assertEquals("Back to shop.example", page.with("href", SHOP.toString()).getTextContent());
        PageCheck plain = show(new ConnectPage.Connected("con_1", "Our shop", null, List.of(), List.of(), null, null));
        assertFalse(plain.text().contains("Missing"));
        assertEquals(List.of(), plain.tags("a"));
        assertEquals(List.of(), plain.actions());
    }

    @Test
    public void everyFailureSaysWhatHappenedAndWhatToDo() throws Exception {
        for (Failure.Reason reason : Failure.Reason.values()) {
            PageCheck page = show(new ConnectPage.Failed(new Failure(reason, "It was this."), true, SHOP));
            assertTrue(page.says("It was this."));
            assertTrue(page.says(reason.advice()));
            assertEquals(List.of("RETRY", "CANCEL"), page.actions());
        }
        PageCheck last = show(new ConnectPage.Failed(new Failure(Failure.Reason.UNEXPECTED, "It was this."), false, null));
        assertEquals(List.of(), last.actions());
    }

    @Test
    public void formIsAnsweredWithARedirectSoThatReloadIsSafe() throws Exception {
        HttpResponse<String> answer = submit("CANCEL", new ConnectPage.Cancelled(SHOP));
        assertEquals(303, answer.statusCode());
        assertEquals("../../connect/s/ses_1", answer.headers().firstValue("Location").orElse(""));
        host.flow.page = host.flow.answer;
        assertEquals(host.get(ConnectHost.PAGE).body(), host.get(ConnectHost.PAGE).body());
        assertEquals(List.of("submit ses_1 CANCEL", "page ses_1", "page ses_1"), List.copyOf(host.flow.calls));
    }

    @Test
    public void whatThePersonSentReachesTheFlow() throws Exception {
        host.post(ConnectHost.PAGE, "action", "CONNECT", "csrf", "c&=1", "provider", "ftp", "method", "login", "label", "Grüße €",
                "client", "own", "values.on", "false", "values.on", "true", "values.key", "-----\r\nMII\r\n", "client.clientId", "id");
        assertEquals(Action.CONNECT, host.flow.submitted.action());
        assertEquals("c&=1", host.flow.submitted.csrf());
        assertEquals(Map.of("provider", "ftp", "method", "login", "label", "Grüße €", "client", "own", "values.on", "true",
                "values.key", "-----\nMII\n", "client.clientId", "id"), host.flow.submitted.values());
    }

    @Test
    public void problemsOfAFormLeadBackToThePage() throws Exception {
        host.flow.failure = new ProblemException(ProblemType.CONFLICT, "Another window was faster.");
        PageCheck page = PageCheck.of(host.post(ConnectHost.PAGE, "action", "CONNECT", "csrf", "c"));
        assertEquals(409, page.status);
        assertTrue(page.says("Another window was faster."));
        assertEquals(1, page.all("href", "../../connect/s/ses_1").size());
    }

    @Test
    public void styleSheetIsServedFromHereAndKept() throws Exception {
        PageCheck page = show(new ConnectPage.Cancelled(null));
        String address = page.with("rel", "stylesheet").getAttribute("href");
        assertTrue(address, address.startsWith("../../connect/style.css?v="));
        HttpResponse<String> style = host.get(address.substring("../..".length()));
        assertEquals(200, style.statusCode());
        assertTrue(style.headers().firstValue("Content-Type").orElse("").startsWith("text/css"));
        assertTrue(style.headers().firstValue("Cache-Control").orElse("").contains("max-age"));
        assertFalse("nothing from elsewhere", style.body().contains("url(") || style.body().contains("@import"));
    }
}
