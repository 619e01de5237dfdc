package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.WebPage;
import java.net.URI;
import java.util.List;
import org.junit.Test;

/** Answers of an app that are not what was asked for: each is refused, uses nothing up, and the right one still works. */
public final class CallbackScenes {
    private final SandboxHost host = ConnectIT.host();

    /** A browser that has everything but the last step: the callback it was about to follow. */
    private Browser beforeTheLastStep(String account) {
        host.client(account, "oauth2");
        Browser browser = SandboxHost.leave(host.opened(host.link(account)));
        browser.stopBefore(host.publicUrl() + "/oauth/callback/");
        SandboxHost.allow(browser, "Alice");
        return browser;
    }

    private void assertRefused(int status, WebPage page, String account) {
        assertEquals(page.toString(), status, page.status());
        assertEquals(page.toString(), List.of(), host.list(account));
    }

    @Test
    public void answerInAnotherBrowserIsRefusedAndUsesNothingUp() {
        Browser browser = beforeTheLastStep("fixated");
        String callback = browser.held().toString();
        Browser stranger = host.browser();
        assertRefused(404, stranger.open(callback).expect("begun in another browser"), "fixated");
        Browser withASession = host.opened(host.link("fixated-too"));
        assertRefused(404, withASession.open(callback), "fixated");
        assertTrue(host.sessionEvents("fixated").contains("refuse"));
        browser.open(callback).expect("is connected", "signed in as Alice");
        assertEquals(1, host.list("fixated").size());
    }

    @Test
    public void answerWithoutTwiceOrWithAnUnknownStateIsRefused() {
        Browser browser = beforeTheLastStep("stateless");
        String callback = browser.held().toString();
        String state = callback.replaceFirst(".*[?&](state=[^&]*).*", "$1");
        assertRefused(400, browser.open(callback.replace(state, "none=1")), "stateless");
        assertRefused(400, browser.open(callback + "&" + state), "stateless");
        assertRefused(400, browser.open(callback + "&state=another"), "stateless");
        assertRefused(404, browser.open(callback.replace(state, "state=" + "A".repeat(43))), "stateless");
        assertRefused(400, browser.open(callback.replace(state, "state=")), "stateless");
        browser.open(callback).expect("is connected");
    }

    @Test
    public void answerAtTheAddressOfAnotherClientIsRefused() {
        Browser browser = beforeTheLastStep("mixed");
        String callback = browser.held().toString();
        String other = host.client("mixed", "oauth2");
        assertRefused(404, browser.open(callback.replaceFirst("cli_[a-z0-9]+", other)), "mixed");
        browser.open(callback).expect("is connected");
    }

    @Test
    public void answerOfAnotherIssuerIsRefusedAndNothingIsSentToIt() {
        Browser browser = beforeTheLastStep("issued");
        String callback = browser.held().toString();
        String issuer = "iss=http%3A%2F%2F127.0.0.1%3A" + SandboxHost.PORT;
        assertTrue(callback, callback.contains(issuer));
        WebPage page = browser.open(callback.replace(issuer, "iss=https%3A%2F%2Fevil.example"));
        assertRefused(200, page.expect("Sandbox shop is not connected", "What to do:"), "issued");
        browser.press("Try again");
        SandboxHost.allow(SandboxHost.leave(browser), "Alice").expect("is connected");
    }

    @Test
    public void codeOfSomebodyElseIsRefusedByItsVerifier() {
        String stolen = beforeTheLastStep("victim").held().toString().replaceFirst(".*[?&]code=([^&]*).*", "$1");
        Browser browser = beforeTheLastStep("injector");
        String callback = browser.held().toString().replaceFirst("code=[^&]*", "code=" + stolen);
        assertRefused(200, browser.open(callback).expect("Sandbox shop is not connected"), "injector");
        assertEquals(List.of(), host.list("victim"));
    }

    @Test
    public void errorInTheAnswerIsShownAsTextOnly() {
        Browser browser = beforeTheLastStep("scripted");
        String callback = browser.held().toString().replaceFirst("code=[^&]*", "error=server_error&error_description="
                + "%3Cscript%3Ealert(1)%3C%2Fscript%3E&error_uri=javascript%3Aalert(1)");
        assertRefused(200, browser.open(callback).expect("Sandbox shop is not connected", "What to do:"), "scripted");
    }

    @Test
    public void formOfAnotherPageIsRefused() {
        host.client("forged", "oauth2");
        Browser browser = host.opened(host.link("forged"));
        String other = host.opened(host.link("forged")).page().hidden("csrf");
        browser.page().forge("csrf", other);
        assertEquals(403, browser.press("Connect Sandbox shop").status());
        browser.page().expect("does not belong to the page");
        browser.follow("Back to the connection").expect("Asked for by forged");
    }

    @Test
    public void sessionIsNoPageOfABrowserWithoutItsKey() {
        URI page = host.opened(host.link("keyless")).page().address();
        assertEquals(404, host.browser().open(page.toString()).status());
        assertEquals(404, host.opened(host.link("keyless-too")).tab().open(page.toString()).status());
    }
}
