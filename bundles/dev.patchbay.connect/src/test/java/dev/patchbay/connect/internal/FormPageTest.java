package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.w3c.dom.Element;

/** The form. */
public class FormPageTest {
    private static final Field<String> MODE = Field.choice("mode", "Mode", Field.option("plain", "Plain"), Field.option("tls", "With TLS"))
            .fallback("tls");
    private static final ConnectionMethod LOGIN = ConnectionMethod.of("login", "User and password")
            .guide("# Find it\nOpen **Settings**, see [help](https://help.example/x).")
            .fields(Field.host("host", "Server").help("Its name.").example("ftp.example.com"),
                    Field.integer("port", "Port").fallback(21), MODE,
                    Field.text("pin", "Certificate").visibleWhen(MODE, "tls").optional(),
                    Field.secret("password", "Password"), Field.secret("key", "Private key").multiLine().optional(),
                    Field.flag("passive", "Passive").fallback(true), Field.list("folders", "Folders").optional(),
                    Field.secret("code", "One-time code").scope(Field.Scope.ONE_TIME).optional(),
                    Field.text("site", "Site").scope(Field.Scope.CAPTURED));
    private static final ConnectionMethod OAUTH = ConnectionMethod.of("oauth", "Sign in at the app")
            .auth(Auth.authorizationCode("https://app.example/a", "https://app.example/t"));
    private static final ConnectionDefinition PROVIDER = ConnectionDefinition.of("files", "Files").methods(LOGIN, OAUTH);

    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private static ConnectPage page(ConnectPage.Form form) {
        return new ConnectPage("Acme", PROVIDER, null, "csrf-1", ScriptedFlow.ENDS, form);
    }

    private static ConnectPage.Form login(Map<String, Object> values, List<String> kept, List<FieldError> errors) {
        return new ConnectPage.Form(LOGIN, values, kept, "Files of Acme", List.of(), List.of(), null, errors, null, null);
    }

    private static ConnectPage.Form oauth(List<ConnectPage.Form.Client> clients, boolean own, List<FieldError> errors) {
        return new ConnectPage.Form(OAUTH, Map.of("clientId", "typed-id"), List.of(), "Files", List.of("read_files", "write_files"), clients,
                own ? new ConnectPage.Form.OwnClient(URI.create("https://connect.example/oauth/callback/cli_1")) : null, errors, null, null);
    }

    private PageCheck show(ConnectPage.Form form) throws Exception {
        return host.show(page(form));
    }

    @Test
    public void accountAppAndScopesAreNamedBeforeAnythingIsSent() throws Exception {
        PageCheck page = show(oauth(List.of(new ConnectPage.Form.Client("cli_1", "Ours")), false, List.of()));
        String facts = page.with("class", "facts").getTextContent();
        assertTrue(facts, facts.contains("Acme") && facts.contains("Files") && facts.contains("read_files") && facts.contains("write_files"));
        assertTrue(page.html.indexOf("class=\"facts\"") < page.html.indexOf("<form"));
        assertTrue(page.text().contains("4 March 2026, 05:06 UTC"));
    }

    @Test
    public void inputsAreAsTheFieldsAre() throws Exception {
        PageCheck page = show(login(Map.of("host", "h.example", "port", 2121, "passive", false, "folders", List.of("a", "b")), List.of(), List.of()));
        assertEquals("h.example", page.with("name", "values.host").getAttribute("value"));
        assertEquals("required", page.with("name", "values.host").getAttribute("required"));
        assertEquals("2121", page.with("name", "values.port").getAttribute("value"));
        assertEquals("numeric", page.with("name", "values.port").getAttribute("inputmode"));
        assertEquals("password", page.with("name", "values.password").getAttribute("type"));
        assertEquals("textarea", page.with("name", "values.key").getTagName());
        assertEquals("\na\nb", page.with("name", "values.folders").getTextContent());
        assertEquals("password", page.with("name", "values.code").getAttribute("type"));
        assertEquals(List.of(), page.all("name", "values.site"));
        List<Element> passive = page.all("name", "values.passive");
        assertEquals("false", passive.get(0).getAttribute("value"));
        assertEquals("checkbox", passive.get(1).getAttribute("type"));
        assertFalse(passive.get(1).hasAttribute("checked"));
        assertEquals("tls", page.with("selected", "selected").getAttribute("value"));
        assertEquals("Files of Acme", page.with("name", "label").getAttribute("value"));
        assertTrue(page.text().contains("Its name. Example: ftp.example.com"));
    }

    @Test
    public void whatStandsAroundAValueItsWarningAndItsPageAreShown() throws Exception {
        ConnectionMethod method = ConnectionMethod.of("shop", "Shop").fields(
                Field.text("shop", "Shop").maxLength(40).around("https://", ".acme.example").help("Its name.")
                        .warning("Renaming it later breaks this.").docs("https://acme.example/docs?a=1&b=2"));
        PageCheck page = show(new ConnectPage.Form(method, Map.of(), List.of(), "Shop", List.of(), List.of(), null, List.of(), null, null));
        assertTrue(page.text(), page.text().contains("Renaming it later breaks this. Its name."
                + " What stands for … in https://….acme.example; the whole is taken too."));
        assertEquals("62", page.with("name", "values.shop").getAttribute("maxlength"));
        assertEquals("a", page.with("href", "https://acme.example/docs?a=1&b=2").getTagName());
    }

    @Test
    public void defaultsStandInTheForm() throws Exception {
        PageCheck page = show(login(Map.of(), List.of(), List.of()));
        assertEquals("21", page.with("name", "values.port").getAttribute("value"));
        assertTrue(page.all("name", "values.passive").get(1).hasAttribute("checked"));
    }

    @Test
    public void secretsAreNeverShownAndKeptOnesMayStayEmpty() throws Exception {
        PageCheck page = show(login(Map.of("password", "hunter2", "key", "hunter3"), List.of("password"), List.of()));
        assertFalse(page.html, page.html.contains("hunter"));
        Element password = page.with("name", "values.password");
        assertFalse(password.hasAttribute("required"));
        assertFalse(password.hasAttribute("value"));
        assertTrue(page.with("id", password.getAttribute("aria-describedby")).getTextContent().contains("Leave this empty to keep it"));
    }

    @Test
    public void fieldsOfOneCaseStandUnderIt() throws Exception {
        PageCheck page = show(login(Map.of(), List.of(), List.of()));
        Element group = (Element) page.with("name", "values.pin").getParentNode().getParentNode();
        assertEquals("fieldset", group.getTagName());
        assertTrue(group.getTextContent(), group.getTextContent().startsWith("Only if “Mode” is With TLS"));
    }

    @Test
    public void everyFaultIsToldAboveAndAtItsInput() throws Exception {
        PageCheck page = show(login(Map.of("host", "bad host"), List.of(), List.of(
                new FieldError("values.host", "host", "This is no host."), new FieldError("values.host", "x", "Really not."),
                new FieldError("values.folders[1]", "max-length", "This is too long."), new FieldError("label", "required", "Give it a name."))));
        Element host = page.with("name", "values.host");
        assertEquals("true", host.getAttribute("aria-invalid"));
        assertEquals("in-values-host-error in-values-host-help", host.getAttribute("aria-describedby"));
        assertEquals("This is no host. Really not.", page.with("id", "in-values-host-error").getTextContent());
        assertEquals("This is too long.", page.with("id", "in-values-folders-error").getTextContent());
        assertEquals("Give it a name.", page.with("id", "in-label-error").getTextContent());
        Element summary = page.with("role", "alert");
        assertEquals("autofocus", summary.getAttribute("autofocus"));
        assertTrue(summary.getTextContent(), summary.getTextContent().contains("4 things to correct"));
        assertEquals(2, page.all("href", "#in-values-host").size());
        assertTrue(page.tags("title").get(0).getTextContent().startsWith("To correct"));
        assertEquals("bad host", host.getAttribute("value"));
    }

    @Test
    public void failedTestIsShownStepByStep() throws Exception {
        Failure failure = new Failure(Failure.Reason.CREDENTIALS_REJECTED, "530 Login incorrect.");
        TestReport report = new TestReport(false, List.of(new TestReport.Step("Reach the server", TestReport.Mark.PASSED, null),
                new TestReport.Step("Log in", TestReport.Mark.FAILED, failure), new TestReport.Step("List", TestReport.Mark.SKIPPED, null)));
        PageCheck page = show(new ConnectPage.Form(LOGIN, Map.of(), List.of(), "L", List.of(), List.of(), null, List.of(), report, null));
        assertTrue(page.text(), page.text().contains("Reach the server passed") && page.text().contains("List skipped"));
        assertTrue(page.says("530 Login incorrect.") && page.says("Check the login and enter it again."));
    }

    @Test
    public void failureOfTheLastTryIsShown() throws Exception {
        PageCheck page = show(new ConnectPage.Form(LOGIN, Map.of(), List.of(), "L", List.of(), List.of(), null, List.of(), null,
                new Failure(Failure.Reason.DECLINED, "You said no at the app.")));
        assertTrue(page.says("You said no at the app.") && page.says("Connect again when ready."));
    }

    @Test
    public void methodIsChosenWhereThereAreSeveral() throws Exception {
        PageCheck page = show(login(Map.of(), List.of(), List.of()));
        List<Element> radios = page.all("name", "method").stream().filter(e -> e.getAttribute("type").equals("radio")).toList();
        assertEquals(List.of("login", "oauth"), radios.stream().map(e -> e.getAttribute("value")).toList());
        assertTrue(radios.get(0).hasAttribute("checked"));
        assertEquals(List.of("CHOOSE", "CHOOSE", "CONNECT", "SHARE", "CANCEL"), page.actions());
    }

    @Test
    public void guideStandsBesideWithItsLinks() throws Exception {
        Element aside = show(login(Map.of(), List.of(), List.of())).tags("aside").get(0);
        assertTrue(aside.getTextContent(), aside.getTextContent().contains("Open Settings, see help"));
    }

    @Test
    public void ownClientShowsTheRedirectUriToRegister() throws Exception {
        PageCheck page = show(oauth(List.of(), true, List.of()));
        assertEquals("https://connect.example/oauth/callback/cli_1", page.with("readonly", "readonly").getAttribute("value"));
        assertEquals("typed-id", page.with("name", "client.clientId").getAttribute("value"));
        assertEquals("password", page.with("name", "client.clientSecret").getAttribute("type"));
        assertEquals(FormView.OWN, page.with("name", "client").getAttribute("value"));
        assertTrue(page.says("For the operator: public.url is not set."));
    }

    @Test
    public void clientIsChosenOrAnOwnOneAskedFor() throws Exception {
        List<ConnectPage.Form.Client> clients = List.of(new ConnectPage.Form.Client("cli_1", "Ours"), new ConnectPage.Form.Client("cli_2", "Test"));
        PageCheck page = show(oauth(clients, false, List.of()));
        assertEquals(List.of("cli_1", "cli_2", "own"), page.all("name", "client").stream().map(e -> e.getAttribute("value")).toList());
        assertTrue(page.with("value", "cli_1").hasAttribute("checked"));
        assertEquals("button", page.with("value", "own").getTagName());
        assertTrue("Enter connects", page.html.indexOf("value=\"CONNECT\"") < page.html.indexOf("value=\"own\""));
        PageCheck own = show(oauth(clients, true, List.of()));
        assertEquals("radio", own.with("value", "own").getAttribute("type"));
        assertTrue(own.with("value", "own").hasAttribute("checked"));
        assertFalse(own.with("value", "cli_1").hasAttribute("checked"));
        assertEquals(1, own.all("name", "client.clientId").size());
    }

    @Test
    public void buttonOfAnOwnClientIsAChoiceAndConnectIsNot() throws Exception {
        host.post(ConnectHost.PAGE, "csrf", "c", "action", "CHOOSE", "client", "cli_1", "values.host", "h", "client", "own");
        assertEquals(Action.CHOOSE, host.flow.submitted.action());
        assertEquals(Map.of("client", "own", "values.host", "h"), host.flow.submitted.values());
        host.post(ConnectHost.PAGE, "csrf", "c", "action", "CHOOSE", "client", "cli_1", "action", "CONNECT");
        assertEquals(Action.CONNECT, host.flow.submitted.action());
    }

    @Test
    public void redirectUriStandsAboveWhereTheClientIsPartOfTheConnection() throws Exception {
        ConnectionMethod method = ConnectionMethod.of("own", "Any app").auth(Auth.authorizationCode("https://app.example/a", "https://app.example/t"))
                .fields(Field.text("clientId", "Client ID"), Field.secret("clientSecret", "Client secret"));
        ConnectPage.Form form = new ConnectPage.Form(method, Map.of(), List.of(), "L", List.of(), List.of(),
                new ConnectPage.Form.OwnClient(URI.create("https://connect.example/oauth/callback/con_1")), List.of(), null, null);
        PageCheck page = host.show(new ConnectPage("Acme", ConnectionDefinition.of("oauth2", "OAuth 2.0").methods(method), null, "c",
                ScriptedFlow.ENDS, form));
        assertTrue(page.html.indexOf("/oauth/callback/con_1") < page.html.indexOf("values.clientId"));
        assertEquals(List.of(), page.all("name", "client"));
    }

    @Test
    public void reconnectNamesTheConnection() throws Exception {
        PageCheck page = host.show(new ConnectPage("Acme", PROVIDER, "Our files", "c", ScriptedFlow.ENDS, login(Map.of(), List.of(), List.of())));
        assertEquals("Connect “Our files” again", page.tags("h1").get(0).getTextContent());
    }
}
