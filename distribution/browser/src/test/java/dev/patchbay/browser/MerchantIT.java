package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A merchant: sees one account's connections and nothing else; and a link that two people use one after the other. */
public class MerchantIT {
    private static ShownHost host;
    private static Chromium chromium;
    private static String foreign;

    @BeforeClass
    public static void open() {
        host = ShownHost.start("merchant");
        chromium = Chromium.open(host.address());
        host.installSandbox();
        host.sandboxClient("harbour");
        host.connection("harbour", "api-key", "Carrier rates", Map.of("key", "k-123"));
        foreign = host.connection("nordlager", "api-key", "Not theirs", Map.of("key", "k-456"));
    }

    @AfterClass
    public static void close() throws Exception {
        Closing.all(chromium, host);
    }

    @Test
    public void accountSessionSeesItsConnectionsAndNothingElse() {
        chromium.go(host.accountLink("harbour")).sees("Carrier rates").doesNotSee("Not theirs");
        for (String page : new String[] {"Integrations", "OAuth clients", "API keys", "Accounts", "Audit", "Health", "Settings"}) {
            assertFalse(page, chromium.has(page));
        }
        for (String path : new String[] {"integrations", "clients", "keys", "accounts", "audit", "health", "settings"}) {
            chromium.go("/console/" + path).sees("There is nothing here");
        }
        chromium.assertQuiet();
        chromium.go("/console/connection/" + foreign).sees("This connection is not here");
        chromium.complaints(); // the 404 it was told
        Hand.MOUSE.press(chromium, "All connections");
        Hand.MOUSE.press(chromium, "Carrier rates");
        chromium.sees("What it joins");
        Hand.MOUSE.press(chromium, "Test");
        chromium.sees("There was nothing to test against");
        chromium.assertQuiet();
    }

    @Test
    public void linkIsFinishedInAnotherBrowser() {
        String link = host.api().post("/api/v1/connect-sessions", Map.of("account", "harbour", "provider", "sandbox"))
                .expect(201).json().get("url").asText();
        try (Chromium first = Chromium.open(host.address()); Chromium second = Chromium.open(host.address())) {
            first.go(link);
            Hand.MOUSE.press(first, "Continue");
            Hand.MOUSE.press(first, "Go on on another device");
            String shared = String.valueOf(first.script(
                    "return [...document.querySelectorAll('input')].map((one) => one.value).find((value) => value.includes('/connect/'));"));
            second.go(shared);
            Hand.MOUSE.press(second, "Continue");
            Hand.MOUSE.press(second, "Connect Sandbox shop");
            Hand.MOUSE.press(second, "Bob");
            Hand.MOUSE.press(second, "Allow");
            second.sees("is connected");
            assertEquals("ready", host.api().get("/api/v1/connections?account=harbour&provider=sandbox").expect(200)
                    .json().at("/items/0/status").asText());
            first.driver().navigate().refresh();
            first.sees("Links work once");
            second.assertQuiet(ShownHost.SANDBOX);
        }
    }
}
