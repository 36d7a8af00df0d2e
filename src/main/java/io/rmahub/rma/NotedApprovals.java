package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.NewApproval;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where no system is asked: notes on the case that it waits for an approval; whoever approves reads it there. */
@Component
final class NotedApprovals {

    private final CaseProgress progress;

    NotedApprovals(CaseProgress progress) {
        this.progress = progress;
    }

    /** Asks in the transaction that is open; returns what goes out with it. */
    List<DomainEvent> ask(NewApproval asked, Instant now) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("kind", asked.kind())
                .put("system", "huilianyi").put("reason", asked.reason());
        if (asked.amount() != null) {
            detail.put("amount", asked.amount().toPlainString()).put("currency", asked.currency());
        }
        return progress.record(List.of(new CaseFact(asked.orgId(), asked.caseId(),
                "approval.requested", asked.kind(), detail, asked.requestedBy(), asked.causeId(), now)), now);
    }
}
