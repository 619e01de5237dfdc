package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Guides, written by authors of integrations. */
public class GuideTest {
    private static String html(String markdown) {
        return html("en", LocalizedText.of(markdown), "");
    }

    private static String html(String language, LocalizedText markdown, String attribute) {
        Html html = new Html();
        Guide.write(html, Messages.in(language), markdown);
        String all = html.toString();
        String start = "<!DOCTYPE html>\n<div class=\"guide-text\"" + attribute + ">";
        assertTrue(all, all.startsWith(start));
        return all.substring(start.length(), all.length() - "</div>".length());
    }

    @Test
    public void paragraphsHeadingsAndLists() {
        assertEquals("<h3>Set up</h3><p>One two</p><p>three</p>", html("## Set up\nOne\ntwo\n\nthree"));
        assertEquals("<ol><li><p>a b</p></li><li><p>c</p></li></ol><p>d</p>", html("1. a\n   b\n2. c\n\nd"));
        assertEquals("<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol><h3>c</h3>", html("- a\n1) b\n# c"));
        assertEquals("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", html("* a\n\n  b\n* c"));
        assertEquals("", html(""));
    }

    @Test
    public void boldCodeAndLinks() {
        assertEquals("<p>a <strong>b</strong> <code>**c**</code> "
                        + "<a href=\"https://x.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noreferrer noopener\">d"
                        + "<span class=\"aside\"> (new window)</span></a>.</p>",
                html("a **b** `**c**` [d](https://x.example/?a=1&b=2)."));
    }

    @Test
    public void guideInAnotherLanguageThanThePageIsMarkedAndThePagesWordsInIt() {
        assertEquals("<p><a href=\"https://x.example\" target=\"_blank\" rel=\"noreferrer noopener\">a"
                        + "<span class=\"aside\" lang=\"de\"> (neues Fenster)</span></a></p>",
                html("de", new LocalizedText("[a](https://x.example)", "en"), " lang=\"en\""));
        assertEquals("<p>a</p>", html("de", LocalizedText.of("a"), ""));
    }

    @Test
    public void bulletsWithinAList() {
        assertEquals("<ol><li><p>a</p><ul><li><p>b c</p></li><li><p>d</p></li></ul></li><li><p>e</p></li></ol><p>f</p>",
                html("1. a\n   - b\n     c\n   - d\n2. e\n\nf"));
        assertEquals("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><h3>c</h3>", html("- a\n  - b\n# c"));
    }

    @Test
    public void tables() {
        assertEquals("<p>x</p><table><thead><tr><th scope=\"col\">it says</th><th scope=\"col\">do</th></tr></thead>"
                        + "<tbody><tr><td><em>a</em></td><td>b &lt;c&gt;</td></tr></tbody></table><p>y</p>",
                html("x\n\n| it says | do |\n|---|---|\n| *a* | b <c> |\n\ny"));
        assertEquals("without a rule it is text", "<p>| a | | b |</p>", html("| a |\n| b |"));
    }

    @Test
    public void emphasis() {
        assertEquals("<p>press <em>Go on</em>, <strong>not</strong> <em>x</em></p>", html("press *Go on*, **not** *x*"));
    }

    @Test
    public void everythingElseIsText() {
        for (String text : new String[] {"<script>alert(1)</script>", "[a](javascript:alert(1))", "[a](http://x.example)",
            "[a](https://x.example\" onclick=\"x)", "![a](data:x)", "a * b * _c_", "> q", "| a |", "&lt;", "<https://x.example>",
            "**open", "`open", "[a]", "####### a", "#a"}) {
            assertEquals("<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;") + "</p>",
                    html(text));
        }
    }

    @Test(timeout = 20_000)
    public void hostileGuidesTakeNoTime() {
        assertEquals(200_007, html("[".repeat(200_000)).length());
        html("**a".repeat(50_000));
        html("[a](https://".repeat(20_000));
        html("`".repeat(99_999));
        html("*a ".repeat(66_000));
        html("*a" + " ".repeat(199_000));
    }
}
