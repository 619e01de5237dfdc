package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connections.TestReport;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.w3c.dom.Element;

/** How the pages look: the account's name, colour and logo, and the cable as things stand. */
public class LooksTest {
    private static final String LOGO = "data:image/png;base64,iVBORw0KGgo=";
    private static final ConnectPage.View STOPPED = new ConnectPage.Cancelled(null);
    private static final Failure FAILURE = new Failure(Failure.Reason.DECLINED, "No.");

    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private PageCheck show(ConnectPage.Looks looks) throws Exception {
        ConnectPage page = ScriptedFlow.page(STOPPED);
        return host.show(new ConnectPage("Acme", looks, page.provider(), null, page.csrf(), page.expiresAt(), STOPPED));
    }

    private String cable(ConnectPage.View view) throws Exception {
        PageCheck page = host.show(ScriptedFlow.page(view));
        return page.all("class", "k-live").size() == 1 ? "plugged"
                : page.all("transform", "translate(232 110) rotate(184)").size() == 1 ? "fallen" : "in hand";
    }

    private static ConnectPage.Form form(TestReport report, Failure failure) {
        ConnectionMethod method = ConnectionMethod.of("login", "Login").fields(Field.text("user", "User"));
        return new ConnectPage.Form(method, Map.of(), List.of(), "L", List.of(), List.of(), null, List.of(), report, failure);
    }

    @Test
    public void accountIsNamedInItsColour() throws Exception {
        PageCheck page = show(new ConnectPage.Looks("Harbour Supply", "#1d5c46", null));
        Element tile = page.all("class", "brand").get(0);
        assertEquals("HS", tile.getTextContent());
        assertEquals(1, page.all("fill", "#1d5c46").size());
        assertEquals("Harbour Supply", page.with("class", "brand-row").getElementsByTagName("bdi").item(0).getTextContent());
    }

    @Test
    public void accountWithoutLooksHasItsLabel() throws Exception {
        PageCheck page = show(new ConnectPage.Looks(null, null, null));
        assertEquals("AcAcme", page.with("class", "brand-row").getTextContent());
        assertEquals("a colour that is none colours nothing", 0,
                show(new ConnectPage.Looks(null, "red\" onload=\"x", null)).tags("rect").stream().filter(r -> r.hasAttribute("fill")).count());
    }

    @Test
    public void onlyALogoThatIsPartOfTheDescriptionIsShown() throws Exception {
        PageCheck page = show(new ConnectPage.Looks("Acme", "#1d5c46", LOGO));
        assertEquals("", page.with("src", LOGO).getAttribute("alt"));
        for (String other : List.of("https://acme.example/logo.png", "data:text/html;base64,aGk=", "data:image/png,x", "javascript:x")) {
            assertEquals(other, List.of(), show(new ConnectPage.Looks("Acme", null, other)).tags("img"));
        }
    }

    @Test
    public void inkIsReadOnEveryColour() {
        assertEquals("#ffffff", Brand.on("#1d5c46"));
        assertEquals("#ffffff", Brand.on("#000000"));
        assertEquals("#12171a", Brand.on("#ffc61e"));
        assertEquals("#12171a", Brand.on("#ffffff"));
    }

    @Test
    public void initialsAreThoseOfTwoWords() {
        assertEquals("HS", Brand.initials("harbour supply Ltd"));
        assertEquals("Ac", Brand.initials(" Acme"));
        assertEquals("ÄB", Brand.initials("“Äpfel” & Birnen"));
        assertEquals("𝒜", Brand.initials("𝒜"));
        assertEquals("", Brand.initials("…"));
    }

    @Test
    public void cableIsAsThingsStand() throws Exception {
        TestReport failed = new TestReport(false, List.of(new TestReport.Step("Log in", TestReport.Mark.FAILED, FAILURE)));
        assertEquals("in hand", cable(form(null, null)));
        assertEquals("in hand", cable(new ConnectPage.Choose(List.of())));
        assertEquals("fallen", cable(form(null, FAILURE)));
        assertEquals("fallen", cable(form(failed, null)));
        assertEquals("fallen", cable(new ConnectPage.Failed(FAILURE, true, null)));
        assertEquals("fallen", cable(STOPPED));
        assertEquals("plugged", cable(new ConnectPage.Connected("con_1", "L", null, List.of(), List.of(), null, null)));
    }

    @Test
    public void longNamesAreCutInTheDrawingOnly() throws Exception {
        String name = "An account with a name that is longer than a jack is wide";
        PageCheck page = show(new ConnectPage.Looks(name, null, null));
        assertTrue(page.says(name));
        assertTrue(page.tags("text").stream().map(Element::getTextContent).toList().contains("An account with a n…"));
    }

    @Test
    public void whoSignsInAtTheAppIsToldSo() throws Exception {
        ConnectionMethod method = ConnectionMethod.of("oauth", "Sign in").auth(Auth.authorizationCode("https://a.example/a", "https://a.example/t"));
        ConnectPage.Form form = new ConnectPage.Form(
                method, Map.of(), List.of(), "L", List.of("read"), List.of(), null, List.of(), null, null);
        String sentence = "nobody here sees your password there";
        assertTrue(host.show(new ConnectPage("Acme", ConnectionDefinition.of("a", "A").methods(method), null, "c", ScriptedFlow.ENDS, form))
                .text().contains(sentence));
        assertFalse(host.show(ScriptedFlow.page(form(null, null))).text().contains(sentence));
    }

    @Test
    public void looksAreThoseOfTheConsole() throws Exception {
        String style = host.get("/" + StyleSheet.PATH).body();
        assertTrue("the console's tokens", style.contains("--signal: #ffc61e"));
        assertTrue("come before what is of these pages", style.indexOf("--signal: #ffc61e") < style.indexOf(".brand text"));
    }
}
