package io.rmahub.casework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.rma.CaseOpened;
import io.rmahub.rma.ProductLookup;
import io.rmahub.rma.RmaCase;
import io.rmahub.warranty.CoverageDecision;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells the other systems that a case was opened: the CloudEvent {@code rma.case-opened.v1}, described by
 * {@code mappings/canonical/rma-case-opened.v1.schema.json}.
 */
@Component
final class CaseOpenedEvent {

    static final String TYPE = "rma.case-opened.v1";

    private final ObjectMapper json;

    CaseOpenedEvent(ObjectMapper json) {
        this.json = json;
    }

    DomainEvent of(UUID messageId, CaseOpened opened) {
        RmaCase rmaCase = opened.rmaCase();
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        Instant at = rmaCase.openedAt();
        ObjectNode event = json.createObjectNode()
                .put("specversion", "1.0").put("id", id.toString()).put("source", "rma-hub").put("type", TYPE)
                .put("subject", rmaCase.number()).put("time", at.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data(opened));
        return new DomainEvent(id, rmaCase.orgId(), TYPE, rmaCase.id(), rmaCase.number(), messageId, at, event);
    }

    private ObjectNode data(CaseOpened opened) {
        ObjectNode data = json.createObjectNode();
        data.set("case", caseOf(opened.rmaCase()));
        data.set("ticket", present(opened.ticket()));
        product(data, opened.product());
        data.set("warranty", warranty(opened));
        data.putObject("routing").put("team", opened.routing().team()).put("reason", opened.routing().reason());
        data.putObject("sla").put("dueAt", opened.sla().dueAt().toString()).put("reason", opened.sla().reason());
        data.putObject("visit").put("needed", opened.visit().needed()).put("reason", opened.visit().reason());
        data.set("warnings", json.valueToTree(opened.warnings()));
        return data;
    }

    private ObjectNode caseOf(RmaCase rmaCase) {
        ObjectNode node = present(rmaCase);
        node.put("priority", rmaCase.priority().wireName());
        node.put("reasonCode", rmaCase.reasonCode().wireName());
        node.remove("visitNeeded");
        return node;
    }

    private static void product(ObjectNode data, ProductLookup product) {
        if (product instanceof ProductLookup.Known known) {
            data.putObject("product").put("sku", known.sku()).put("name", known.name())
                    .put("family", known.family()).put("known", true);
        } else if (product instanceof ProductLookup.Unknown unknown) {
            data.putObject("product").put("sku", unknown.sku()).put("known", false);
        }
    }

    private ObjectNode warranty(CaseOpened opened) {
        CoverageDecision decision = opened.warranty();
        ObjectNode node = json.createObjectNode()
                .put("decisionId", opened.decisionId().toString()).put("outcome", decision.outcome().name())
                .put("reason", decision.reason()).put("ruleSetVersion", decision.ruleSetVersion());
        if (decision.expiresOn() != null) {
            node.put("expiresOn", decision.expiresOn().toString());
        }
        if (decision.policyId() != null) {
            node.put("policyId", decision.policyId());
        }
        return node;
    }

    /** The record's fields that have a value. */
    private ObjectNode present(Object value) {
        ObjectNode node = json.valueToTree(value);
        node.properties().removeIf(field -> field.getValue().isNull());
        return node;
    }
}
