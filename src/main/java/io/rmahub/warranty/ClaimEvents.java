package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.casefact.CaseFact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How claims are told of: in the history of their warranty, to other systems and to their cases. */
final class ClaimEvents {

    private static final List<String> SUMMARY = List.of("id", "cspCaseId", "caseNumber", "kind", "status", "fault",
            "reportedOn", "outcome", "reason", "partsPaid", "labourPaid", "amount", "currency", "decidedById",
            "decisionId", "approvalId");

    private ClaimEvents() {
    }

    /** What events and histories show of a claim. */
    static ObjectNode summary(Claim claim) {
        return WarrantyJson.object(claim).retain(SUMMARY);
    }

    /** The claim of this warranty was decided. */
    static void decided(LockedWarranty warranty, Claim claim) {
        warranty.addHistory("claim-decided", null, claim.status(), summary(claim));
        publishDecision(warranty, claim);
    }

    static void publishDecision(LockedWarranty warranty, Claim claim) {
        warranty.addEvent("warranty.claim-decided.v1", WarrantyJson.object().set("claim", summary(claim)));
    }

    /** The decision as a fact for the case of the claim. */
    static CaseFact caseFact(Claim claim, UUID causeId, Instant now) {
        return new CaseFact(claim.orgId(), claim.cspCaseId(), "warranty.claim-decided", claim.status(), summary(claim),
                claim.decidedById() == null ? "warranty desk" : claim.decidedById(), causeId, now);
    }
}
