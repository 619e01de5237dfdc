package dev.patchbay.connect.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guide in Markdown as HTML: paragraphs, headings, lists, bullets within a list, tables, bold, emphasis, code within a line,
 * and links to https. Everything else is text, markup first of all. Used by one thread.
 */
final class Guide {
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern BULLET = Pattern.compile(" {0,3}[-*+] +(.*)");
    private static final Pattern NUMBER = Pattern.compile(" {0,3}[0-9]{1,9}[.)] +(.*)");
    private static final Pattern NESTED = Pattern.compile(" {2,8}[-*+] +(.*)");
    private static final Pattern ROW = Pattern.compile("\\|(.*)\\|");
    private static final Pattern RULE = Pattern.compile("\\|(?: *:?-{1,60}:? *\\|){1,20}");
    private static final Pattern INLINE = Pattern.compile(
            "`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\[\\]]+)]\\((https://[^\\s()<>\"']+)\\)|\\*([^*\\s](?:[^*]*[^*\\s])?)\\*");

    private final Html html;
    private final LocalizedText newWindow;
    private final List<String> paragraph = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private String list = "";
    private boolean inItem;
    private boolean nested;

    private Guide(Html html, LocalizedText newWindow) {
        this.html = html;
        this.newWindow = newWindow;
    }

    /** Writes a guide; its headings become those below a heading of level 2. */
    static void write(Html html, Messages messages, LocalizedText markdown) {
        html.open("div", "class", "guide-text", "lang", markdown.lang());
        /* the page's own words within a guide of another language */
        String lang = markdown.lang() == null ? null : messages.language();
        Guide guide = new Guide(html, new LocalizedText(" " + messages.get("guide.window"), lang));
        markdown.text().lines().forEach(guide::line);
        guide.endTable();
        guide.endList();
        html.close("div");
    }

    private void line(String line) {
        if (ROW.matcher(line.strip()).matches() && paragraph.isEmpty()) {
            rows.add(line.strip());
            return;
        }
        endTable();
        Matcher bullet = BULLET.matcher(line);
        Matcher number = NUMBER.matcher(line);
        Matcher heading = HEADING.matcher(line);
        Matcher within = NESTED.matcher(line);
        if (inItem && within.matches()) {
            nestedItem(within.group(1));
        } else if (bullet.matches()) {
            item("ul", bullet.group(1));
        } else if (number.matches()) {
            item("ol", number.group(1));
        } else if (heading.matches()) {
            endList();
            html.open("h3");
            inline(heading.group(1).strip());
            html.close("h3");
        } else if (line.isBlank()) {
            endParagraph();
        } else {
            /* what is not indented after an empty line is no longer part of the list */
            if (inItem && paragraph.isEmpty() && !line.startsWith(" ")) {
                endList();
            }
            paragraph.add(line.strip());
        }
    }

    private void nestedItem(String text) {
        endParagraph();
        if (nested) {
            html.close("li");
        } else {
            html.open("ul");
            nested = true;
        }
        html.open("li");
        paragraph.add(text.strip());
    }

    private void endNested() {
        endParagraph();
        if (nested) {
            html.close("li").close("ul");
            nested = false;
        }
    }

    /** Rows under a header and a rule; without them they are text. */
    private void endTable() {
        if (rows.size() >= 2 && RULE.matcher(rows.get(1)).matches()) {
            endList();
            html.open("table").open("thead");
            row("th", rows.get(0), "scope", "col");
            html.close("thead").open("tbody");
            rows.subList(2, rows.size()).forEach(row -> row("td", row));
            html.close("tbody").close("table");
        } else {
            paragraph.addAll(rows);
        }
        rows.clear();
    }

    private void row(String cell, String row, String... attributes) {
        html.open("tr");
        for (String text : row.substring(1, row.length() - 1).split("\\|", -1)) {
            html.open(cell, attributes);
            inline(text.strip());
            html.close(cell);
        }
        html.close("tr");
    }

    private void item(String kind, String text) {
        endNested();
        if (!list.equals(kind)) {
            endList();
            html.open(kind);
            list = kind;
        } else {
            html.close("li");
        }
        html.open("li");
        inItem = true;
        paragraph.add(text.strip());
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            html.open("p");
            inline(String.join(" ", paragraph));
            html.close("p");
            paragraph.clear();
        }
    }

    private void endList() {
        endNested();
        if (!list.isEmpty()) {
            html.close("li").close(list);
            list = "";
            inItem = false;
        }
    }

    private void inline(String text) {
        Matcher part = INLINE.matcher(text);
        int done = 0;
        while (part.find()) {
            html.text(text.substring(done, part.start()));
            done = part.end();
            if (part.group(1) != null) {
                html.element("code", part.group(1));
            } else if (part.group(2) != null) {
                html.element("strong", part.group(2));
            } else if (part.group(5) != null) {
                html.element("em", part.group(5));
            } else {
                link(part.group(3), part.group(4));
            }
        }
        html.text(text.substring(done));
    }

    /* in a window of its own: what stands in the form would be lost */
    private void link(String text, String to) {
        html.open("a", "href", to, "target", "_blank", "rel", "noreferrer noopener").text(text)
                .element("span", newWindow, "class", "aside").close("a");
    }
}
