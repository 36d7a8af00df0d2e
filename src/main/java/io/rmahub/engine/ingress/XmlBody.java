package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** As far as the declaration of the encoding reaches. */
    private static final int HEAD = 200;
    private static final Pattern ENCODING = Pattern.compile(
            "^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Set<String> arrays;

    private XmlBody(XMLStreamReader xml, Set<String> arrays) {
        this.xml = xml;
        this.arrays = arrays;
    }

    /**
     * Reads it in the encoding that the document declares (XML 1.0, section 4.3.3 and appendix F). Empty if it is not
     * well-formed.
     */
    static Optional<JsonNode> read(byte[] document, Set<String> arrays) {
        try {
            // Decoded here and not by the JDK's reader: that one prints every wrong byte to the console.
            String text = charset(document).newDecoder().decode(ByteBuffer.wrap(document)).toString();
            return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, arrays);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Charset charset(byte[] document) {
        String head = new String(document, 0, Math.min(document.length, HEAD), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
            return StandardCharsets.UTF_16;
        }
        if (head.startsWith("<\0")) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher declared = ENCODING.matcher(head);
        return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    }

    /** A document as text: what it declares of its encoding is no longer true. */
    static Optional<JsonNode> read(String document, Set<String> arrays) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(document));
            return Optional.of(new XmlBody(xml, arrays).document());
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
        // By itself it prints what it finds to the console.
        factory.setXMLReporter((message, type, related, place) -> { });
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
