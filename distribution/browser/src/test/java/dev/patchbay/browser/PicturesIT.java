package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Every page, in both themes, on a wide and on a narrow window: a picture of it is written, axe-core finds nothing serious,
 * nothing scrolls sideways, nothing complains, nothing is asked of another host.
 */
public class PicturesIT {
    private static final Path PICTURES = Path.of(System.getProperty("patchbay.test.pictures")).toAbsolutePath().normalize();
    private static final int[] WIDTHS = {1280, 360};
    private static final String SETTLED = """
            const done = arguments[arguments.length - 1];
            let last = -1, same = 0;
            const look = () => {
              const busy = document.querySelector('[aria-busy=true]') !== null;
              const size = document.documentElement.innerHTML.length;
              same = size === last && !busy ? same + 1 : 0;
              last = size;
              if (same >= 6) { done(true); } else { setTimeout(look, 80); }
            };
            look();""";
    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then((found) => done(found.violations
              .filter((one) => ['serious', 'critical'].includes(one.impact))
              .map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '))));""";

    private static ShownHost host;
    private static Chromium chromium;
    private static String axe;
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @BeforeClass
    public static void open() {
        host = ShownHost.start("pictures");
        chromium = Chromium.open(host.address());
        axe = Chromium.resource("/axe.min.js");
        host.installSandbox();
        host.api().install(ShownHost.integration("dev.patchbay.app.ftp")).expect(201);
        String client = host.sandboxClient("harbour");
        String key = host.connection("harbour", "api-key", "Carrier rates", Map.of("key", "k-123"));
        host.connection("harbour", "login", "Legacy stock", Map.of("domain", "stock.example", "username", "svc", "password", "x"));
        host.connection("nordlager", "key-secret", "Tax tables", Map.of("key", "k", "secret", "s"));
        PAGES.put("connections", "/console/connections");
        PAGES.put("connections-nothing", "/console/connections?q=nothing-like-this");
        PAGES.put("connection", "/console/connection/" + key);
        PAGES.put("connection-gone", "/console/connection/con_none");
        PAGES.put("add", "/console/add");
        PAGES.put("add-ftp", "/console/add/ftp?account=harbour");
        PAGES.put("add-sandbox", "/console/add/sandbox?account=harbour");
        PAGES.put("integrations", "/console/integrations");
        PAGES.put("clients", "/console/clients");
        PAGES.put("client", "/console/clients/" + client);
        PAGES.put("keys", "/console/keys");
        PAGES.put("accounts", "/console/accounts");
        PAGES.put("account", "/console/accounts/harbour");
        PAGES.put("audit", "/console/audit");
        PAGES.put("health", "/console/health");
        PAGES.put("settings", "/console/settings");
        PAGES.put("nothing", "/console/nothing-here");
        PAGES.put("demo", "/console/demo");
    }

    @AfterClass
    public static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (host != null) {
            host.close();
        }
    }

    @Test
    public void everyPageInBothThemesWideAndNarrow() {
        List<String> faults = new ArrayList<>();
        each("sign-in", "/console/", faults);
        chromium.go(host.signInLink()).sees("Carrier rates");
        PAGES.forEach((name, path) -> each(name, path, faults));
        String link = host.api().post("/api/v1/connect-sessions", Map.of("account", "harbour", "provider", "sandbox"))
                .expect(201).json().get("url").asText();
        each("connect-start", link, faults);
        chromium.go(link);
        Hand.MOUSE.press(chromium, "Continue");
        chromium.sees("Connect Sandbox shop");
        each("connect", chromium.driver().getCurrentUrl(), faults);
        each("connect-ended", "/connect/no-such-link-as-this-one-here", faults);
        assertEquals(String.join("\n", faults), List.of(), faults);
    }

    @Test
    public void firstLoadIsSmallAndNoPageAllowsInlineCode() {
        try (Chromium stranger = Chromium.open(host.address())) {
            stranger.go(host.signInLink()).sees("Carrier rates");
            Number bytes = (Number) stranger.script("""
                    return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                      .reduce((sum, one) => sum + one.encodedBodySize, 0);""");
            assertTrue(bytes + " bytes", bytes.longValue() > 10_000 && bytes.longValue() <= 200 * 1024);
        }
        for (String page : List.of("/console/", "/console/demo", "/connect/no-such-link-as-this-one-here")) {
            String policy = host.api().get(page).header("Content-Security-Policy");
            assertTrue(page + ": " + policy, policy.startsWith("default-src 'none';") && !policy.contains("unsafe"));
        }
    }

    private static void each(String name, String address, List<String> faults) {
        for (String scheme : List.of("light", "dark")) {
            chromium.scheme(scheme);
            for (int width : WIDTHS) {
                look(name, address, scheme, width, faults);
            }
        }
    }

    private static void look(String name, String address, String scheme, int width, List<String> faults) {
        String where = name + "-" + scheme + "-" + width;
        chromium.size(width, 900).go(address);
        chromium.driver().executeAsyncScript(SETTLED);
        Number over = (Number) chromium.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
        if (over.intValue() > 0) {
            faults.add(where + ": scrolls sideways by " + over + " px");
        }
        chromium.script(axe);
        for (Object found : (List<?>) chromium.driver().executeAsyncScript(AXE)) {
            faults.add(where + ": " + found);
        }
        chromium.picture(PICTURES.resolve(where + ".png"));
        chromium.complaints().stream().filter(line -> !isAsked(name, line)).forEach(line -> faults.add(where + ": " + line));
        List<String> elsewhere = chromium.requests().stream().filter(url -> url.startsWith("http"))
                .filter(url -> !url.startsWith(host.address().toString())).toList();
        assertTrue(where + " asked " + elsewhere, elsewhere.isEmpty());
    }

    /** A page that is about something that is not there says so because it was told so: the browser logs that answer. */
    private static boolean isAsked(String page, String line) {
        return List.of("connection-gone", "connect-ended").contains(page) && line.contains("404");
    }
}
