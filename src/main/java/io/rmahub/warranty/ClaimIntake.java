package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.Approval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.ClaimDecision;
import io.rmahub.warranty.model.ClaimQuestion;
import io.rmahub.warranty.model.ClaimQuestion.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Claims begin here. What the warranty bears is approved, or waits for HuiLianYi when it costs more than the limit;
 * what it does not bear is rejected, unless it is asked for as an exception (Landray) or the customer pays; what
 * cannot be told is left to a person. Every claim that goes on gets a case.
 */
@Component
final class ClaimIntake {

    private final ClaimStore store;
    private final WarrantyService desk;
    private final TelemetryEvidence evidence;
    private final RuleSets ruleSets;
    private final Exceptions exceptions;
    private final WarrantySettings settings;

    ClaimIntake(ClaimStore store, WarrantyService desk, TelemetryEvidence evidence, RuleSets ruleSets,
                Exceptions exceptions, WarrantySettings settings) {
        this.store = store;
        this.desk = desk;
        this.evidence = evidence;
        this.ruleSets = ruleSets;
        this.exceptions = exceptions;
        this.settings = settings;
    }

    /** What the body says beside the question itself. */
    private record Wish(BigDecimal amount, String currency, boolean exception, boolean paid) {
    }

    /** What becomes of a claim; {@code approvalKind} is what is asked for, or null. */
    private record Way(String status, String approvalKind) {
    }

    /**
     * Body: {@code kind}, {@code fault}; {@code description}, {@code reportedOn}, {@code serviceContract},
     * {@code amount} with {@code currency}; {@code exception: true} asks for what the rules refuse,
     * {@code acceptPaid: true} has it done at the customer's cost.
     */
    Answer claim(Command command, UUID id) {
        UnitEntry entry = command.entry();
        LockedWarranty worked = desk.lock(command.orgId(), id, command.by());
        command.requireVersion(worked.before);
        ClaimQuestion question = question(command, entry, worked);
        Wish wish = wish(entry, question.kind());
        evidence.sohUpTo(id, question.reportedOn()).forEach(worked::observe);
        ClaimDecision decision = ruleSets.inForce().claim(worked.state(), question);
        UUID decisionId = worked.decided(decision, DeskJson.object(question));
        Way way = way(decision, wish, question.kind());
        UUID claimId = store.takeProposal(id, question.fault())
                .orElseGet(UuidCreator::getTimeOrderedEpochPlus1);
        UUID approvalId = way.approvalKind() == null ? null : exceptions.request(command, worked.before,
                way.approvalKind(), question.kind() + " for " + question.fault() + ": " + decision.reason(),
                wish.amount(), wish.currency(), DeskJson.object().put("action", "claim").put("claimId", claimId.toString()));
        boolean decided = way.status().equals("APPROVED") || way.status().equals("REJECTED");
        Claim claim = new Claim(claimId, command.orgId(), id, null, null, question.kind().name(), way.status(),
                question.fault(), entry.text("description"), question.reportedOn(), command.actor(), decision.result(),
                decision.reason(), name(decision.parts()), name(decision.labour()), wish.amount(), wish.currency(),
                decided ? "warranty rules" : null, decided ? command.now() : null, decisionId, approvalId, null,
                way.status().equals("APPROVED") || way.status().equals("OPEN"), command.now(), 1);
        store.add(List.of(claim));
        worked.note("claimed", null, way.status(), about(claim));
        if (decided) {
            worked.tell("warranty.claim-decided.v1", DeskJson.object().set("claim", about(claim)));
        }
        command.effects().emit(desk.finish(List.of(worked)));
        return Answers.of(approvalId == null ? 201 : 202, claim);
    }

    private ClaimQuestion question(Command command, UnitEntry entry, LockedWarranty worked) {
        Kind kind = entry.oneOf("kind", Kind.class);
        String fault = entry.text("fault");
        if (fault == null) {
            throw WarrantyRefusedException.impossible("fault", "is missing");
        }
        ZoneId zone = ruleSets.policies().zone(worked.state().unit()).orElse(ZoneOffset.UTC);
        LocalDate reported = entry.day("reportedOn");
        return new ClaimQuestion(kind, fault, reported == null ? LocalDate.ofInstant(command.now(), zone) : reported,
                entry.flag("serviceContract"));
    }

    private static Wish wish(UnitEntry entry, Kind kind) {
        BigDecimal amount = entry.positive("amount");
        String currency = entry.text("currency");
        if ((amount == null) != (currency == null)) {
            throw WarrantyRefusedException.impossible(amount == null ? "amount" : "currency", "is missing: they belong together");
        }
        if (kind == Kind.REFUND && amount == null) {
            throw WarrantyRefusedException.impossible("amount", "is missing: a refund has one");
        }
        return new Wish(amount, currency, entry.flag("exception"), entry.flag("acceptPaid"));
    }

    private Way way(ClaimDecision decision, Wish wish, Kind kind) {
        boolean refund = kind == Kind.REFUND && settings.needsApproval(settings.refundLimit(), wish.amount(), wish.currency());
        return switch (decision.outcome()) {
            case ELIGIBLE -> refund ? new Way("AWAITING_APPROVAL", "refund") : new Way("APPROVED", null);
            case EVIDENCE_NEEDED, UNKNOWN -> new Way("OPEN", null);
            case NOT_ELIGIBLE -> wish.exception() ? new Way("AWAITING_APPROVAL", "warranty-exception")
                    : wish.paid() && kind == Kind.REPAIR ? paid(wish) : new Way("REJECTED", null);
        };
    }

    private Way paid(Wish wish) {
        return settings.needsApproval(settings.repairLimit(), wish.amount(), wish.currency())
                ? new Way("AWAITING_APPROVAL", "paid-repair") : new Way("APPROVED", null);
    }

    /** The OA system has decided: the claim goes on by itself. */
    void decided(LockedWarranty worked, Approval approval, UUID claimId, String status) {
        store.decide(claimId, status, approval.system(), status.equals("APPROVED"), worked.now)
                .ifPresent(claim -> decided(worked, claim));
    }

    /** History and news of a claim's decision. */
    static void decided(LockedWarranty worked, Claim claim) {
        ObjectNode about = about(claim);
        worked.note("claim-decided", null, claim.status(), about);
        worked.tell("warranty.claim-decided.v1", DeskJson.object().set("claim", about));
    }

    static ObjectNode about(Claim claim) {
        ObjectNode about = DeskJson.object(claim);
        return about.retain(List.of("id", "cspCaseId", "caseNumber", "kind", "status", "fault", "reportedOn", "outcome",
                "reason", "partsPaid", "labourPaid", "amount", "currency", "decidedById", "decisionId", "approvalId"));
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
