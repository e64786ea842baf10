package io.laas.provisioner.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of an XML document that libvirt gave. */
final class XmlNode {
    private final Element element;

    private XmlNode(Element element) {
        this.element = element;
    }

    static XmlNode parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new XmlNode(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("every Java platform reads XML", e);
        } catch (SAXException e) {
            throw new IllegalArgumentException("libvirt gave XML that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the elements at the path, {@code devices/disk}; names without prefixes. */
    List<XmlNode> all(String path) {
        List<XmlNode> found = List.of(this);
        for (String name : path.split("/")) {
            found = found.stream().flatMap(n -> n.children(name).stream()).toList();
        }
        return found;
    }

    Optional<XmlNode> first(String path) {
        return all(path).stream().findFirst();
    }

    /** Returns the text of the first element at the path, empty text if there is none. */
    String text(String path) {
        return first(path).map(n -> n.element.getTextContent().strip()).orElse("");
    }

    /** Returns the attribute, empty text if it is not there. */
    String attribute(String name) {
        return element.getAttribute(name);
    }

    /** Returns the attribute of the first element at the path, empty text if there is none. */
    String attribute(String path, String name) {
        return first(path).map(n -> n.attribute(name)).orElse("");
    }

    private List<XmlNode> children(String name) {
        List<XmlNode> result = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child && child.getLocalName().equals(name)) {
                result.add(new XmlNode(child));
            }
        }
        return result;
    }
}
