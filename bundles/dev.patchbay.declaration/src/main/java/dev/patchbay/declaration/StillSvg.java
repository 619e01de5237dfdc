package dev.patchbay.declaration;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * SVG that only draws: no script, no event handler, no animation, no foreign content, no document type, and no reference to
 * anything but to its own parts. A browser that shows it by {@code img} runs and fetches nothing of these anyway; this holds
 * where somebody opens the image by itself.
 */
public final class StillSvg {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final Set<String> REFUSED = Set.of(
            "script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "animate", "set",
            "animatetransform", "animatemotion", "animatecolor", "discard", "image", "feimage", "a");
    private static final String NOT_SVG = "The image is not SVG.";

    private boolean inStyle;

    private StillSvg() {}

    /** What is wrong with it, in one sentence; empty where nothing is. */
    public static Optional<String> fault(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is resolved");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new StillSvg().read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.of(NOT_SVG);
        }
    }

    private Optional<String> read(XMLStreamReader reader) throws XMLStreamException {
        boolean root = true;
        while (reader.hasNext()) {
            int event = reader.next();
            Optional<String> fault = Optional.empty();
            if (event == XMLStreamConstants.START_ELEMENT) {
                boolean svg = SVG.equals(reader.getNamespaceURI()) && reader.getLocalName().equals("svg");
                fault = root && !svg ? Optional.of(NOT_SVG) : element(reader);
                root = false;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inStyle = false;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                fault = inStyle ? style(reader.getText()) : Optional.empty();
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                fault = Optional.of("The SVG has a document type or entities.");
            } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                fault = Optional.of("The SVG has a processing instruction.");
            }
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> element(XMLStreamReader reader) {
        String name = lower(reader.getLocalName());
        if (REFUSED.contains(name) || XHTML.equals(reader.getNamespaceURI())) {
            return Optional.of("The SVG has the element " + name + ", which does more than draw.");
        }
        inStyle = name.equals("style");
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            Optional<String> fault = attribute(lower(reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> attribute(String name, String value) {
        if (name.startsWith("on")) {
            return Optional.of("The SVG has the event handler " + name + ".");
        }
        if (name.equals("base") || (name.equals("href") || name.equals("src")) && !value.strip().startsWith("#")) {
            return outside();
        }
        return style(value);
    }

    /** Styles, and attributes that can hold the same references. An escape could hide one. */
    private static Optional<String> style(String text) {
        String plain = lower(text);
        boolean hides = plain.indexOf('\\') >= 0 || plain.contains("@import") || plain.contains("javascript:");
        for (int at = plain.indexOf("url("); at >= 0; at = plain.indexOf("url(", at + 1)) {
            String target = plain.substring(at + 4).stripLeading();
            hides |= !(target.startsWith("#") || target.startsWith("\"#") || target.startsWith("'#"));
        }
        hides |= plain.contains("image-set(") || plain.contains("/*");
        return hides ? outside() : Optional.empty();
    }

    private static Optional<String> outside() {
        return Optional.of("The SVG refers to something outside of itself.");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
