package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.w3c.dom.Element;

/** Providers' own translations, by the keys that the console has for them. */
public class ProviderTextsTest {
    private static final Field<String> REGION = Field.choice("region", "Region of it", Field.option("eu", "Europe"), Field.option("us", "America"));
    private static final ConnectionMethod KEY = ConnectionMethod.of("key", "Signing key").guide("Open [Settings](https://depot.example/s).")
            .fields(REGION, Field.text("keyId", "Key number").help("Twelve letters.").example("AAAA-BBBB").warning("Shown once."),
                    Field.text("site", "Depot site").help("Where it stands.").visibleWhen(REGION, "eu", "us").optional());
    private static final ConnectionMethod OAUTH = ConnectionMethod.of("oauth", "By sign-in")
            .auth(Auth.authorizationCode("https://depot.example/a", "https://depot.example/t"));
    private static final ConnectionDefinition DEPOT = ConnectionDefinition.of("depot", "Parcel depot").methods(KEY, OAUTH)
            .translation("de", Map.ofEntries(Map.entry("label", "Paketdepot"), Map.entry("methods.key.label", "Signaturschlüssel"),
                    Map.entry("methods.key.guide", "# Schritte\n1. Die [Einstellungen](https://depot.example/s) öffnen."),
                    Map.entry("methods.key.fields.region.label", "Gebiet"), Map.entry("methods.key.fields.region.options.eu", "Europa"),
                    Map.entry("methods.key.fields.keyId.label", "Schlüsselnummer"), Map.entry("methods.key.fields.keyId.help", "Zwölf <b>."),
                    Map.entry("methods.key.fields.keyId.example", "CCCC"), Map.entry("methods.key.fields.keyId.warning", "Nur einmal zu sehen.")));

    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private PageCheck show(String language, ConnectionMethod method, boolean own, FieldError... errors) throws Exception {
        ConnectPage.Form form = new ConnectPage.Form(method, Map.of(), List.of(), "", List.of(), List.of(),
                own ? new ConnectPage.Form.OwnClient(URI.create("https://connect.example/oauth/callback/cli_1")) : null, List.of(errors), null, null);
        return host.show(new ConnectPage("Acme", DEPOT, null, "csrf-1", ScriptedFlow.ENDS, form), language);
    }

    private static Element label(PageCheck page, String input) {
        return page.with("for", "in-values-" + input);
    }

    @Test
    public void appIsCalledAsItsProviderCallsItInThatLanguage() throws Exception {
        PageCheck page = show("de", KEY, false);
        assertEquals("Paketdepot verbinden", page.tags("h1").get(0).getTextContent());
        assertTrue(page.tags("title").get(0).getTextContent().startsWith("Paketdepot verbinden – für Acme"));
        assertEquals("Paketdepot verbinden", page.with("value", "CONNECT").getTextContent());
        assertTrue(page.with("class", "facts").getTextContent().contains("Paketdepot"));
        assertTrue(page.tags("text").stream().anyMatch(e -> e.getTextContent().equals("Paketdepot")));
        assertEquals("Wo das bei Paketdepot zu finden ist", page.with("id", "guide").getTextContent());
        assertFalse(page.html, page.says("Parcel depot"));
        PageCheck done = host.show(new ConnectPage("Acme", DEPOT, null, "c", ScriptedFlow.ENDS,
                new ConnectPage.Connected("con_1", "L", null, List.of(), List.of(), null, null)), "de");
        assertEquals("Paketdepot ist verbunden", done.tags("h1").get(0).getTextContent());
    }

    @Test
    public void methodsFieldsAndOptionsAreTranslated() throws Exception {
        PageCheck page = show("de", KEY, false);
        assertEquals("Signaturschlüssel", page.with("for", "in-method-key").getTextContent());
        assertEquals("Gebiet", label(page, "region").getTextContent());
        assertEquals("Europa", page.with("value", "eu").getTextContent());
        assertEquals("Schlüsselnummer", label(page, "keyId").getTextContent());
        assertEquals("Nur einmal zu sehen. Zwölf <b>. Beispiel: CCCC", page.with("id", "in-values-keyId-help").getTextContent());
        assertFalse(label(page, "keyId").getElementsByTagName("span").getLength() > 0);
    }

    @Test
    public void whatHasNoTranslationIsMarkedEnglish() throws Exception {
        PageCheck page = show("de", KEY, false);
        assertEquals("en", page.with("for", "in-method-oauth").getAttribute("lang"));
        assertEquals("en", page.with("value", "us").getAttribute("lang"));
        assertFalse(page.with("value", "eu").hasAttribute("lang"));
        assertTrue(page.marks("en", "Depot site") && page.marks("en", "Where it stands."));
        Element legend = page.tags("legend").get(1);
        assertEquals("Nur wenn „Gebiet“ Europa oder America ist", legend.getTextContent());
        assertEquals("America", legend.getElementsByTagName("span").item(0).getTextContent());
    }

    @Test
    public void appsToChooseAreTranslatedOrMarked() throws Exception {
        Map<String, Map<String, String>> german = Map.of("de", Map.of("label", "Paketdepot", "description", "Pakete unterwegs."));
        ConnectPage.View choose = new ConnectPage.Choose(List.of(new ConnectPage.Choose.App("depot", "Parcel depot", "Parcels on their way.", german),
                new ConnectPage.Choose.App("ftp", "FTP", "Moves files.")));
        PageCheck page = host.show(new ConnectPage("Acme", null, null, "c", ScriptedFlow.ENDS, choose), "de");
        assertEquals("Paketdepot", page.with("value", "depot").getTextContent());
        assertTrue(page.own().contains("Pakete unterwegs."));
        assertTrue(page.marks("en", "Moves files."));
        assertFalse(page.html, page.says("Parcel"));
    }

    @Test
    public void guideIsTranslatedOrMarked() throws Exception {
        Element translated = show("de", KEY, false).with("class", "guide-text");
        assertEquals("SchritteDie Einstellungen (neues Fenster) öffnen.", translated.getTextContent());
        assertFalse(translated.hasAttribute("lang"));
        ConnectionMethod other = KEY.guide("Another guide.");
        assertEquals("en", show("de", other, false).with("class", "guide-text").getAttribute("lang"));
    }

    @Test
    public void whatIsAskedInTheMiddleOfASignInIsNotTakenForWhatWasDeclared() throws Exception {
        ConnectionMethod asked = ConnectionMethod.of("key", "Signing key").guide("A code was sent.").fields(Field.text("keyId", "The code that was sent"));
        PageCheck page = show("de", asked, false);
        assertTrue(page.marks("en", "The code that was sent") && page.marks("en", "A code was sent."));
    }

    @Test
    public void fieldsOfEveryClientAreTranslatedHere() throws Exception {
        PageCheck page = show("de", OAUTH, true, new FieldError("client.clientSecret", "required", "It is needed."));
        assertEquals("Client-ID", page.with("for", "in-client-clientId").getTextContent());
        assertEquals("Client-Geheimnis", page.with("for", "in-client-clientSecret").getTextContent());
        assertTrue(page.text(), page.text().contains("Das wird gebraucht. (Client-Geheimnis)"));
    }

    @Test
    public void whoPrefersAnotherLanguageGetsTheOriginal() throws Exception {
        PageCheck page = show("en", KEY, false);
        assertEquals("Connect Parcel depot", page.tags("h1").get(0).getTextContent());
        assertEquals("Key number", label(page, "keyId").getTextContent());
        assertEquals("Shown once. Twelve letters. Example: AAAA-BBBB", page.with("id", "in-values-keyId-help").getTextContent());
    }
}
