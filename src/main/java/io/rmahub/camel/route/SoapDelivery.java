package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.settings.HubSettings;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Deliveries by SOAP 1.1; the mapping names the operation. */
@Component("soapDelivery")
public final class SoapDelivery implements DeliveryKind {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final int FAULT = 500;

    private final TargetMappings mappings;
    private final AnswerReader answers;
    private final CallSteps calls;
    private final HubSettings settings;
    private final XMLOutputFactory writers = XMLOutputFactory.newFactory();
    private final XMLInputFactory readers = XMLInputFactory.newFactory();

    SoapDelivery(TargetMappings mappings, AnswerReader answers, CallSteps calls, HubSettings settings) {
        this.mappings = mappings;
        this.answers = answers;
        this.calls = calls;
        this.settings = settings;
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /**
     * A call from the mapping's {@code path}, {@code namespace}, {@code operation} and {@code body}: an object whose
     * fields become elements, a list the same element several times.
     */
    @Override
    public void translate(Exchange exchange) throws XMLStreamException {
        DeliveryContext context = DeliveryContext.of(exchange);
        ClaimedDelivery delivery = context.delivery();
        JsonNode call = mappings.translate(delivery);
        String body = envelope(call);
        String path = call.path("path").asText();
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_PATH, path);
        message.setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
        message.setHeader("SOAPAction", "\"\"");
        message.setHeader("Idempotency-Key", "\"" + delivery.id() + "\"");
        calls.authorise(message, settings.target(delivery.target()).auth());
        message.setBody(body);
        context.request("POST " + path + "\n" + body);
    }

    private String envelope(JsonNode call) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = writers.createXMLStreamWriter(text);
        xml.writeStartElement("soapenv", "Envelope", ENVELOPE);
        xml.writeNamespace("soapenv", ENVELOPE);
        xml.writeNamespace("web", call.path("namespace").asText());
        xml.writeStartElement("soapenv", "Body", ENVELOPE);
        xml.writeStartElement("web", call.path("operation").asText(), call.path("namespace").asText());
        content(xml, call.path("body"));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.flush();
        return text.toString();
    }

    private static void content(XMLStreamWriter xml, JsonNode value) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Iterable<JsonNode> elements = field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
            for (JsonNode each : elements) {
                xml.writeStartElement(field.getKey());
                content(xml, each);
                xml.writeEndElement();
            }
        }
        if (value.isValueNode()) {
            xml.writeCharacters(storable(value.asText()));
        }
    }

    /** Without the characters that XML 1.0 §2.2 cannot hold in any form. */
    private static String storable(String text) {
        return text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /**
     * As {@link CallSteps#failOnServerError}; a fault that blames the caller (SOAP 1.1 §4.4.1) shows that the system
     * is well.
     */
    @Override
    public void failOnServerError(Exchange exchange) {
        Fault fault = fault(exchange.getMessage());
        if (fault == null || !fault.client()) {
            calls.failOnServerError(exchange);
        }
    }

    /** As {@link CallSteps#requireSuccess}; keeps what the operation returned as the delivery's answer. */
    @Override
    public void requireSuccess(Exchange exchange) {
        Message message = exchange.getMessage();
        Fault fault = fault(message);
        if (fault != null && fault.client()) {
            throw HttpStatusException.refusal(FAULT, message.getBody(String.class), "SOAP fault: " + fault.text());
        }
        calls.requireSuccess(exchange);
        String body = message.getBody(String.class);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("return", answers.read(textOf(body, "return")));
        DeliveryContext.of(exchange).answer(answer);
        message.setBody(body);
    }

    private record Fault(String code, String text) {

        boolean client() {
            return code != null && (code.endsWith("Client") || code.endsWith("Sender"));
        }
    }

    private Fault fault(Message message) {
        if (CallSteps.status(message) != FAULT) {
            return null;
        }
        String body = message.getBody(String.class);
        message.setBody(body);
        return new Fault(textOf(body, "faultcode"), textOf(body, "faultstring"));
    }

    /** The text of the first element of this name; null if there is none or this is no XML. */
    private String textOf(String document, String element) {
        if (document == null) {
            return null;
        }
        try {
            XMLStreamReader xml = readers.createXMLStreamReader(new StringReader(document));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)) {
                    return xml.getElementText().strip();
                }
            }
            return null;
        } catch (XMLStreamException e) {
            // No XML, so no such element.
            return null;
        }
    }
}
