package io.rmahub.engine.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * XML in the form in which mappings see it: attributes and elements are fields by local name, repeated elements an
 * array, the text of an element that has fields too is {@code #text}, an element with text alone is a text.
 */
final class XmlAsJson {

    private XmlAsJson() {
    }

    static JsonNode read(byte[] xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
            return JsonNodeFactory.instance.objectNode().set(root.getLocalName(), node(root));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode node(Element element) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                fields.put(attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                add(fields, inner.getLocalName(), node(inner));
            } else {
                text.append(child.getNodeValue());
            }
        }
        String own = text.toString().strip();
        if (fields.isEmpty()) {
            return TextNode.valueOf(own);
        }
        return own.isEmpty() ? fields : fields.put("#text", own);
    }

    private static void add(ObjectNode fields, String name, JsonNode value) {
        JsonNode present = fields.get(name);
        if (present instanceof ArrayNode several) {
            several.add(value);
        } else if (present != null) {
            fields.putArray(name).add(present).add(value);
        } else {
            fields.set(name, value);
        }
    }
}
