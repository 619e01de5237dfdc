package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What comes in between while somebody fills in a form: nothing typed is lost. */
public class FormsIT {
    private static final Hand HAND = Hand.MOUSE;
    private static final String FTP = "dev.patchbay.app.ftp";

    private static ShownHost host;
    private static PracticeFtpServer ftp;
    private static Chromium chromium;

    @BeforeClass
    public static void open() throws IOException {
        host = ShownHost.start("forms");
        ftp = PracticeFtpServer.start();
        chromium = Chromium.open(host.address());
        host.api().install(ShownHost.integration(FTP)).expect(201);
        host.installSandbox();
        host.sandboxClient("shop");
    }

    @AfterClass
    public static void close() throws Exception {
        Closing.all(chromium, ftp, host);
    }

    private static void press(String name) {
        HAND.press(chromium, name);
    }

    private static void type(String label, String text) {
        HAND.type(chromium, label, text);
    }

    private static void holds(String label, String text) {
        assertEquals(text, chromium.field(label).getDomProperty("value"));
    }

    /** A key of an operator; its id, and its text. */
    private static JsonNode key() {
        return host.api().post("/api/v1/admin/api-keys", Map.of("label", "Ada", "scopes", List.of("read", "write", "use", "sessions", "admin")))
                .expect(201).json();
    }

    private static JsonNode signIn() {
        JsonNode key = key();
        chromium.driver().manage().deleteAllCookies();
        chromium.go("/console/").sees("It starts with");
        type("API key", key.get("key").asText());
        press("Sign in");
        chromium.sees("Add connection");
        chromium.complaints(); // that nobody was signed in
        return key;
    }

    /** Somebody who signed in edits a new connection; its id. */
    private static String editing(String label) {
        signIn();
        String id = host.connection("shop", "login", label, Map.of("domain", "app.example", "username", "svc", "password", "x"));
        chromium.go("/console/connection/" + id).sees("What it joins");
        press("Edit");
        return id;
    }

    @Test
    public void aSessionThatEndsMeanwhileIsOpenedAgainAboveTheForm() {
        JsonNode key = signIn();
        chromium.go("/console/add/ftp?account=shop");
        type("Server", PracticeFtpServer.HOST);
        HAND.choose(chromium, "Encryption", "None: password and files travel in clear");
        type("Port", String.valueOf(ftp.port()));
        type("User name", PracticeFtpServer.USER);
        type("Password", ftp.password());
        type("Name", "Kept");
        host.api().delete("/api/v1/admin/api-keys/" + key.get("id").asText()).expect(204);
        press("Test");
        chromium.sees("Your session has ended");
        type("API key", key().get("key").asText());
        HAND.press(chromium, "Sign in");
        chromium.doesNotSee("Your session has ended");
        holds("Server", PracticeFtpServer.HOST);
        holds("Port", String.valueOf(ftp.port()));
        holds("Name", "Kept");
        type("Password", ftp.password());
        press("Test");
        chromium.sees("It works");
        press("Save connection");
        chromium.sees("“Kept” is saved");
        chromium.complaints(); // the 401
    }

    @Test
    public void whatSomebodyElseChangedIsShownAndSavedOverOnlyWhenAskedAgain() {
        String id = editing("Stock");
        type("Name", "Mine");
        host.api().patch("/api/v1/connections/" + id, Map.of("label", "Theirs")).expect(200);
        press("Save changes");
        chromium.sees("Somebody changed this connection while you were typing:").sees("Theirs");
        holds("Name", "Mine");
        assertEquals("Theirs", host.api().get("/api/v1/connections/" + id).json().get("label").asText());
        press("Save changes");
        chromium.sees("Changes saved");
        assertEquals("Mine", host.api().get("/api/v1/connections/" + id).json().get("label").asText());
        chromium.complaints(); // the 412
    }

    @Test
    public void aNetworkThatGoesAndComesBackLosesNothing() {
        String id = editing("Ledger");
        type("Name", "Main ledger");
        type("User name", "reader");
        chromium.online(false);
        press("Save changes");
        chromium.sees("No answer from this Patchbay");
        holds("Name", "Main ledger");
        holds("User name", "reader");
        chromium.online(true);
        press("Try again");
        chromium.sees("Changes saved");
        JsonNode saved = host.api().get("/api/v1/connections/" + id).json();
        assertEquals("Main ledger", saved.get("label").asText());
        assertEquals("reader", saved.at("/values/username").asText());
        chromium.complaints(); // what could not be reached
    }

    @Test
    public void anIntegrationThatIsGoneMeanwhileAndComesBackLosesNothing() {
        signIn();
        String id = host.connection("shop", "ftp", "Yard", Map.of("host", PracticeFtpServer.HOST, "port", ftp.port(),
                "encryption", "none", "username", PracticeFtpServer.USER, "password", ftp.password()));
        chromium.go("/console/connection/" + id).sees("What it joins");
        press("Edit");
        type("Name", "Yard and quay");
        type("User name", "quay");
        host.api().delete("/api/v1/admin/bundles/" + FTP).expect(204);
        press("Save changes");
        chromium.sees(host.api().patch("/api/v1/connections/" + id, Map.of("values", Map.of("username", "quay"))).expect(409)
                .json().get("detail").asText());
        holds("Name", "Yard and quay");
        holds("User name", "quay");
        host.api().install(ShownHost.integration(FTP)).expect(201);
        press("Save changes");
        chromium.sees("Changes saved");
        assertEquals("Yard and quay", host.api().get("/api/v1/connections/" + id).json().get("label").asText());
        chromium.complaints(); // the 409
    }

    @Test
    public void aBusyHostIsToldOfWithTheTimeAndAskedAgainByAPress() {
        String id = editing("Rates");
        type("Name", "Rates of today");
        /* what a proxy in front says while the host starts anew (RFC 9110, section 15.6.4) */
        chromium.script("""
                const send = window.fetch;
                window.fetch = (...request) => {
                  window.fetch = send;
                  return Promise.resolve(new Response('starting anew', {status: 503, headers: {'Retry-After': '7'}}));
                };""");
        press("Save changes");
        chromium.sees("Try again in 7 s.");
        holds("Name", "Rates of today");
        press("Try again");
        chromium.sees("Changes saved");
        assertEquals("Rates of today", host.api().get("/api/v1/connections/" + id).json().get("label").asText());
        chromium.assertQuiet();
    }

    @Test
    public void aReloadWhileSomebodySignsInAtTheAppGoesOnWaiting() {
        signIn();
        chromium.go("/console/add/sandbox?account=shop");
        press("Continue to Sandbox");
        chromium.turnToPopup();
        press("Continue");
        press("Connect Sandbox shop");
        chromium.turnBack().driver().navigate().refresh();
        chromium.sees("This page was loaded again while a sign-in was under way. It still waits for it.");
        chromium.turnToPopup();
        press("Alice");
        press("Allow");
        chromium.sees("is connected");
        chromium.driver().close();
        chromium.turnBack().sees("is connected");
        assertEquals("ready", host.api().get("/api/v1/connections?provider=sandbox").expect(200).json().at("/items/0/status").asText());
        chromium.assertQuiet(ShownHost.SANDBOX);
    }

    @Test
    public void stepsOfATestAreNamedInThePagesLanguage() {
        signIn();
        String feed = host.connection("shop", "ftp", "Gate", Map.of("host", PracticeFtpServer.HOST, "port", ftp.port(),
                "encryption", "none", "username", PracticeFtpServer.USER, "password", "wrong"));
        String called = host.api().post("/api/v1/connections", Map.of("account", "shop", "provider", "sandbox", "method", "api-key",
                "label", "Key", "values", Map.of("key", "sandbox-key"))).expect(201).json().get("id").asText();
        try {
            chromium.language("de-DE,de").go("/console/connection/" + feed);
            press("Prüfen");
            chromium.sees("Die Prüfung endete bei „Anmelden“").sees("Server erreichen").doesNotSee("Reach the server");
            chromium.go("/console/connection/" + called);
            press("Prüfen");
            chromium.sees("App aufrufen").doesNotSee("Call the app");
        } finally {
            chromium.language("en-GB,en");
        }
        chromium.assertQuiet();
    }

    @Test
    public void aFaultTheHostFindsStandsBesideItsFieldAndNothingElseIsLost() {
        signIn();
        chromium.go("/console/accounts/shop").sees("What people read who connect an app");
        type("Name here", "The shop");
        type("Own shop", "not a shop");
        press("Save account");
        Eventually.until("the field is marked", () -> "true".equals(chromium.field("Own shop").getAttribute("aria-invalid")));
        holds("Name here", "The shop");
        type("Own shop", "the-shop.myshopify.com");
        press("Save account");
        chromium.sees("“The shop” is saved");
        assertEquals("The shop", host.api().get("/api/v1/accounts/shop").expect(200).json().get("label").asText());
        chromium.complaints(); // the 422
    }
}
