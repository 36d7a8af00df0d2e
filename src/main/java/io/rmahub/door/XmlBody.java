package io.rmahub.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as JSON. The root element is the one field of the object; attributes and child elements are fields by their
 * local names; the text beside them is {@code #text}. An element with nothing but text is a text. Repeated names
 * become an array.
 *
 * <p>A document with a DTD is not read: entities could name files of this machine or grow without end.
 */
final class XmlBody {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TEXT = "#text";
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Set<String> arrays;

    private XmlBody(XMLStreamReader xml, Set<String> arrays) {
        this.xml = xml;
        this.arrays = arrays;
    }

    /** In the encoding that the document declares (XML 1.0, section 4.3.3). Empty if it is not well-formed. */
    static Optional<JsonNode> read(byte[] document, Set<String> arrays) {
        return read(() -> FACTORY.createXMLStreamReader(new ByteArrayInputStream(document)), arrays);
    }

    /** A document that was text inside another one: what it declares of its encoding is no longer true. */
    static Optional<JsonNode> read(String document, Set<String> arrays) {
        return read(() -> FACTORY.createXMLStreamReader(new StringReader(document)), arrays);
    }

    @FunctionalInterface
    private interface Source {
        XMLStreamReader open() throws XMLStreamException;
    }

    private static Optional<JsonNode> read(Source source, Set<String> arrays) {
        try {
            return Optional.of(new XmlBody(source.open(), arrays).document());
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's reader answers some broken documents with other exceptions than its own.
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is read from elsewhere");
        });
        return factory;
    }

    private ObjectNode document() throws XMLStreamException {
        ObjectNode document = NODES.objectNode();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("A DTD is not wanted");
                case XMLStreamConstants.START_ELEMENT -> add(document, xml.getLocalName(), element(1));
                default -> { }
            }
        }
        return document;
    }

    private JsonNode element(int depth) throws XMLStreamException {
        if (depth > PostedBody.DEEPEST) {
            throw new XMLStreamException("Nested too deeply");
        }
        ObjectNode fields = NODES.objectNode();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            add(fields, xml.getAttributeLocalName(i), TextNode.valueOf(xml.getAttributeValue(i)));
        }
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> add(fields, xml.getLocalName(), element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.END_DOCUMENT ->
                        throw new XMLStreamException("Not well-formed");
                default -> { }
            }
        }
        String said = text.toString().strip();
        if (fields.isEmpty()) {
            return TextNode.valueOf(said);
        }
        if (!said.isEmpty()) {
            add(fields, TEXT, TextNode.valueOf(said));
        }
        return fields;
    }

    private void add(ObjectNode fields, String name, JsonNode value) {
        JsonNode there = fields.get(name);
        if (there instanceof ArrayNode list) {
            list.add(value);
        } else if (there != null) {
            fields.set(name, NODES.arrayNode().add(there).add(value));
        } else {
            fields.set(name, arrays.contains(name) ? NODES.arrayNode().add(value) : value);
        }
    }
}
