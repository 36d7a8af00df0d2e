package io.rmahub.rma;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rmahub.rma.model.CaseOpened;
import io.rmahub.rma.model.RmaRequested;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.model.CoverageDecision;
import java.util.List;
import java.util.UUID;

/**
 * Between canonical JSON and the domain's records. Enums go by their wire names; what is null is left out;
 * times keep the offset that they were written with.
 */
public final class CaseMessages {

    /** What of a case is not part of the event that opened it. */
    private static final List<String> LATER = List.of("taskId", "resolutionType", "visitNeeded", "closedAt");
    /** What other systems are told of a warranty decision; the whole of it is asked for by its id. */
    private static final List<String> WARRANTY_FIELDS =
            List.of("outcome", "reason", "expiresOn", "policyId", "ruleSetVersion");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Otherwise a report of 00:30 in Berlin would become one of the day before, in UTC.
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private CaseMessages() {
    }

    /**
     * The data of a canonical {@code rma.requested.v1} that fits its schema.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    public static RmaRequested rmaRequested(JsonNode message) {
        try {
            return JSON.treeToValue(message.get("data"), RmaRequested.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not an rma.requested.v1: " + e.getOriginalMessage(), e);
        }
    }

    /** The domain event {@code rma.case-opened.v1}, as CloudEvent. */
    public static ObjectNode caseOpened(UUID eventId, CaseOpened opened) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", eventId.toString())
                .put("source", "rma-hub")
                .put("type", "rma.case-opened.v1")
                .put("subject", opened.rmaCase().number())
                .put("time", opened.rmaCase().openedAt().toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        ObjectNode rmaCase = JSON.valueToTree(opened.rmaCase());
        data.set("case", rmaCase.without(LATER));
        data.set("ticket", JSON.valueToTree(opened.ticket()));
        ObjectNode product = product(opened);
        if (product != null) {
            data.set("product", product);
        }
        data.set("warranty", warranty(opened.decisionId(), opened.warranty()));
        data.set("routing", JSON.valueToTree(opened.routing()));
        data.set("sla", JSON.valueToTree(opened.sla()));
        data.set("visit", JSON.valueToTree(opened.visit()));
        data.set("warnings", JSON.valueToTree(opened.warnings()));
        return event;
    }

    private static ObjectNode product(CaseOpened opened) {
        if (opened.product() instanceof ProductLookup.Known known) {
            ObjectNode product = JSON.valueToTree(known);
            return product.put("known", true);
        }
        String sku = opened.rmaCase().productSku();
        return sku == null ? null : JSON.createObjectNode().put("sku", sku).put("known", false);
    }

    private static ObjectNode warranty(UUID decisionId, CoverageDecision decision) {
        ObjectNode warranty = JSON.createObjectNode().put("decisionId", decisionId.toString());
        ObjectNode fields = JSON.valueToTree(decision);
        fields.setAll((ObjectNode) fields.remove("why"));
        return warranty.setAll((ObjectNode) fields.retain(WARRANTY_FIELDS));
    }
}
