package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What the components of an integration (OSGi Compendium chapter 112) must not be: immediate, or a service that anybody but
 * the host's registry of providers asks for. Either would run their code on a thread that has no deadline. Used by one thread.
 */
final class ComponentCheck {
    private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String SERVICE = "dev.patchbay.api.provider.ConnectionProvider";
    private static final String NAMESPACES = "http://www.osgi.org/xmlns/scr/v";
    /** So narrow that every reader of the header takes the same file for it. */
    private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9_$./-]+\\.xml");
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {
            // a warning changes nothing
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };

    private static final DocumentBuilderFactory PARSERS = parsers();

    private final JarContent jar;
    private final Faults faults;

    private ComponentCheck(JarContent jar, Faults faults) {
        this.jar = jar;
        this.faults = faults;
    }

    /**
     * Collects what is wrong.
     *
     * @param header the header {@code Service-Component}, or an empty text
     */
    static void check(String header, JarContent jar, Faults faults) throws IOException {
        ComponentCheck check = new ComponentCheck(jar, faults);
        for (String location : header.split(",", -1)) {
            check.file(location.strip());
        }
    }

    private void file(String location) throws IOException {
        if (!LOCATION.matcher(location).matches()) {
            faults.add("Service-Component", "component",
                    "Each component description is named in full, by letters, digits and _ $ . - /, ending with .xml.");
            return;
        }
        Optional<byte[]> xml = jar.find(location);
        if (xml.isEmpty()) {
            faults.add(location, "component", "Service-Component names this file, which is not in the bundle or has over 256 KiB.");
            return;
        }
        try {
            List<Element> elements = elements(parse(xml.get()).getElementsByTagNameNS("*", "*")).toList();
            List<Element> components = elements.stream().filter(e -> is(e, "component")).toList();
            components.forEach(component -> component(location, component));
            if (components.isEmpty() || !elements.stream().allMatch(ComponentCheck::isKnown)) {
                faults.add(location, "component", "This file describes no component, or has elements of another namespace.");
            }
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add(location, "component", "This component description cannot be read.");
        }
    }

    private void component(String location, Element component) {
        List<Element> parts = elements(component.getElementsByTagNameNS("*", "*")).toList();
        boolean service = parts.stream().anyMatch(e -> is(e, "service") && e.getParentNode() == component);
        boolean factory = attributes(component).anyMatch(a -> is(a, "factory"));
        boolean immediate = attributes(component)
                .anyMatch(a -> is(a, "immediate") && !a.getNodeValue().strip().equalsIgnoreCase("false"));
        if (immediate || !service && !factory) {
            faults.add(location, "immediate-component",
                    "An immediate component would run outside of the host's deadlines: give it a service and drop immediate.");
        }
        parts.stream().filter(e -> is(e, "provide")).flatMap(ComponentCheck::interfaces).forEach(name -> {
            if (!name.equals(SERVICE)) {
                faults.add(location, "service", "A component of an integration provides the service " + SERVICE
                        + " and no other, not " + Texts.printable(name) + ".");
            }
        });
        parts.stream().filter(e -> is(e, "reference")).flatMap(ComponentCheck::interfaces).forEach(name -> {
            if (name.startsWith("dev.patchbay.") && !name.startsWith("dev.patchbay.api.")) {
                faults.add(location, "host-service", "An integration has no access to the service " + Texts.printable(name) + ".");
            }
        });
    }

    private static Stream<String> interfaces(Element element) {
        return attributes(element).filter(a -> is(a, "interface")).map(a -> a.getNodeValue().strip());
    }

    private static boolean isKnown(Element element) {
        String namespace = element.getNamespaceURI();
        return namespace == null || namespace.startsWith(NAMESPACES);
    }

    private static boolean is(Node node, String name) {
        return name.equals(node.getLocalName());
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static Stream<Node> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength()).mapToObj(element.getAttributes()::item);
    }

    /** Finding the parser anew takes longer than parsing, and a factory is for one thread. */
    private static synchronized DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilder builder = PARSERS.newDocumentBuilder();
        builder.setErrorHandler(STRICT);
        return builder;
    }

    private static DocumentBuilderFactory parsers() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(DOCTYPE, true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of Java cannot be made strict", e);
        }
        factory.setXIncludeAware(false);
        return factory;
    }

    private static Document parse(byte[] xml) throws ParserConfigurationException, SAXException, IOException {
        return builder().parse(new ByteArrayInputStream(xml));
    }
}
