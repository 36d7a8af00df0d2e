package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approval;
import io.rmahub.approval.Approvals;
import io.rmahub.approval.NewApproval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the OA systems for what the rules do not allow, or what costs more than the service may spend by itself. */
@Component
final class Exceptions {

    static final String SUBJECT = "warranty";

    private final Approvals approvals;

    Exceptions(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * @param kind    as the OA systems are configured to take it
     * @param details what comes back with the decision: {@code action} and what it needs
     * @throws WarrantyRefusedException if no system takes this kind
     */
    UUID request(Command command, WarrantyRecord about, String kind, String reason, BigDecimal amount, String currency,
                 ObjectNode details) {
        if (!approvals.takes(kind)) {
            throw WarrantyRefusedException.conflict("No OA system is configured for " + kind, Map.of("kind", kind));
        }
        Approval asked = approvals.request(command.effects(), new NewApproval(about.orgId(), kind,
                SUBJECT, about.id(), about.serialNumber(), null, reason, amount, currency, details, command.actor(),
                command.id()));
        return asked.id();
    }

    /** What is answered while the OA system has not decided. */
    static Answer awaited(UUID approvalId, UUID decisionId, String reason) {
        ObjectNode body = DeskJson.object().put("status", "AWAITING_APPROVAL").put("approvalId", approvalId.toString())
                .put("reason", reason);
        if (decisionId != null) {
            body.put("decisionId", decisionId.toString());
        }
        return Answers.of(202, body);
    }
}
