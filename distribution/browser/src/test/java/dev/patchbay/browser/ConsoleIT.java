package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** An operator's first day, from the first link to a login that was taken back: with the mouse, and again by keyboard alone. */
@RunWith(Parameterized.class)
public class ConsoleIT {
    private static final String FTP = "dev.patchbay.app.ftp";
    private static final String SANDBOX = "dev.patchbay.app.sandbox";

    private final Hand hand;
    private ShownHost host;
    private PracticeFtpServer ftp;
    private Chromium chromium;

    public ConsoleIT(Hand hand) {
        this.hand = hand;
    }

    @Parameters(name = "{0}")
    public static List<Hand> hands() {
        return List.of(Hand.values());
    }

    @Before
    public void open() throws IOException {
        host = ShownHost.start("console-" + hand);
        chromium = Chromium.open(host.address());
        ftp = PracticeFtpServer.start();
    }

    @After
    public void close() throws Exception {
        Closing.all(ftp, chromium, host);
    }

    @Test
    public void firstDay() throws IOException {
        signsInByTheLink();
        installs();
        isToldWhatIsWrongWithBrokenFiles();
        connectsFtpWithAWrongAndThenTheRightPassword();
        connectsTheSandbox();
        selectsInAStep();
        editsTestsDeletesAndTakesBack();
        connectsAgainWhatTheAppTookBack();
        chromium.assertQuiet(ShownHost.SANDBOX);
        signsOutAndInWithTheKey();
    }

    private void press(String name) {
        hand.press(chromium, name);
    }

    private void type(String label, String text) {
        hand.type(chromium, label, text);
    }

    private void signsInByTheLink() {
        String link = host.signInLink();
        chromium.go(link).sees("Nothing is connected yet");
        assertTrue("the token left the address", !chromium.driver().getCurrentUrl().contains("pbl_"));
        Chromium other = Chromium.open(host.address());
        try (other) {
            other.go(link).sees("This link has ended or was used already");
        }
    }

    private void installs() {
        press("Integrations");
        chromium.sees("Drop a bundle here");
        hand.giveFile(chromium, "Choose a file", ShownHost.integration(FTP));
        chromium.sees("FTP server").sees("runs.");
        hand.giveFile(chromium, "Choose a file", ShownHost.integration(SANDBOX));
        chromium.sees("Sandbox shop");
        assertEquals(200, host.api().get("/api/v1/providers/sandbox").status());
    }

    private void isToldWhatIsWrongWithBrokenFiles() throws IOException {
        byte[] whole = Files.readAllBytes(ShownHost.integration(FTP));
        Path cut = host.file("cut.jar", Arrays.copyOf(whole, whole.length / 2));
        String said = host.api().install(cut).json().get("detail").asText();
        hand.giveFile(chromium, "Choose a file", cut);
        chromium.sees(said);
        byte[] broken = "{\"id\":\"Broken\",\"label\":1,\"colour\":\"red\"}".getBytes(StandardCharsets.UTF_8);
        hand.giveFile(chromium, "Choose a file", host.file("broken.connection.json", broken));
        chromium.sees("colour");
        chromium.complaints(); // each refusal is a line in the browser's own log of failed requests
    }

    private void connectsFtpWithAWrongAndThenTheRightPassword() {
        press("Connections");
        press("Add connection");
        press("FTP server");
        type("Account id", "shop");
        press("Continue");
        type("Server", PracticeFtpServer.HOST);
        hand.choose(chromium, "Encryption", "None: password and files travel in clear");
        type("Port", String.valueOf(ftp.port()));
        type("User name", PracticeFtpServer.USER);
        type("Password", "wrong");
        type("Name", "Feed");
        press("Test");
        chromium.sees("The test stopped at");
        assertEquals(PracticeFtpServer.HOST, chromium.field("Server").getDomProperty("value"));
        type("Password", ftp.password());
        press("Test");
        chromium.sees("It works");
        press("Save connection");
        chromium.sees("“Feed” is saved");
        assertEquals("ready", host.named("shop", "Feed").get("status").asText());
    }

    private void connectsTheSandbox() {
        press("Connections");
        press("Add connection");
        press("Sandbox shop");
        press("Continue");
        press("Set up an OAuth client");
        press("Get the redirect URI");
        chromium.sees("Register this at");
        type("Client ID", "sandbox-client");
        type("Client secret", "sandbox-secret");
        press("Save OAuth client");
        press("Continue to Sandbox");
        allow("Alice");
        chromium.sees("is connected");
    }

    /** In the small window: on to the app, be somebody, and say yes. */
    private void allow(String person) {
        chromium.turnToPopup();
        press("Continue");
        press("Connect Sandbox shop");
        press(person);
        press("Allow");
        chromium.turnBack();
        Eventually.until("the small window is closed", () -> chromium.driver().getWindowHandles().size() == 1);
    }

    private void selectsInAStep() {
        Map<String, Object> values = Map.of("host", PracticeFtpServer.HOST, "port", ftp.port(), "encryption", "none",
                "username", PracticeFtpServer.USER, "password", ftp.password());
        host.connection("demo", "ftp", "First feed", values);
        String second = host.connection("demo", "ftp", "Second feed", values);
        chromium.go("/console/demo").sees("Upload file");
        hand.select(chromium, "Choose a connection", "Second feed");
        chromium.sees("This step uses “Second feed” now.");
        press("Test");
        chromium.sees("Test passed");
        String step = "/api/v1/steps/order-to-warehouse/upload?account=demo";
        assertEquals(second, host.api().get(step).expect(200).json().at("/connection/id").asText());
    }

    private void editsTestsDeletesAndTakesBack() {
        chromium.go("/console/connection/" + host.named("shop", "Feed").get("id").asText()).sees("What it joins");
        press("Edit");
        type("Name", "Supplier feed");
        press("Save changes");
        chromium.sees("Changes saved");
        press("Test");
        chromium.sees("It works");
        press("Delete…");
        chromium.sees("Delete “Supplier feed”?");
        press("Delete connection");
        chromium.sees("Connection deleted");
        press("Undo");
        chromium.sees("Connection is back");
        assertEquals("ready", host.named("shop", "Supplier feed").get("status").asText());
    }

    private void connectsAgainWhatTheAppTookBack() {
        String id = host.api().get("/api/v1/connections?provider=sandbox").expect(200).json().at("/items/0/id").asText();
        chromium.go(ShownHost.SANDBOX + "/");
        press("Revoke what Alice allowed");
        chromium.sees("Ended:");
        chromium.go("/console/connection/" + id);
        press("Test");
        chromium.sees("Reconnect to Sandbox");
        press("Reconnect");
        allow("Alice");
        chromium.sees("is connected");
        assertEquals("ready", host.api().get("/api/v1/connections/" + id).expect(200).json().get("status").asText());
        chromium.complaints();
    }

    private void signsOutAndInWithTheKey() {
        chromium.go("/console/");
        press("One-time link, language and sign out");
        press("Sign out");
        chromium.sees("It starts with");
        type("API key", "pbk_wrong");
        press("Sign in");
        chromium.sees("This key is not known here");
        type("API key", host.key());
        press("Sign in");
        chromium.sees("Supplier feed");
    }
}
