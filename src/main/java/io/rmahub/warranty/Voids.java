package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.Approval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.ApprovalRequests.Wanted;
import io.rmahub.warranty.api.AwaitedApproval;
import io.rmahub.warranty.api.ReinstatementRequest;
import io.rmahub.warranty.api.VoidRequest;
import io.rmahub.warranty.api.VoidedWarranty;
import io.rmahub.warranty.model.ReinstatementDecision;
import io.rmahub.warranty.model.VoidDecision;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Voids that a person established, and their reversal, which only an approved exception brings. */
@Component
final class Voids {

    private static final String REVERSAL = "void-reversal";

    private final RuleSets ruleSets;
    private final ApprovalRequests approvals;

    Voids(RuleSets ruleSets, ApprovalRequests approvals) {
        this.ruleSets = ruleSets;
        this.approvals = approvals;
    }

    Function<WarrantyRecord, Answer> declare(WarrantyCommand command, LockedWarranty warranty, VoidRequest request) {
        String ground = request.ground();
        UUID voidId = UuidCreator.getTimeOrderedEpochPlus1();
        VoidDecision decision =
                ruleSets.inForce().voiding(warranty.state(), ground, command.actor(), voidId, command.now());
        UUID decisionId = warranty.addDecision(decision, WarrantyJson.object().put("ground", ground)
                .put("actor", command.actor()).put("id", voidId.toString()).put("now", command.now().toString()));
        if (decision.toRecord() == null) {
            warranty.addHistory("void-refused", null, ground, WarrantyJson.object()
                    .put("decisionId", decisionId.toString()).put("reason", decision.reason()));
            return now -> Answers.refused(decision, decisionId);
        }
        warranty.addFact(decision.toRecord());
        voided(warranty, decision.toRecord(), decision.reason(), decisionId, request.note());
        return now -> Answers.of(200, new VoidedWarranty(now, decisionId, voidId), now);
    }

    /** History and event of a void, whoever or whatever brought it. */
    static void voided(LockedWarranty warranty, Voided fact, String reason, UUID decisionId, String note) {
        ObjectNode about = WarrantyJson.object().put("voidId", fact.id().toString()).put("ground", fact.ground())
                .put("consequence", fact.consequence().toString()).put("reason", reason)
                .put("decisionId", decisionId.toString());
        if (fact.clause() != null) {
            about.put("clause", fact.clause());
        }
        if (fact.releaseId() != null) {
            about.put("releaseId", fact.releaseId());
        }
        ObjectNode detail = note == null ? about : about.deepCopy().put("note", note);
        warranty.addHistory("voided", null, fact.ground(), detail);
        warranty.addEvent("warranty.voided.v1", WarrantyJson.object().set("void", about));
    }

    /** Asks for the approval of an exception. */
    Function<WarrantyRecord, Answer> reinstate(WarrantyCommand command, LockedWarranty warranty,
                                               ReinstatementRequest request) {
        Voided standing = warranty.state().standingVoids().stream()
                .filter(voided -> request.voidId() == null || voided.id().toString().equals(request.voidId()))
                .findFirst().orElseThrow(() ->
                        RefusedException.conflict("There is no such void, or it was reversed before"));
        UUID approvalId = approvals.request(command, warranty, new Wanted(REVERSAL, request.reason(),
                WarrantyJson.object().put("action", "reinstate").put("voidId", standing.id().toString())));
        warranty.addHistory("exception-requested", null, REVERSAL, WarrantyJson.object()
                .put("approvalId", approvalId.toString()).put("voidId", standing.id().toString())
                .put("reason", request.reason()));
        return now -> Answers.of(202, AwaitedApproval.of(approvalId, null, request.reason()));
    }

    /** The exception was decided; approved, it reverses the void. */
    void decided(LockedWarranty warranty, Approval approval, boolean approved, UUID voidId) {
        var exception = new io.rmahub.warranty.model.Approval(approval.id().toString(), approved, approval.system());
        ReinstatementDecision decision =
                ruleSets.inForce().reinstatement(warranty.state(), voidId, exception, warranty.now());
        UUID decisionId = warranty.addDecision(decision, WarrantyJson.object().put("voidId", voidId.toString())
                .put("approvalId", exception.id()).put("approved", approved).put("source", exception.source())
                .put("now", warranty.now().toString()));
        ObjectNode about = WarrantyJson.object().put("voidId", voidId.toString()).put("reason", decision.reason())
                .put("approvalId", exception.id()).put("decisionId", decisionId.toString());
        if (decision.toRecord() == null) {
            warranty.addHistory("reinstatement-refused", null, voidId.toString(), about);
            return;
        }
        warranty.addFact(decision.toRecord());
        warranty.addHistory("reinstated", null, voidId.toString(), about);
        warranty.addEvent("warranty.reinstated.v1", WarrantyJson.object().set("reinstatement", about));
    }
}
