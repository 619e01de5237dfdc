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
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;

/** The pages for who reads German: what is theirs is German, and what somebody else said in English is marked as that. */
public class GermanPagesTest {
    private static final URI APP = URI.create("https://app.example/authorize?state=s1");
    private static final Failure FAILURE = new Failure(Failure.Reason.CREDENTIALS_REJECTED, "530 Login incorrect.");
    private static final TestReport REPORT = new TestReport(false, List.of(new TestReport.Step("Reach it", TestReport.Mark.PASSED, null),
            new TestReport.Step("Log in", TestReport.Mark.FAILED, FAILURE), new TestReport.Step("List", TestReport.Mark.SKIPPED, null)));
    private static final Field<String> MODE = Field.choice("mode", "Which mode", Field.option("plain", "Plain"), Field.option("tls", "With TLS"),
            Field.option("ssh", "Over SSH"));
    private static final Field<Boolean> FLAG = Field.flag("passive", "Is passive");
    private static final ConnectionMethod LOGIN = ConnectionMethod.of("login", "User and password")
            .guide("# Find it\nOpen **Settings**, see [help](https://help.example/x).")
            .fields(Field.host("host", "Server name").help("Its name.").warning("Never change it.").example("ftp.example.com"), MODE, FLAG,
                    Field.text("pin", "Certificate pin").visibleWhen(MODE, "tls", "ssh").optional(),
                    Field.text("ports", "Port range").visibleWhen(FLAG, true).optional(),
                    Field.secret("password", "The password").docs("https://files.example/docs"), Field.list("folders", "Some folders").optional(),
                    Field.text("shop", "Its shop").around("https://", ".files.example"));
    private static final ConnectionMethod OAUTH = ConnectionMethod.of("oauth", "Sign in at the app")
            .auth(Auth.authorizationCode("https://app.example/a", "https://app.example/t"));
    private static final ConnectionDefinition FILES = ConnectionDefinition.of("files", "Files").methods(LOGIN, OAUTH);

    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private static ConnectPage page(ConnectionDefinition provider, String reconnect, ConnectPage.View view) {
        return new ConnectPage("Acme", provider, reconnect, "csrf-1", ScriptedFlow.ENDS, view);
    }

    private PageCheck show(ConnectPage.View view) throws Exception {
        return host.show(page(FILES, null, view), "de-AT, en;q=0.5");
    }

    private static ConnectPage.Form login(List<FieldError> errors, TestReport report, Failure failure) {
        return new ConnectPage.Form(LOGIN, Map.of(), List.of("password"), "Akten", List.of(), List.of(), null, errors, report, failure);
    }

    private static ConnectPage.Form oauth(boolean own) {
        return new ConnectPage.Form(OAUTH, Map.of(), List.of(), "Akten", List.of("read_files"), List.of(new ConnectPage.Form.Client("cli_1", "Unser")),
                own ? new ConnectPage.Form.OwnClient(URI.create("https://connect.example/oauth/callback/cli_1")) : null, List.of(), null, null);
    }

    private static List<ConnectPage.View> views() {
        List<FieldError> errors = List.of(new FieldError("values.host", "host", "This is no host."), new FieldError("label", "required", "Give it a name."));
        return List.of(new ConnectPage.Choose(List.of()), new ConnectPage.Choose(List.of(new ConnectPage.Choose.App("ftp", "FTP", "Moves files."))),
                login(List.of(), null, null), login(errors, REPORT, FAILURE), login(errors.subList(0, 1), null, null), oauth(false), oauth(true),
                new ConnectPage.Leave(APP), new ConnectPage.Code(APP, APP, "WDJB", Duration.ofSeconds(5)),
                new ConnectPage.AnotherAccount("alt@example", "neu@example"), new ConnectPage.Shared(URI.create("https://connect.example/connect/tok")),
                new ConnectPage.Connected("con_1", "Akten", "ich@example", List.of("read_files"), List.of("write_files"), REPORT, APP),
                new ConnectPage.Connected("con_1", "Akten", null, List.of(), List.of(), new TestReport(true, REPORT.steps().subList(0, 1)), null),
                new ConnectPage.Cancelled(null), new ConnectPage.Failed(FAILURE, true, APP), new ConnectPage.Failed(FAILURE, false, null));
    }

    /** Fails where a piece of the English catalogue, that is none of the German one too, is read as German. */
    private static void assertNoEnglish(PageCheck page) throws IOException {
        assertEquals("de", page.language());
        Properties english = new Properties();
        english.load(new InputStreamReader(Messages.class.getResourceAsStream("texts/en.properties"), StandardCharsets.UTF_8));
        String german = english.stringPropertyNames().stream().map(key -> Messages.in("de").get(key, fillings(english.getProperty(key))))
                .collect(Collectors.joining("\n"));
        String read = String.join("\n", page.own());
        for (String key : english.stringPropertyNames()) {
            for (String piece : english.getProperty(key).split("\\{[a-z]+\\}")) {
                Pattern words = Pattern.compile("(?<!\\p{L})" + Pattern.quote(piece.strip()) + "(?!\\p{L})");
                if (piece.strip().matches("(?s).*\\p{L}{2}.*") && !words.matcher(german).find()) {
                    assertFalse(key + ": " + piece + "\n" + read, words.matcher(read).find());
                }
            }
        }
    }

    private static String[] fillings(String text) {
        return Pattern.compile("\\{([a-z]+)\\}").matcher(text).results().map(hole -> hole.group(1))
                .flatMap(name -> Arrays.stream(new String[] {name, "…"})).toArray(String[]::new);
    }

    @Test
    public void everyKindOfPageIsGerman() throws Exception {
        Set<Class<?>> shown = views().stream().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(Set.of(ConnectPage.View.class.getPermittedSubclasses()), shown);
        for (ConnectPage.View view : views()) {
            assertNoEnglish(show(view));
            if (view instanceof ConnectPage.Form) {
                assertNoEnglish(host.show(page(FILES, "Unsere Akten", view), "de"));
            } else {
                assertNoEnglish(host.show(page(null, null, view), "de"));
            }
        }
        assertNoEnglish(PageCheck.of(host.get("/connect/" + ScriptedFlow.TOKEN, "de")));
        assertNoEnglish(PageCheck.of(host.send(host.form("/oauth/callback/cli_1", "code", "c1").header("Accept-Language", "de"))));
    }

    @Test
    public void theLanguageIsThatOfTheRequest() throws Exception {
        host.flow.page = page(FILES, null, new ConnectPage.Cancelled(null));
        for (String english : List.of("en", "fr", "de;q=0", "de;q=7", "en-GB,de;q=0.9")) {
            assertEquals(english, "en", PageCheck.of(host.get(ConnectHost.PAGE, english)).language());
        }
        HttpResponse<String> two = host.send(host.request("GET", ConnectHost.PAGE, "").header("Cookie", ConnectHost.COOKIE)
                .header("Accept-Language", "en;q=0.4").header("Accept-Language", "de"));
        assertEquals("several fields are one list", "de", PageCheck.of(two).language());
        assertEquals("en", PageCheck.of(host.get(ConnectHost.PAGE)).language());
        HttpResponse<String> style = host.get("/" + StyleSheet.PATH, "de");
        assertTrue("the style is of no language", style.headers().firstValue("Content-Language").isEmpty() && style.headers().firstValue("Vary").isEmpty());
        HttpResponse<String> onward = host.send(host.form(ConnectHost.PAGE, "action", "CANCEL", "csrf", "c")
                .header("Cookie", ConnectHost.COOKIE).header("Accept-Language", "de"));
        assertEquals(303, onward.statusCode());
        assertTrue("a redirect has no words", onward.headers().firstValue("Content-Language").isEmpty());
    }

    @Test
    public void endOfTheSessionIsWrittenTheGermanWay() throws Exception {
        assertTrue(show(new ConnectPage.Leave(APP)).text().contains("Diese Seite ist bis 4. März 2026, 05:06 UTC offen, und nur in diesem Browser."));
    }

    @Test
    public void failureIsMarkedEnglishBesideGermanAdvice() throws Exception {
        for (Failure.Reason reason : Failure.Reason.values()) {
            PageCheck page = show(new ConnectPage.Failed(new Failure(reason, "It was this."), true, null));
            assertTrue(reason.name(), page.marks("en", "It was this."));
            String advice = Messages.in("de").get("reason." + reason.name());
            assertTrue(page.text(), page.own().contains(" " + advice));
            assertFalse(advice, advice.equals(reason.advice()));
        }
    }

    @Test
    public void testIsMarkedStepByStep() throws Exception {
        PageCheck page = show(login(List.of(), REPORT, null));
        assertTrue(page.marks("en", "Log in") && page.marks("en", "530 Login incorrect."));
        assertTrue(page.text(), page.text().contains("Log in fehlgeschlagen") && page.text().contains("List ausgelassen"));
        assertTrue(page.own().contains(Messages.in("de").get("reason.CREDENTIALS_REJECTED")));
    }

    @Test
    public void stepsHaveTheNamesThatTheirProviderOrTheHostTranslates() throws Exception {
        TestReport report = new TestReport(true, List.of(new TestReport.Step("Log in", TestReport.Mark.PASSED, null),
                new TestReport.Step("Call the app", TestReport.Mark.PASSED, null), new TestReport.Step("Dance", TestReport.Mark.PASSED, null)));
        ConnectionDefinition german = FILES.translation("de", Map.of("steps.Log in", "Anmelden"));
        for (ConnectPage.View view : List.of(login(List.of(), report, null),
                new ConnectPage.Connected("con_1", "Akten", null, List.of(), List.of(), report, null))) {
            PageCheck page = host.show(page(german, null, view), "de");
            assertTrue(page.text(), page.own().containsAll(List.of("Anmelden", "App aufrufen")));
            assertTrue("nobody translates it", page.marks("en", "Dance"));
            assertFalse(page.text(), page.text().contains("Log in") || page.text().contains("Call the app"));
        }
        PageCheck english = host.show(page(german, null, login(List.of(), report, null)), "en");
        assertTrue(english.text(), english.text().contains("Log in") && english.text().contains("Call the app"));
    }

    @Test
    public void faultsAreMarkedAboveAndAtTheirInputs() throws Exception {
        PageCheck page = show(login(List.of(new FieldError("values.host", "unheard-of", "This is no host."),
                new FieldError("label", "other", "Give it a name.")), null, null));
        assertTrue(page.marks("en", "This is no host."));
        assertEquals(2, page.all("lang", "en").stream().filter(e -> e.getTextContent().equals("Give it a name.")).count());
        assertTrue(page.text(), page.text().contains("2 Angaben sind zu berichtigen") && page.text().contains("Give it a name. (Name)"));
    }

    @Test
    public void faultsWithAKnownCodeAreGermanAboveAndAtTheirInputs() throws Exception {
        PageCheck page = show(login(List.of(new FieldError("values.host", "required", "This field is required.")), null, null));
        assertEquals("Das wird gebraucht.", page.with("id", "in-values-host-error").getTextContent());
        assertEquals(List.of(), page.all("lang", "en").stream().filter(e -> e.getTextContent().contains("required")).toList());
        assertTrue(page.text(), page.text().contains("Das wird gebraucht. ("));
    }

    @Test
    public void problemIsMarkedBesideItsGermanTitleAndAdvice() throws Exception {
        host.flow.failure = new ProblemException(ProblemType.CONFLICT, "Another window was faster.", List.of(new FieldError("label", "x", "Give it a name.")));
        PageCheck page = PageCheck.of(host.send(host.form(ConnectHost.PAGE, "action", "CONNECT", "csrf", "c")
                .header("Cookie", ConnectHost.COOKIE).header("Accept-Language", "de")));
        assertEquals(409, page.status);
        assertTrue(page.marks("en", "Another window was faster.") && page.marks("en", "Give it a name."));
        assertEquals("Der jetzige Zustand lässt das nicht zu", page.tags("h1").get(0).getTextContent());
        assertTrue(page.own().containsAll(List.of("Zurückgehen und noch einmal versuchen.", "Zurück zur Verbindung")));
        assertNoEnglish(page);
    }

    @Test
    public void problemOfAnUnknownTypeKeepsItsTitleMarked() throws Exception {
        host.flow.failure = new ProblemException(new ProblemType("brand-new", 400, "Not known here yet"), "It is new.");
        PageCheck page = PageCheck.of(host.get(ConnectHost.PAGE, "de"));
        assertEquals("en", page.tags("h1").get(0).getAttribute("lang"));
        assertFalse(PageCheck.of(host.get(ConnectHost.PAGE, "en")).tags("h1").get(0).hasAttribute("lang"));
    }

    @Test
    public void whatThePagesRefuseByThemselvesIsGerman() throws Exception {
        assertRefused(404, "Unter dieser Adresse gibt es keine Seite.", host.get("/connect/", "de"));
        assertRefused(405, "Diese Adresse wird anders verwendet.", host.get("/connect", "de"));
        assertRefused(404, "Diese Seite ist nicht in diesem Browser geöffnet.",
                host.send(host.request("GET", ConnectHost.PAGE, "").header("Accept-Language", "de")));
        assertRefused(404, "Dieser Link ist nicht vollständig.", host.send(host.form("/connect", "token", "x").header("Accept-Language", "de")));
        assertRefused(400, "Im Formular fehlt „token“ oder kommt mehrmals vor.", host.send(host.form("/connect").header("Accept-Language", "de")));
        assertRefused(415, "Das Formular muss application/x-www-form-urlencoded in UTF-8 sein.",
                host.send(host.request("POST", "/connect", "").header("Accept-Language", "de")));
        host.flow.failure = new IllegalStateException("canary");
        PageCheck unforeseen = PageCheck.of(host.get(ConnectHost.PAGE, "de"));
        assertTrue(unforeseen.text(), unforeseen.text().contains("unter der Kennung "));
        assertNoEnglish(unforeseen);
    }

    private static void assertRefused(int status, String sentence, HttpResponse<String> answer) throws IOException {
        PageCheck page = PageCheck.of(answer);
        assertEquals(status, page.status);
        assertTrue(page.text(), page.own().contains(sentence));
        assertNoEnglish(page);
    }

    @Test
    public void nothingIsMarkedOnEnglishPages() throws Exception {
        for (ConnectPage.View view : views()) {
            assertEquals(1, host.show(page(FILES, null, view), "en").html.split(" lang=", -1).length - 1);
        }
    }
}
