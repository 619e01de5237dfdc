package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** What an operator does beside connecting: many connections at once, a backup, a new key, and the question for the way back. */
public class OperatingIT {
    private static final Hand HAND = Hand.MOUSE;
    private static final String ACCOUNT = "harbour";
    private static final String PASSPHRASE = "a ship in the harbour";
    private static final DateTimeFormatter HOVER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static ShownHost host;
    private static Chromium chromium;
    private static String first;
    private static String second;

    @BeforeClass
    public static void open() {
        host = ShownHost.start("operating");
        chromium = Chromium.open(host.address());
        host.installSandbox();
        first = sandboxKey("Berth one");
        second = sandboxKey("Berth two");
        host.connection(ACCOUNT, "api-key", "Left alone", Map.of("key", "k-123"));
        chromium.go(host.signInLink()).sees("Left alone");
    }

    @AfterClass
    public static void close() throws Exception {
        Closing.all(chromium, host);
    }

    @Before
    public void forgetComplaints() {
        chromium.complaints();
    }

    private static String sandboxKey(String label) {
        return host.api().post("/api/v1/connections", Map.of("account", ACCOUNT, "provider", "sandbox", "method", "api-key", "label", label,
                "values", Map.of("key", "sandbox-key"))).expect(201).json().get("id").asText();
    }

    private static void press(String name) {
        HAND.press(chromium, name);
    }

    private static void type(String label, String text) {
        HAND.type(chromium, label, text);
    }

    private static JsonNode stored(String id) {
        return host.api().get("/api/v1/connections/" + id).expect(200).json();
    }

    private static void select() {
        chromium.go("/console/connections?sort=label").sees("Berth two");
        press("Select Berth one");
        press("Select Berth two");
        chromium.sees("2 selected");
    }

    @Test
    public void thoseThatAreSelectedAreTestedAndTheirTimesAreInUtcOnHover() {
        chromium.zone("Asia/Tokyo");
        select();
        press("Test");
        chromium.sees("2 of 2 passed");
        assertTrue("it was tested", stored(first).at("/lastTest/passed").asBoolean() && stored(second).at("/lastTest/passed").asBoolean());
        chromium.go("/console/connections?sort=label").sees("Berth one");
        Object hover = chromium.script("return document.querySelector('pb-connection-table .c-test time').title;");
        assertEquals(HOVER.format(Instant.parse(stored(first).at("/lastTest/at").asText())), hover);
        chromium.assertQuiet();
    }

    @Test
    public void thoseThatAreSelectedGetALinkEachToConnectAgain() {
        select();
        press("Reconnect link");
        chromium.sees("2 links to connect again");
        String one = String.valueOf(chromium.field("Berth one").getDomProperty("value"));
        String two = String.valueOf(chromium.field("Berth two").getDomProperty("value"));
        assertNotEquals(one, two);
        press("Close");
        String before = stored(first).at("/updatedAt").asText();
        try (Chromium merchant = Chromium.open(host.address())) {
            merchant.go(one);
            HAND.press(merchant, "Continue");
            HAND.type(merchant, "Key", "sandbox-key");
            HAND.press(merchant, "Connect Sandbox shop");
            merchant.sees("is connected");
            merchant.assertQuiet();
        }
        assertNotEquals("connected again, under its id", before, stored(first).at("/updatedAt").asText());
        chromium.assertQuiet();
    }

    @Test
    public void thoseThatAreSelectedAreDeletedAndTakenBack() {
        select();
        press("Delete…");
        chromium.sees("Delete 2 connections?");
        press("Delete 2 connections");
        chromium.sees("2 connections deleted");
        List<String> left = host.api().get("/api/v1/connections").expect(200).json().get("items").findValuesAsText("label");
        assertEquals(List.of("Left alone"), left);
        press("Undo");
        chromium.sees("2 connections are back").sees("Berth one");
        assertEquals("ready", stored(first).get("status").asText());
        assertEquals("ready", stored(second).get("status").asText());
        chromium.assertQuiet();
    }

    @Test
    public void backupIsDownloadedWholeUnderItsOwnPassphrase() throws IOException {
        Path downloads = host.folder("downloads");
        chromium.downloadsTo(downloads);
        chromium.go("/console/settings").sees("sealed under a passphrase of its own");
        type("Passphrase of this backup", "short");
        press("Download backup");
        chromium.sees("A passphrase has at least 12 characters.");
        type("Passphrase of this backup", PASSPHRASE);
        type("The same again", PASSPHRASE + "!");
        press("Download backup");
        chromium.sees("This is not the same as above.");
        assertEquals("nothing was written", List.of(), host.files(downloads));
        type("The same again", PASSPHRASE);
        press("Download backup");
        chromium.sees(" is written, ");
        Eventually.until("the file is there, under its last name",
                () -> host.files(downloads).size() == 1 && !host.files(downloads).get(0).toString().endsWith(".crdownload"));
        assertEquals("it opens with the passphrase and is whole", 0, host.restored(host.files(downloads).get(0), PASSPHRASE));
        chromium.assertQuiet();
    }

    @Test
    public void keyIsRenewedAndEverythingIsSealedAnew() {
        host.api().post("/api/v1/connect-sessions", Map.of("account", ACCOUNT, "provider", "sandbox")).expect(201);
        String before = host.api().get("/api/v1/admin/keys").expect(200).json().get("active").asText();
        chromium.go("/console/settings").sees("In use");
        press("Renew key");
        chromium.sees("Renew the encryption key?");
        press("Cancel");
        assertEquals("only who says yes", before, host.api().get("/api/v1/admin/keys").json().get("active").asText());
        press("Renew key");
        chromium.sees("Renew the encryption key?");
        press("Renew key");
        chromium.sees("All that is stored is under the new key. The former one is destroyed once the links have ended.");
        JsonNode keys = host.api().get("/api/v1/admin/keys").json();
        assertNotEquals(before, keys.get("active").asText());
        assertTrue("the link's", keys.get("sessions").asInt() > 0);
        assertEquals(keys.get("sessions"), keys.get("remaining"));
        chromium.sees(keys.get("active").asText());
        assertEquals("sandbox-key", host.api().get("/api/v1/connections/" + first + "/credential").expect(200).json().at("/values/key").asText());
        chromium.assertQuiet();
    }

    @Test
    public void doctorSaysWhatItFoundOnTheWayBack() {
        JsonNode found = host.api().post("/api/v1/admin/callback-doctor").expect(200).json();
        chromium.go("/console/health").sees("Way back from apps");
        press("Check the way back");
        chromium.sees(found.get("healthy").asBoolean() ? "Apps can send people back" : "Apps cannot send people back");
        for (JsonNode check : found.get("checks")) {
            String detail = check.get("detail").asText();
            chromium.sees(detail.startsWith("Not known before") ? "Not known before the failed check passes." : detail);
        }
        chromium.assertQuiet();
    }
}
