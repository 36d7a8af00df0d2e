package io.rmahub.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.model.ApprovalKind;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What leaves the hub about approvals, and the facts for cases. The events of one request stay in order. */
@Component
final class ApprovalEvents {

    static final String REQUESTED = "approval.requested.v1";
    static final String STATUS_REQUESTED = "approval.status-asked.v1";
    static final String STATUS_CHANGED = "approval.status-changed.v1";
    static final String OVERDUE = "approval.overdue.v1";

    private final ObjectMapper json;
    private final ApprovalSystems systems;

    ApprovalEvents(ObjectMapper json, ApprovalSystems systems) {
        this.json = json;
        this.systems = systems;
    }

    DomainEvent event(String type, Approval approval, UUID causeId, Instant at) {
        ObjectNode event = json.createObjectNode().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", type).put("subject", approval.subject()).put("time", at.toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data").put("system", approval.system());
        data.set("approval", published(approval));
        ObjectNode subject = data.putObject("subject").put("type", approval.subjectType())
                .put("id", approval.subjectId().toString()).put("reference", approval.subject());
        if (approval.caseNumber() != null) {
            subject.put("caseId", approval.caseId().toString()).put("caseNumber", approval.caseNumber());
        }
        return DomainEvent.of(event, "approval", approval.orgId(), approval.id(), causeId, at);
    }

    private ObjectNode published(Approval approval) {
        ObjectNode approvalData = json.createObjectNode().put("id", approval.id().toString())
                .put("orgId", approval.orgId()).put("kind", approval.kind()).put("status", approval.status().name())
                .put("statusAt", approval.statusAt().toString()).put("reason", approval.reason())
                .put("requestedBy", approval.requestedBy()).put("requestedAt", approval.requestedAt().toString())
                .put("dueAt", approval.dueAt().toString());
        put(approvalData, "externalId", approval.externalId());
        put(approvalData, "code", approval.code());
        put(approvalData, "approver", approval.decidedBy());
        put(approvalData, "comment", approval.comment());
        put(approvalData, "node", approval.node());
        if (approval.amount() != null) {
            approvalData.putObject("amount").put("value", approval.amount().toPlainString())
                    .put("currency", approval.currency());
        }
        approvalData.set("details", parsed(approval.details()));
        return approvalData;
    }

    /**
     * The line on the timeline of the case that waits for it. {@code approvalKind} says what the approval is about; it
     * is left out when the system is no longer configured.
     */
    CaseFact fact(Approval approval, String kind, ObjectNode more, String actor, UUID causeId, Instant at) {
        ObjectNode detail = json.createObjectNode().put("approvalId", approval.id().toString())
                .put("kind", approval.kind()).put("system", approval.system());
        put(detail, "approvalKind", systems.kindOf(approval.system()).map(ApprovalKind::wireName).orElse(null));
        put(detail, "approver", approval.decidedBy());
        put(detail, "comment", approval.comment());
        put(detail, "node", approval.node());
        if (approval.amount() != null) {
            detail.put("amount", approval.amount().toPlainString()).put("currency", approval.currency());
        }
        detail.setAll(more);
        return new CaseFact(approval.orgId(), approval.caseId(), kind, approval.kind(), detail, actor, causeId, at);
    }

    ObjectNode more() {
        return json.createObjectNode();
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private ObjectNode parsed(String details) {
        try {
            return (ObjectNode) json.readTree(details);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
