package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import org.junit.Test;

/** The writer of pages. */
public class HtmlTest {
    private final Html html = new Html();

    private String written() {
        return html.toString().substring("<!DOCTYPE html>\n".length());
    }

    @Test
    public void textsAndValuesAreEscaped() {
        html.open("p", "title", "a\"b'c<d>&").text("</p><script>'\"&amp;").close("p");
        assertEquals("<p title=\"a&quot;b&#39;c&lt;d&gt;&amp;\">&lt;/p&gt;&lt;script&gt;&#39;&quot;&amp;amp;</p>", written());
    }

    @Test
    public void whatCannotBeSentIsReplaced() {
        html.element("p", "a\u0000b\u001bc\ud800d\uffffe\u0085f\ud83d\ude00\tg\r\nh");
        assertEquals("<p>a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ud83d\ude00\tg\nh</p>", written());
    }

    @Test
    public void attributesWithoutValueAreLeftOut() {
        html.open("input", "name", "a", "value", null, "checked", "checked");
        assertEquals("<input name=\"a\" checked=\"checked\" />", written());
    }

    @Test
    public void firstLineBreakOfATextAreaIsKept() {
        html.element("textarea", "\na");
        assertEquals("<textarea>\n\na</textarea>", written());
    }

    @Test
    public void elementsAreClosedInTheirOrder() {
        html.open("div").open("p");
        assertThrows(IllegalStateException.class, () -> html.close("div"));
        html.close("p");
        assertThrows(IllegalStateException.class, html::toString);
    }

    @Test
    public void linksLeadToWebSitesOnly() {
        for (String bad : new String[] {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:x", "//evil.example"}) {
            assertFalse(bad, Html.isWeb(URI.create(bad)));
        }
        html.leave(URI.create("javascript:alert(1)"), "go", null);
        assertEquals("<code>go</code>", written());
        assertTrue(Html.isWeb(URI.create("https://app.example/x")));
        assertTrue(Html.isWeb(URI.create("http://127.0.0.1:9/x")));
    }

    @Test
    public void siteIsHostAndPortOnly() {
        assertEquals("evil.example:8443", Html.site(URI.create("https://shop.example@evil.example:8443/a?b#c")));
        assertEquals("mailto:", Html.site(URI.create("mailto:a@b.example")));
    }
}
