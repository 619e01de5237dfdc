package dev.patchbay.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Eventually;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.openqa.selenium.Keys;

/** A list of more connections than a page is read in: few of its rows are in the page, each knows its place, and the focus stays. */
public class LongListIT {
    private static final int COUNT = 260;
    private static final int FEW = 140;
    private static final String ROWS = "[...document.querySelectorAll('pb-connection-table tbody tr[aria-rowindex]')]";

    private ShownHost host;
    private Chromium chromium;

    @Before
    public void open() {
        host = ShownHost.start("long-list");
        for (int i = 0; i < COUNT; i++) {
            host.connection("shop", "api-key", String.format(Locale.ROOT, "Feed %03d", i), Map.of("key", "secret-" + i));
        }
        chromium = Chromium.open(host.address());
        chromium.go(host.signInLink()).sees("Feed ");
        chromium.go("/console/connections?sort=label").sees("Feed 000");
    }

    @After
    public void close() throws Exception {
        Closing.all(chromium, host);
    }

    @Test
    public void everyRowKnowsItsPlace() {
        Eventually.until("the table knows how many there are", () -> "261".equals(chromium.script(
                "return document.querySelector('pb-connection-table table').getAttribute('aria-rowcount');")));
        scrollToTheEnd();
        assertPlaces();
        chromium.script("scrollTo(0, 0);");
        chromium.sees("Feed 000");
        assertPlaces();
        chromium.assertQuiet();
    }

    @Test
    public void theFocusStaysInARowThatIsFarAway() {
        chromium.script(ROWS.replace("[...", "return [...") + "[0].querySelector('a').focus();");
        assertTrue(focused(), focused().contains("Feed 000"));
        scrollToTheEnd();
        assertTrue(focused(), focused().contains("Feed 000"));
        chromium.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        assertTrue(focused(), focused().contains("More for Feed 000"));
    }

    private String focused() {
        return String.valueOf(chromium.script("return document.activeElement.outerHTML;"));
    }

    private void scrollToTheEnd() {
        Eventually.until("the last row is there", () -> {
            chromium.script("scrollTo(0, document.documentElement.scrollHeight);");
            return Boolean.TRUE.equals(chromium.script("return " + ROWS + ".some((row) => row.ariaRowIndex === '261');"));
        });
    }

    /** By the label's order: the number in it is that of the row. */
    private void assertPlaces() {
        List<?> rows = (List<?>) chromium.script("return " + ROWS
                + ".map((row) => [row.getAttribute('role'), row.ariaRowIndex, row.querySelector('b').textContent]);");
        assertTrue(rows.size() + " rows are in the page", rows.size() > 10 && rows.size() < FEW);
        for (Object row : rows) {
            List<?> cells = (List<?>) row;
            assertEquals("row", cells.get(0));
            int place = Integer.parseInt((String) cells.get(1)) - 2;
            assertEquals(String.format(Locale.ROOT, "Feed %03d", place), cells.get(2));
        }
    }
}
