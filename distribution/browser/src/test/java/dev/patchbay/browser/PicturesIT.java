package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.browser.Gallery.Page;
import dev.patchbay.practice.PracticeFtpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Every page, in both themes, on a wide and on a narrow window, and in the second language: a picture of it is written, axe-core
 * finds nothing serious, nothing scrolls sideways, nothing complains, nothing is asked of another host.
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
    private static PracticeFtpServer ftp;
    private static Chromium chromium;
    private static String axe;

    @BeforeClass
    public static void open() throws IOException {
        host = ShownHost.start("pictures");
        ftp = PracticeFtpServer.start();
        chromium = Chromium.open(host.address());
        axe = Chromium.resource("/axe.min.js");
    }

    @AfterClass
    public static void close() throws Exception {
        Closing.all(chromium, ftp, host);
    }

    @Test
    public void everyPageInBothThemesWideAndNarrowAndInGerman() {
        List<String> faults = new ArrayList<>();
        each(new Page("sign-in", "/console/"), faults);
        chromium.go(host.signInLink()).sees("Nothing is connected yet");
        each(new Page("connections-none", "/console/connections"), faults);
        Gallery gallery = Gallery.fill(host, ftp, chromium);
        gallery.operatorPages().forEach(page -> each(page, faults));
        gallery.connectPages().forEach(page -> each(page, faults));
        chromium.scheme("light").language("de-DE,de");
        gallery.operatorPages().stream().filter(page -> page.presses().isEmpty()).forEach(page -> look(page, "de", 360, faults));
        gallery.connectPages().forEach(page -> look(page, "de", 360, faults));
        chromium.language("en-GB,en").go(gallery.merchantLink()).sees("Supplier feed");
        gallery.merchantPages().forEach(page -> each(page, faults));
        assertEquals(String.join("\n", faults), List.of(), faults);
    }

    @Test
    public void firstLoadIsSmallAndNoPageAllowsInlineCode() {
        try (Chromium stranger = Chromium.open(host.address())) {
            stranger.go(host.signInLink()).sees("Connections");
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

    private static void each(Page page, List<String> faults) {
        for (String scheme : List.of("light", "dark")) {
            chromium.scheme(scheme);
            for (int width : WIDTHS) {
                look(page, scheme, width, faults);
            }
        }
    }

    private static void look(Page page, String kind, int width, List<String> faults) {
        String where = page.name() + "-" + kind + "-" + width;
        chromium.size(width, 900).go(page.address());
        page.presses().forEach(name -> Hand.MOUSE.press(chromium, name));
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
        chromium.complaints().stream().filter(line -> !(page.gone() && line.contains("404"))).forEach(line -> faults.add(where + ": " + line));
        List<String> elsewhere = chromium.requests().stream().filter(url -> url.startsWith("http"))
                .filter(url -> !url.startsWith(host.address().toString())).toList();
        assertTrue(where + " asked " + elsewhere, elsewhere.isEmpty());
    }
}
