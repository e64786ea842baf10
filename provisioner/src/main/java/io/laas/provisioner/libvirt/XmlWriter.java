package io.laas.provisioner.libvirt;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document for libvirt. Attributes are given as pairs of name and value; one whose value is null is left out.
 * Not thread-safe.
 */
final class XmlWriter {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    /** Begins a document with its outermost element. */
    XmlWriter(String root, String... attributes) {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("every Java platform writes XML", e);
        }
        open(root, attributes);
    }

    /** Begins an element. */
    XmlWriter open(String name, String... attributes) {
        return write(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** Begins an element that brings its name space along. */
    XmlWriter openNamespace(String prefix, String name, String namespace, String... attributes) {
        return write(() -> {
            writer.writeStartElement(prefix, name, namespace);
            writer.writeNamespace(prefix, namespace);
            attributes(attributes);
        });
    }

    /** Ends the innermost element. */
    XmlWriter close() {
        return write(writer::writeEndElement);
    }

    /** Writes an element without content. */
    XmlWriter empty(String name, String... attributes) {
        return open(name, attributes).close();
    }

    /** Writes an element with text in it. */
    XmlWriter leaf(String name, Object content, String... attributes) {
        open(name, attributes);
        String value = checked(String.valueOf(content));
        return write(() -> writer.writeCharacters(value)).close();
    }

    /** Ends all elements and returns the document. */
    String finish() {
        write(writer::writeEndDocument);
        return text.toString();
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                writer.writeAttribute(attributes[i], checked(attributes[i + 1]));
            }
        }
    }

    private static String checked(String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' || c > '\uFFFD')) {
            throw new IllegalArgumentException("text for libvirt must not have control characters");
        }
        return value;
    }

    private XmlWriter write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("text cannot be written as XML: " + e.getMessage(), e);
        }
        return this;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
