package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.NewApproval;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Approvals for which no system is configured: the case says that it waits for one, and a person gives it. */
@Component
final class ManualApprovals {

    private final CaseFactService facts;

    ManualApprovals(CaseFactService facts) {
        this.facts = facts;
    }

    /** Notes the request in the transaction that is open; returns what goes out with it. */
    List<DomainEvent> request(NewApproval approval, Instant now) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("kind", approval.kind())
                .put("reason", approval.reason());
        if (approval.amount() != null) {
            detail.put("amount", approval.amount().toPlainString()).put("currency", approval.currency());
        }
        return facts.record(List.of(new CaseFact(approval.orgId(), approval.caseId(),
                "approval.requested", approval.kind(), detail, approval.requestedBy(), approval.causeId(), now)), now);
    }
}
