package dev.patchbay.testsupport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An element of a page, read as forgivingly as plain pages need: elements without an end, attributes without a value or quotes.
 * Immutable once read.
 */
final class HtmlElement {
    private static final Set<String> VOID = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr");
    private static final Pattern TAG = Pattern.compile(
            "<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9-]*)((?:\\s+[^\\s=>/\"']+(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>]+))?)*)\\s*/?>",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=>/\"']+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+)))?");
    private static final Pattern REFERENCE = Pattern.compile("&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);");
    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private final String tag;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final @Nullable HtmlElement parent;
    /** Texts and elements. */
    private final List<Object> content = new ArrayList<>();

    private HtmlElement(String tag, @Nullable HtmlElement parent) {
        this.tag = tag;
        this.parent = parent;
    }

    /** Reads a page; what is returned has the page's outermost elements in it. */
    static HtmlElement read(String html) {
        HtmlElement root = new HtmlElement("", null);
        HtmlElement open = root;
        Matcher tags = TAG.matcher(html);
        int at = 0;
        while (tags.find()) {
            open.content.add(decode(html.substring(at, tags.start())));
            at = tags.end();
            if (tags.group(2) != null) {
                open = next(open, tags);
            }
        }
        open.content.add(decode(html.substring(at)));
        return root;
    }

    private static HtmlElement next(HtmlElement open, Matcher found) {
        String tag = found.group(2).toLowerCase(Locale.ROOT);
        if (!found.group(1).isEmpty()) {
            for (HtmlElement element = open; element.parent != null; element = element.parent) {
                if (element.tag.equals(tag)) {
                    return element.parent;
                }
            }
            return open;
        }
        HtmlElement element = new HtmlElement(tag, open);
        Matcher attributes = ATTRIBUTE.matcher(found.group(3));
        while (attributes.find()) {
            String value = attributes.group(2) != null ? attributes.group(2)
                    : attributes.group(3) != null ? attributes.group(3) : attributes.group(4);
            element.attributes.putIfAbsent(attributes.group(1).toLowerCase(Locale.ROOT), value == null ? "" : decode(value));
        }
        open.content.add(element);
        return VOID.contains(tag) ? open : element;
    }

    private static String decode(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            String character = name.startsWith("#x") ? Character.toString(Integer.parseInt(name.substring(2), 16))
                    : name.startsWith("#") ? Character.toString(Integer.parseInt(name.substring(1)))
                    : NAMED.getOrDefault(name, found.group());
            return Matcher.quoteReplacement(character);
        });
    }

    /** The tag in lower case. */
    String tag() {
        return tag;
    }

    /** The attributes by their names in lower case. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** An attribute, or an empty text. */
    String get(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Whether it has an attribute. */
    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** The innermost element of this tag around it. */
    Optional<HtmlElement> around(String wanted) {
        for (HtmlElement element = parent; element != null; element = element.parent) {
            if (element.tag.equals(wanted)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** All elements in it of these tags, of any where none is named, in their order. */
    List<HtmlElement> all(String... tags) {
        List<HtmlElement> found = new ArrayList<>();
        collect(Set.of(tags), found);
        return found;
    }

    private void collect(Set<String> tags, List<HtmlElement> found) {
        for (Object part : content) {
            if (part instanceof HtmlElement element) {
                if (tags.isEmpty() || tags.contains(element.tag)) {
                    found.add(element);
                }
                element.collect(tags, found);
            }
        }
    }

    /** Its text as a person reads it: one space for any white space. */
    String text() {
        return rawText().replaceAll("[\\s\u00a0]+", " ").strip();
    }

    /** Its text, to the letter. */
    String rawText() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        for (Object part : content) {
            if (part instanceof HtmlElement element) {
                out.append(BLOCKS.contains(element.tag) ? "\n" : "");
                element.write(out);
                out.append(BLOCKS.contains(element.tag) ? "\n" : "");
            } else {
                out.append(part);
            }
        }
    }

    private static final Set<String> BLOCKS = Set.of("p", "div", "li", "h1", "h2", "h3", "dt", "dd", "br", "form", "fieldset", "legend",
            "option", "title", "button", "ul", "ol", "dl", "aside", "section", "td", "tr");

    @Override
    public String toString() {
        return "<" + tag + attributes + ">";
    }
}
