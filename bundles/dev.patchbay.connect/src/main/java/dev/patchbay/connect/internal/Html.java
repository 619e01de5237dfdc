package dev.patchbay.connect.internal;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTML that is written element by element. Every text and every attribute's value is escaped; there is no way to write markup
 * as text. What comes out is well-formed XML too. Used by one thread.
 */
final class Html {
    private static final Set<String> VOID = Set.of("meta", "link", "input", "img", "br");
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out = new StringBuilder(4096).append("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element; one that never has content is complete with that.
     *
     * @param attributes name, value, name, value; an attribute without a value (null) is left out
     */
    Html open(String tag, @Nullable String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(value);
                out.append('"');
            }
        }
        if (VOID.contains(tag)) {
            out.append(" />");
        } else {
            out.append('>');
            open.push(tag);
        }
        /* HTML drops the first line break of these two */
        if (tag.equals("textarea") || tag.equals("pre")) {
            out.append('\n');
        }
        return this;
    }

    /** Closes the innermost element, which must be this one. */
    Html close(String tag) {
        if (!tag.equals(open.peek())) {
            throw new IllegalStateException("the innermost element is " + open.peek() + ", not " + tag);
        }
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Text, as it is read. */
    Html text(String text) {
        escape(text);
        return this;
    }

    /** Text, marked where it is in another language than the page. */
    Html text(LocalizedText text) {
        return text.lang() == null ? text(text.text()) : element("span", text.text(), "lang", text.lang());
    }

    /** Texts with something between each and the next. */
    Html texts(List<LocalizedText> texts, String between) {
        String before = "";
        for (LocalizedText text : texts) {
            text(before).text(text);
            before = between;
        }
        return this;
    }

    /** An element with a text, marked where that is in another language than the page. */
    Html element(String tag, LocalizedText text, @Nullable String... attributes) {
        @Nullable String[] all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "lang";
        all[attributes.length + 1] = text.lang();
        return element(tag, text.text(), all);
    }

    /** An element with a text. */
    Html element(String tag, String text, @Nullable String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** What somebody else named, set apart so that its writing direction does not turn the sentence around it. */
    Html name(String name) {
        return open("b").element("bdi", name).close("b");
    }

    /** A link to another site; an address that is not http or https is shown and leads nowhere. */
    Html leave(URI to, String text, @Nullable String style) {
        if (!isWeb(to)) {
            return element("code", text);
        }
        return element("a", text, "href", to.toASCIIString(), "rel", "noreferrer noopener", "class", style);
    }

    /** Whether a browser may be sent there: never to a script or a file. */
    static boolean isWeb(URI to) {
        return ("https".equals(to.getScheme()) || "http".equals(to.getScheme())) && to.getHost() != null;
    }

    /** The site of an address, as a person may compare it: nothing that stands before or after host and port. */
    static String site(URI to) {
        return to.getHost() == null ? to.getScheme() + ":" : to.getHost() + (to.getPort() < 0 ? "" : ":" + to.getPort());
    }

    /* control characters, halves of characters and the like can't be sent; a carriage return would not come back alike */
    private void escape(String text) {
        text.codePoints().filter(c -> c != '\r').forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isSendable(c) ? c : REPLACEMENT);
            }
        });
    }

    private static boolean isSendable(int c) {
        return c == '\n' || c == '\t' || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE);
    }

    /** The whole; every element must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }
}
