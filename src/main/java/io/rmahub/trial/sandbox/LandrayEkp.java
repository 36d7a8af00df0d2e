package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Landray EKP's review service, SOAP 1.1. As strict as the real one about element names and about texts that must
 * be JSON; what it cannot read is a client fault.
 */
@SandboxOnly
@RestController
@RequestMapping("/sandbox/landray")
class LandrayEkp {

    private static final String NAMESPACE = "http://webservice.review.km.kmss.landray.com/";
    private static final Set<String> REQUIRED = Set.of("docCreator", "docStatus", "docSubject", "fdTemplateId");
    private static final Set<String> OPTIONAL =
            Set.of("fdKeyword", "flowParam", "formValues", "docContent", "attachmentForms");
    private static final Set<String> JSON_TEXTS = Set.of("docCreator", "fdKeyword", "flowParam", "formValues");
    private static final String REFERENCE = "fd_hub_reference";

    private final Neighbour landray;
    private final OaDocuments documents;
    private final ObjectMapper json;

    LandrayEkp(Neighbours neighbours, OaDocuments documents, ObjectMapper json) {
        this.landray = neighbours.get(Neighbours.LANDRAY);
        this.documents = documents;
        this.json = json;
    }

    private static final class SoapClientException extends Exception {
        SoapClientException(String text) {
            super(text);
        }
    }

    /** @param content texts of the elements in {@code arg0}; its own text under the empty name */
    private record Call(String operation, Map<String, String> content) {
    }

    @PostMapping("/api/sys/webservice/kmReviewWebserviceService")
    ResponseEntity<String> call(@RequestHeader(name = "Idempotency-Key", required = false) String key,
            @RequestBody byte[] body) {
        try {
            Call call = read(body);
            return switch (call.operation()) {
                case "addReview" -> addReview(call.content(), key, body);
                case "getReviewStatus" -> status(call.content().getOrDefault("", ""));
                default -> throw new SoapClientException("unexpected element {" + NAMESPACE + "}" + call.operation());
            };
        } catch (SoapClientException | XMLStreamException | JsonProcessingException e) {
            landray.countRefused();
            return answer(HttpStatus.INTERNAL_SERVER_ERROR,
                    "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>"
                    + escaped("Unmarshalling Error: " + e.getMessage()) + "</faultstring></soap:Fault>");
        }
    }

    private ResponseEntity<String> addReview(Map<String, String> form, String key, byte[] body)
            throws SoapClientException, JsonProcessingException {
        for (String name : form.keySet()) {
            if (!name.isEmpty() && !REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
                throw new SoapClientException("unexpected element " + name);
            }
        }
        for (String name : REQUIRED) {
            if (form.getOrDefault(name, "").isBlank()) {
                throw new SoapClientException(name + " is missing");
            }
        }
        for (String name : JSON_TEXTS) {
            json.readTree(form.getOrDefault(name, "{}"));
        }
        landray.receive(key, "POST", "/sys/webservice/kmReviewWebserviceService", body);
        String id = UUID.nameUUIDFromBytes(("landray" + key).getBytes(StandardCharsets.UTF_8)).toString()
                .replace("-", "");
        JsonNode values = json.readTree(form.getOrDefault("formValues", "{}"));
        documents.add(Neighbours.LANDRAY, id, values.path(REFERENCE).asText(), form.get("docStatus"));
        return answer(HttpStatus.OK, "<ns2:addReviewResponse xmlns:ns2=\"" + NAMESPACE + "\"><return>" + id
                + "</return></ns2:addReviewResponse>");
    }

    private ResponseEntity<String> status(String id) throws SoapClientException {
        landray.countRead();
        OaDocuments.Document found = documents.find(Neighbours.LANDRAY, id)
                .orElseThrow(() -> new SoapClientException("there is no document " + id));
        var told = json.createObjectNode().put("fdId", id).put("docStatus", found.status())
                .put("handler", found.approver()).put("auditNote", found.comment()).put("nodeName", found.node())
                .put("docAlterTime", found.at());
        return answer(HttpStatus.OK, "<ns2:getReviewStatusResponse xmlns:ns2=\"" + NAMESPACE + "\"><return>"
                + escaped(told.toString()) + "</return></ns2:getReviewStatusResponse>");
    }

    /** What a person does in the OA; it is found by whoever asks, nobody is called. */
    @PostMapping("/documents/{id}")
    OaDocuments.Document decide(@PathVariable String id, @RequestBody OaDocuments.Decision decision) {
        return documents.decide(Neighbours.LANDRAY, id, decision)
                .orElseThrow(() -> new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such document"));
    }

    private static Call read(byte[] body) throws XMLStreamException, SoapClientException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
        expect(xml, "Envelope");
        expect(xml, "Body");
        xml.nextTag();
        String operation = xml.getLocalName();
        if (!NAMESPACE.equals(xml.getNamespaceURI())) {
            throw new SoapClientException("unexpected element {" + xml.getNamespaceURI() + "}" + operation);
        }
        expect(xml, "arg0");
        Map<String, String> content = new LinkedHashMap<>();
        StringBuilder own = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                content.put(xml.getLocalName(), xml.getElementText());
            } else if (event == XMLStreamReader.CHARACTERS) {
                own.append(xml.getText());
            }
        }
        content.put("", own.toString().strip());
        return new Call(operation, content);
    }

    private static void expect(XMLStreamReader xml, String name) throws XMLStreamException, SoapClientException {
        xml.nextTag();
        if (!xml.isStartElement() || !name.equals(xml.getLocalName())) {
            throw new SoapClientException("expected " + name + ", not " + xml.getLocalName());
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static ResponseEntity<String> answer(HttpStatus status, String content) {
        return ResponseEntity.status(status).header("Content-Type", "text/xml;charset=UTF-8")
                .body("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + content
                        + "</soap:Body></soap:Envelope>");
    }
}
