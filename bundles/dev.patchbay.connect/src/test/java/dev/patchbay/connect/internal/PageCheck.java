package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A page, read by a strict parser, that keeps what every page must keep. */
final class PageCheck {
    private static final Set<String> KNOWN = Set.of("html", "head", "meta", "title", "link", "body", "main", "h1", "h2", "h3", "p", "ul",
            "ol", "li", "dl", "dt", "dd", "a", "b", "bdi", "strong", "em", "code", "span", "div", "form", "fieldset", "legend", "label", "input",
            "textarea", "select", "option", "button", "aside", "details", "summary", "time", "img", "svg", "g", "path", "circle", "rect", "text",
            "table", "thead", "tbody", "tr", "th", "td");

    final int status;
    final String html;
    private final List<Element> elements = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> own = new ArrayList<>();

    private PageCheck(int status, String html) throws ParserConfigurationException, IOException, SAXException {
        this.status = status;
        this.html = html;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        collect(factory.newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))).getDocumentElement());
    }

    /** Reads an answer and checks everything that holds for every page. */
    static PageCheck of(HttpResponse<String> answer) {
        assertEquals("text/html;charset=utf-8", answer.headers().firstValue("Content-Type").orElse("").replace(" ", "").toLowerCase());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElse(""));
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
                + "base-uri 'none'", answer.headers().firstValue("Content-Security-Policy").orElse(""));
        PageCheck page = of(answer.statusCode(), answer.body());
        assertEquals(page.language(), answer.headers().firstValue("Content-Language").orElse(""));
        assertEquals(List.of("Accept-Language"), answer.headers().allValues("Vary"));
        return page;
    }

    static PageCheck of(int status, String html) {
        try {
            PageCheck page = new PageCheck(status, html);
            page.elements();
            page.inputs();
            page.references();
            page.headings();
            return page;
        } catch (ParserConfigurationException | IOException | SAXException e) {
            throw new AssertionError(html, e);
        }
    }

    private void collect(Element element) {
        elements.add(element);
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            values.add(element.getAttributes().item(i).getNodeValue());
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element inner) {
                collect(inner);
            } else {
                values.add(child.getNodeValue());
                if (isOfThePage(child)) {
                    own.add(child.getNodeValue());
                }
            }
        }
    }

    private boolean isOfThePage(Node text) {
        Node at = text.getParentNode();
        if (at.getNodeName().equals("code")) {
            return false;
        }
        while (at instanceof Element element && !element.hasAttribute("lang")) {
            at = at.getParentNode();
        }
        return at == elements.get(0) || at instanceof Element marked && marked.getAttribute("lang").equals(language());
    }

    private void elements() {
        assertTrue(html, html.matches("(?s)<!DOCTYPE html>\n<html lang=\"(en|de)\">.*"));
        for (Element element : elements) {
            assertTrue(element.getTagName(), KNOWN.contains(element.getTagName()));
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                assertFalse(attribute.getName(), attribute.getName().startsWith("on") || attribute.getName().equals("style"));
                if (attribute.getName().equals("href") || attribute.getName().equals("src")) {
                    assertFalse(attribute.getValue(), attribute.getValue().toLowerCase().startsWith("javascript"));
                }
                if (attribute.getName().equals("action")) {
                    assertFalse("a form goes elsewhere: " + attribute.getValue(), attribute.getValue().contains(":"));
                    assertEquals("post", element.getAttribute("method"));
                }
            }
        }
    }

    private void inputs() {
        Set<String> labelled = new HashSet<>();
        each("label", label -> labelled.add(label.getAttribute("for")));
        for (Element element : elements) {
            boolean visible = Set.of("select", "textarea").contains(element.getTagName())
                    || element.getTagName().equals("input") && !element.getAttribute("type").equals("hidden");
            if (visible) {
                assertTrue("no label: " + element.getAttribute("id"), labelled.contains(element.getAttribute("id")));
            }
        }
    }

    private void references() {
        Set<String> ids = new HashSet<>();
        for (Element element : elements) {
            if (element.hasAttribute("id")) {
                assertTrue("twice: " + element.getAttribute("id"), ids.add(element.getAttribute("id")));
            }
        }
        for (Element element : elements) {
            for (String name : List.of("aria-describedby", "aria-labelledby", "for")) {
                if (element.hasAttribute(name)) {
                    assertTrue(element.getAttribute(name), ids.containsAll(List.of(element.getAttribute(name).split(" "))));
                }
            }
            if (element.getAttribute("href").startsWith("#")) {
                assertTrue(element.getAttribute("href"), ids.contains(element.getAttribute("href").substring(1)));
            }
        }
    }

    private void headings() {
        int last = 0;
        int first = 0;
        for (Element element : elements) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertTrue("h" + last + " is followed by h" + level, level <= last + 1);
                first += level == 1 ? 1 : 0;
                last = level;
            }
        }
        assertEquals("headings of level 1", 1, first);
    }

    private void each(String tag, Consumer<Element> check) {
        elements.stream().filter(e -> e.getTagName().equals(tag)).forEach(check);
    }

    /** Whether this text stands somewhere in the page as text or as a value, whole and as it was. */
    boolean says(String text) {
        return values.stream().anyMatch(v -> v.contains(text));
    }

    /** The page's language. */
    String language() {
        return elements.get(0).getAttribute("lang");
    }

    /** The texts that are read in the page's language; names for programs are of none. */
    List<String> own() {
        return own;
    }

    /** Whether exactly this is marked as a text in that language. */
    boolean marks(String lang, String text) {
        return all("lang", lang).stream().anyMatch(e -> e.getTextContent().equals(text));
    }

    /** The text of the whole page. */
    String text() {
        return elements.get(0).getTextContent();
    }

    /** The only element with this attribute. */
    Element with(String attribute, String value) {
        List<Element> found = all(attribute, value);
        assertEquals(attribute + "=" + value, 1, found.size());
        return found.get(0);
    }

    List<Element> all(String attribute, String value) {
        return elements.stream().filter(e -> e.hasAttribute(attribute) && e.getAttribute(attribute).equals(value)).toList();
    }

    List<Element> tags(String tag) {
        return elements.stream().filter(e -> e.getTagName().equals(tag)).toList();
    }

    /** What the buttons do. */
    List<String> actions() {
        return all("name", "action").stream().map(e -> e.getAttribute("value")).toList();
    }
}
