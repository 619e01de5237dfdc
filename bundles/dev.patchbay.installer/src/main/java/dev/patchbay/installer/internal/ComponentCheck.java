package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * No component of an integration may be immediate (OSGi Compendium section 112.2.2): its constructor would run on the
 * framework's thread, outside of the host's deadlines, at every start.
 */
final class ComponentCheck {
    private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final ErrorHandler SILENT = new ErrorHandler() {
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

    private ComponentCheck() {}

    static void check(Map<String, byte[]> entries, Faults faults) {
        byte[] file = entries.get(JarFile.MANIFEST_NAME);
        if (file == null) {
            return;
        }
        String header;
        try {
            Attributes headers = new Manifest(new ByteArrayInputStream(file)).getMainAttributes();
            header = headers.getValue("Service-Component");
        } catch (IOException e) {
            return; // the manifest check says so
        }
        if (header == null || header.isBlank()) {
            faults.add("Service-Component", "required",
                    "The bundle declares no component: put @Component(service = ConnectionProvider.class) on the provider.");
            return;
        }
        for (ManifestCheck.HeaderClause clause : ManifestCheck.HeaderClause.parse(header)) {
            clause.paths().forEach(path -> file(path, entries, faults));
        }
    }

    private static void file(String path, Map<String, byte[]> entries, Faults faults) {
        if (path.contains("*")) {
            String folder = path.substring(0, path.indexOf('*'));
            entries.keySet().stream().filter(name -> name.startsWith(folder)).forEach(name -> file(name, entries, faults));
            return;
        }
        byte[] xml = entries.get(path);
        if (xml == null || xml.length > JarCheck.keptEntry()) {
            faults.add(path, "component", "Service-Component names this file, which is not in the bundle.");
            return;
        }
        try {
            NodeList elements = parse(xml).getElementsByTagNameNS("*", "*");
            for (int i = 0; i < elements.getLength(); i++) {
                if ("component".equals(elements.item(i).getLocalName())) {
                    component(path, (Element) elements.item(i), faults);
                }
            }
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add(path, "component", "This component description cannot be read.");
        }
    }

    private static void component(String path, Element component, Faults faults) {
        boolean service = component.getElementsByTagNameNS("*", "service").getLength() > 0;
        boolean factory = component.hasAttribute("factory");
        if ("true".equals(component.getAttribute("immediate").strip()) || !service && !factory) {
            faults.add(path, "immediate-component",
                    "An immediate component would run outside of the host's deadlines: give it a service and drop immediate.");
        }
    }

    private static Document parse(byte[] xml) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(DOCTYPE, true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setXIncludeAware(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(SILENT);
        return builder.parse(new ByteArrayInputStream(xml));
    }
}
