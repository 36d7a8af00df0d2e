package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.Approval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.ReinstatementDecision;
import io.rmahub.warranty.model.VoidDecision;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Voids that a person established, and their reversal, which only an approved exception brings. */
@Component
final class Voids {

    private static final String REVERSAL = "void-reversal";

    private final WarrantyStore store;
    private final WarrantyService desk;
    private final RuleSets ruleSets;
    private final Exceptions exceptions;

    Voids(WarrantyStore store, WarrantyService desk, RuleSets ruleSets, Exceptions exceptions) {
        this.store = store;
        this.desk = desk;
        this.ruleSets = ruleSets;
        this.exceptions = exceptions;
    }

    /** Body: {@code ground}, as the policy names it, and {@code note}. */
    Answer declare(Command command, UUID id) {
        UnitEntry entry = command.entry();
        String ground = entry.text("ground");
        if (ground == null) {
            throw WarrantyRefusedException.impossible("ground", "is missing");
        }
        LockedWarranty worked = desk.lock(command.orgId(), id, command.by());
        command.requireVersion(worked.before);
        UUID voidId = UuidCreator.getTimeOrderedEpochPlus1();
        VoidDecision decision =
                ruleSets.inForce().voiding(worked.state(), ground, command.actor(), voidId, command.now());
        UUID decisionId = worked.decided(decision, DeskJson.object().put("ground", ground).put("actor", command.actor())
                .put("id", voidId.toString()).put("now", command.now().toString()));
        if (decision.toRecord() == null) {
            worked.note("void-refused", null, ground, DeskJson.object().put("decisionId", decisionId.toString())
                    .put("reason", decision.reason()));
            command.effects().emit(desk.finish(List.of(worked)));
            return Answers.refused(decision, decisionId);
        }
        worked.add(decision.toRecord());
        voided(worked, decision.toRecord(), decision.reason(), decisionId, entry.text("note"));
        command.effects().emit(desk.finish(List.of(worked)));
        return Answers.of(200, store.lock(command.orgId(), worked.id()).orElseThrow(),
                DeskJson.object().put("decisionId", decisionId.toString()).put("voidId", voidId.toString()));
    }

    /** History and news of a void, whoever or whatever brought it. */
    static void voided(LockedWarranty worked, Voided fact, String reason, UUID decisionId, String note) {
        ObjectNode about = DeskJson.object().put("voidId", fact.id().toString()).put("ground", fact.ground())
                .put("consequence", fact.consequence().toString()).put("reason", reason)
                .put("decisionId", decisionId.toString());
        if (fact.clause() != null) {
            about.put("clause", fact.clause());
        }
        if (fact.releaseId() != null) {
            about.put("releaseId", fact.releaseId());
        }
        ObjectNode detail = note == null ? about : about.deepCopy().put("note", note);
        worked.note("voided", null, fact.ground(), detail);
        worked.tell("warranty.voided.v1", DeskJson.object().set("void", about));
    }

    /** Body: {@code reason}, and {@code voidId} if it is not the oldest that stands. Asks Landray. */
    Answer reinstate(Command command, UUID id) {
        UnitEntry entry = command.entry();
        String reason = entry.text("reason");
        if (reason == null) {
            throw WarrantyRefusedException.impossible("reason", "is missing: the approver has to know why");
        }
        LockedWarranty worked = desk.lock(command.orgId(), id, command.by());
        command.requireVersion(worked.before);
        String wanted = entry.text("voidId");
        Voided stands = worked.state().standingVoids().stream()
                .filter(voided -> wanted == null || voided.id().toString().equals(wanted)).findFirst()
                .orElseThrow(() -> WarrantyRefusedException.conflict("There is no such void, or it was reversed before", Map.of()));
        UUID approvalId = exceptions.request(command, worked.before, REVERSAL, reason, null, null,
                DeskJson.object().put("action", "reinstate").put("voidId", stands.id().toString()));
        worked.note("exception-requested", null, REVERSAL, DeskJson.object().put("approvalId", approvalId.toString())
                .put("voidId", stands.id().toString()).put("reason", reason));
        command.effects().emit(desk.finish(List.of(worked)));
        return Exceptions.awaited(approvalId, null, reason);
    }

    /** The exception was decided; approved, it reverses the void. */
    void decided(LockedWarranty worked, Approval approval, boolean approved, UUID voidId) {
        var answer = new io.rmahub.warranty.model.Approval(approval.id().toString(), approved, approval.system());
        ReinstatementDecision decision =
                ruleSets.inForce().reinstatement(worked.state(), voidId, answer, worked.now);
        UUID decisionId = worked.decided(decision, DeskJson.object().put("voidId", voidId.toString())
                .put("approvalId", answer.id()).put("approved", approved).put("source", answer.source())
                .put("now", worked.now.toString()));
        ObjectNode about = DeskJson.object().put("voidId", voidId.toString()).put("reason", decision.reason())
                .put("approvalId", answer.id()).put("decisionId", decisionId.toString());
        if (decision.toRecord() == null) {
            worked.note("reinstatement-refused", null, voidId.toString(), about);
            return;
        }
        worked.add(decision.toRecord());
        worked.note("reinstated", null, voidId.toString(), about);
        worked.tell("warranty.reinstated.v1", DeskJson.object().set("reinstatement", about));
    }
}
