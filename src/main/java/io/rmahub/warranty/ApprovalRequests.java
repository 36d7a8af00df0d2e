package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approvals;
import io.rmahub.approval.NewApproval;
import io.rmahub.engine.web.RefusedException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks for the approval of what the rules do not allow, or what costs more than the service may spend by itself. */
@Component
final class ApprovalRequests {

    static final String SUBJECT = "warranty";

    /**
     * What is to be approved.
     *
     * @param kind     as the approving systems are configured to take it
     * @param amount   with {@code currency}, or both null
     * @param details  what comes back with the decision: {@code action} and what it needs
     */
    record Wanted(String kind, String reason, BigDecimal amount, String currency, ObjectNode details) {

        Wanted(String kind, String reason, ObjectNode details) {
            this(kind, reason, null, null, details);
        }
    }

    private final Approvals approvals;

    ApprovalRequests(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * Makes the request and returns its id.
     *
     * @throws RefusedException 409 if no system takes this kind
     */
    UUID request(WarrantyCommand command, LockedWarranty warranty, Wanted wanted) {
        if (!approvals.takes(wanted.kind())) {
            throw RefusedException.conflict("No OA system is configured for " + wanted.kind(),
                    Map.of("kind", wanted.kind()));
        }
        return approvals.request(command.effects(), new NewApproval(warranty.orgId(), wanted.kind(), SUBJECT,
                warranty.id(), warranty.before.serialNumber(), null, wanted.reason(), wanted.amount(),
                wanted.currency(), wanted.details(), command.actor(), command.id())).id();
    }
}
